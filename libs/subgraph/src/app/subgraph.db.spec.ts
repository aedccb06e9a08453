import { deadlineKind, openDeadline } from '@kamkor/deadlines';
import { deadlinesMigrations } from '@kamkor/deadlines/migrations';
import { idempotencyMigrations } from '@kamkor/idempotency/migrations';
import { tx } from '@kamkor/persistence';
import { NOBODY } from '@kamkor/principal';
import {
  aCitizen,
  aPrincipal,
  type BootedSubgraph,
  bootedSubgraph,
  type TestDatabase,
  testDatabase,
} from '@kamkor/testing';
import { trailMigrations } from '@kamkor/trail/migrations';
import {
  Args,
  Directive,
  Field,
  ID,
  Int,
  Mutation,
  ObjectType,
  Parent,
  Query,
  ResolveField,
  ResolveReference,
  Resolver,
} from '@nestjs/graphql';
import { Column, Entity, type MigrationInterface, PrimaryColumn, type QueryRunner } from 'typeorm';
import {
  Allow,
  accessLogResolver,
  badInput,
  Contributed,
  connectionOf,
  deadlineResolver,
  Instant,
  keyed,
  LegalDate,
  loader,
  PageArgs,
  page,
  TrailedRead,
  Uuid,
} from '../index.js';

const CUT_OFF = 'SELECT pg_terminate_backend(pg_backend_pid())';
const PERSON = '0b7e3c62-8f4a-4c55-9d6c-1f6f6a5a0001';

@ObjectType()
@Directive('@key(fields: "id")')
@Allow({ roles: ['registrar'] })
@TrailedRead<Note>({ group: 'note', subjectType: 'Note', person: (row) => row.person, subject: (row) => row.id })
@Entity('note')
class Note {
  @Field(() => ID) @PrimaryColumn('uuid') id: string;
  @Column('text') territory: string;
  @Column('uuid') person: string;
  @Field() @Column('text') text: string;
}

@ObjectType()
class NoteConnection extends connectionOf(Note) {}

@ObjectType()
@Directive('@key(fields: "id")')
@Contributed('elsewhere')
class Person {
  @Field(() => ID) id: string;
}

const noText = badInput('NOTE_EMPTY', { ky: 'Бош', ru: 'Пусто', en: 'Empty' });
/** How often a note was tried to be written. */
let attempts = 0;
const OVERTAKEN = `DO $$ BEGIN RAISE EXCEPTION 'moved' USING ERRCODE = '40001'; END $$`;
const notesOf = loader<string, Note>(async (ids) =>
  keyed(
    await tx().manager.createQueryBuilder(Note, 'n').where('n.id IN (:...ids)', { ids }).getMany(),
    (note) => note.id,
  ),
);

@Resolver(() => Note)
class NoteResolver {
  @Allow({ roles: ['registrar'], purpose: 'registration' })
  @Query(() => NoteConnection)
  notes(@Args() args: PageArgs) {
    return page(
      tx().manager.createQueryBuilder(Note, 'n'),
      [
        { column: 'n.text', type: 'text' },
        { column: 'n.id', type: 'uuid' },
      ],
      args,
    );
  }

  @Allow({ roles: ['registrar'] })
  @Query(() => String)
  echo(
    @Args('date', { type: () => LegalDate, nullable: true }) date: Temporal.PlainDate | null,
    @Args('at', { type: () => Instant, nullable: true }) at: Temporal.Instant | null,
    @Args('id', { type: () => Uuid, nullable: true }) id: string | null,
  ) {
    return `${date} ${at} ${id}`;
  }

  @Allow({ roles: ['registrar'] })
  @Query(() => String)
  broken(): string {
    throw new Error('SELECT secret FROM somewhere');
  }

  @Allow({ roles: ['registrar'] })
  @Query(() => String)
  async cutOff(): Promise<string> {
    await tx().sql(CUT_OFF);
    return 'never';
  }

  @Allow({ roles: ['registrar'] })
  @Mutation(() => Note, { nullable: true })
  async writeNote(
    @Args('text') text: string,
    @Args('times', { type: () => Int, defaultValue: 1 }) _times: number,
  ): Promise<Note> {
    if (text === '') throw noText({ field: 'text' });
    const [row] = await tx().sql<{ id: string }>(
      `INSERT INTO note (territory, person, text) VALUES ('KG-C-03', $1, $2) RETURNING id`,
      [PERSON, text],
    );
    attempts += 1;
    if (text === 'overtaken always' || (text === 'overtaken once' && attempts === 1)) await tx().sql(OVERTAKEN);
    if (text === 'cut off') await tx().sql(CUT_OFF);
    if (text === 'cut off at the end') tx().beforeCommit(Symbol(text), async () => void (await tx().sql(CUT_OFF)));
    return tx().manager.findOneByOrFail(Note, { id: row!.id });
  }

  @ResolveReference()
  byReference({ id }: { id: string }) {
    return notesOf(id);
  }
}

@Resolver(() => Person)
class PersonResolver {
  @Allow({ roles: ['registrar'] })
  @ResolveField(() => String, { nullable: true })
  nickname(@Parent() person: Person): string {
    return `of ${person.id}`;
  }
}

class CreateNote1700000000000 implements MigrationInterface {
  name = 'CreateNote1700000000000';
  async up(runner: QueryRunner) {
    await runner.query(
      `CREATE TABLE note (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), territory text COLLATE "C", person uuid, text text)`,
    );
    await runner.query('ALTER TABLE note ENABLE ROW LEVEL SECURITY');
    await runner.query('ALTER TABLE note FORCE ROW LEVEL SECURITY');
    await runner.query('GRANT SELECT, INSERT ON note TO kamkor_app');
    const inScope = `territory >= (select current_setting('kamkor.territory_from', true)) AND territory < (select current_setting('kamkor.territory_to', true))`;
    await runner.query(`CREATE POLICY note_app ON note TO kamkor_app USING (${inScope})`);
  }
  async down() {}
}

const registrar = aPrincipal({ roles: ['registrar'], territory: 'KG-C' });
const elsewhere = aPrincipal({ roles: ['registrar'], territory: 'KG-O' });
const social = aPrincipal({ roles: ['social-worker'], territory: 'KG-C' });
const ENTITIES =
  'query ($r: [_Any!]!) { _entities(representations: $r) { ... on Note { text } ... on Person { nickname } } }';

describe('the guarded subgraph', () => {
  let database: TestDatabase;
  let graph: BootedSubgraph;
  const write = (text: string, headers = {}) =>
    graph.ask(registrar, 'mutation ($text: String!) { writeNote(text: $text) { id text } }', { text }, headers);
  const trail = () =>
    database.admin<{ action: string; operation: string; count: number; purpose: string }>(
      'SELECT * FROM trail_entry ORDER BY id',
    );

  beforeAll(async () => {
    database = await testDatabase('subgraph', [
      ...trailMigrations,
      ...idempotencyMigrations,
      ...deadlinesMigrations,
      CreateNote1700000000000,
    ]);
    const dataSource = await database.as('app', { entities: [Note], poolSize: 1 });
    graph = await bootedSubgraph({
      dataSource,
      providers: [
        NoteResolver,
        PersonResolver,
        deadlineResolver('note', ['registrar']),
        accessLogResolver(Person, 'noteAccessLog'),
      ],
    });
  });
  afterAll(async () => {
    await graph?.close();
    await database?.dispose();
  });

  it('refuses a request that the gateway did not sign', async () => {
    const response = await fetch(`${graph.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{"query":"{__typename}"}',
    });
    expect(response.status).toBe(401);
  });

  it('refuses by role before any row is looked at, in the language asked for', async () => {
    const answer = await graph.ask(social, '{ notes { totalCount } }', {}, { 'accept-language': 'ru' });
    expect(answer.errors?.[0]).toMatchObject({
      message: 'Ваша роль не позволяет выполнить «Query.notes».',
      extensions: { code: 'FORBIDDEN', reason: 'ROLE_NOT_ALLOWED' },
    });
    expect((await graph.ask(NOBODY, '{ notes { totalCount } }')).errors?.[0]?.extensions.code).toBe('FORBIDDEN');
  });

  it('runs a mutation once more that another transaction overtook, and no oftener', async () => {
    attempts = 0;
    const before = (await trail()).length;
    const { data } = await write('overtaken once', { 'idempotency-key': 'overtaken' });
    expect(data.writeNote.text).toBe('overtaken once');
    expect(attempts).toBe(2);
    expect((await trail()).slice(before).map(({ operation }) => operation)).toEqual(['Mutation.writeNote']);
    expect((await write('overtaken once', { 'idempotency-key': 'overtaken' })).data).toEqual(data);
    expect(attempts).toBe(2);

    attempts = 0;
    expect((await write('overtaken always')).errors).toHaveLength(1);
    expect(attempts).toBe(2);
    const rows = await database.admin(`SELECT text FROM note WHERE text LIKE 'overtaken%'`);
    expect(rows).toEqual([{ text: 'overtaken once' }]);
  });

  it('runs a mutation in its own transaction, reads the answer anew and records both', async () => {
    const before = (await trail()).length;
    const { data } = await write('first');
    expect(data.writeNote.text).toBe('first');
    const added = (await trail()).slice(before);
    expect(added).toMatchObject([{ action: 'READ', operation: 'Mutation.writeNote', count: 1 }]);
  });

  it('gives a row of another territory to nobody, by list and by reference', async () => {
    const { data } = await write('hidden');
    expect((await graph.ask(elsewhere, '{ notes { totalCount edges { node { id } } } }')).data.notes).toEqual({
      totalCount: 0,
      edges: [],
    });
    const r = [{ __typename: 'Note', id: data.writeNote.id }];
    expect((await graph.ask(elsewhere, ENTITIES, { r })).data).toEqual({ _entities: [null] });
    expect((await graph.ask(registrar, ENTITIES, { r })).data).toEqual({ _entities: [{ text: 'hidden' }] });
    expect((await graph.ask(social, ENTITIES, { r })).errors?.[0]?.extensions.code).toBe('FORBIDDEN');
  });

  it('asks for the policy of a field that it adds to an entity of another service', async () => {
    const r = [{ __typename: 'Person', id: PERSON }];
    expect((await graph.ask(registrar, ENTITIES, { r })).data).toEqual({ _entities: [{ nickname: `of ${PERSON}` }] });
    expect((await graph.ask(social, ENTITIES, { r })).errors?.[0]?.extensions.code).toBe('FORBIDDEN');
  });

  it('records one entry per person for a page, with the purpose of the operation', async () => {
    const before = (await trail()).length;
    const answer = await graph.ask(registrar, '{ notes(first: 2) { edges { node { id } } } }');
    expect(answer.data.notes.edges).toHaveLength(2);
    expect((await trail()).slice(before)).toMatchObject([
      { action: 'READ', operation: 'Query.notes', purpose: 'registration', count: 2 },
    ]);
  });

  it('pages by keyset through everything exactly once', async () => {
    for (const text of ['a', 'a', 'b', 'c', 'd']) await write(text);
    const seen: string[] = [];
    let after: string | null = null;
    do {
      const { data } = await graph.ask(
        registrar,
        'query ($after: String) { notes(first: 2, after: $after) { totalCount pageInfo { hasNextPage endCursor } edges { node { id } } } }',
        { after },
      );
      seen.push(...data.notes.edges.map((edge: { node: { id: string } }) => edge.node.id));
      after = data.notes.pageInfo.hasNextPage ? data.notes.pageInfo.endCursor : null;
    } while (after);
    const { data } = await graph.ask(registrar, '{ notes { totalCount } }');
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen.length).toBe(data.notes.totalCount);
  });

  it.each([
    ['notes(first: 0) { totalCount }', 'PAGE_SIZE', 'first'],
    ['notes(first: 101) { totalCount }', 'PAGE_SIZE', 'first'],
    ['notes(after: "?") { totalCount }', 'CURSOR', 'after'],
    [`notes(after: "${Buffer.from('["a","x"]').toString('base64url')}") { totalCount }`, 'CURSOR', 'after'],
    ['notes(after: "a\\u0000") { totalCount }', 'TEXT_NOT_STORABLE', 'after'],
    ['echo(date: "2024-02-30")', 'NOT_A_DATE', 'date'],
    ['echo(date: "20240230")', 'NOT_A_DATE', 'date'],
    ['echo(date: "9999-01-01")', 'DATE_OUT_OF_RANGE', 'date'],
    ['echo(date: "1800-01-01")', 'DATE_OUT_OF_RANGE', 'date'],
    ['echo(at: "9999-12-31T23:59:59Z")', 'DATE_OUT_OF_RANGE', 'at'],
    ['echo(at: "2024-05-25T08:30")', 'NOT_AN_INSTANT', 'at'],
    ['echo(id: "1")', 'NOT_A_UUID', 'id'],
    ['echo(id: 5)', 'NOT_A_UUID', 'id'],
  ])('refuses %s by reason, naming the argument', async (asked, reason, field) => {
    const { errors } = await graph.ask(registrar, `{ as: ${asked} }`);
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', reason, field });
  });

  it('refuses a bad variable of each scalar, naming the argument that it is used for', async () => {
    const query = 'query ($d: LegalDate, $a: Instant, $i: UUID) { echo(date: $d, at: $a, id: $i) }';
    expect((await graph.ask(registrar, query, { d: '2024-13-01' })).errors?.[0]?.extensions).toMatchObject({
      code: 'BAD_USER_INPUT',
      reason: 'NOT_A_DATE',
      field: 'date',
    });
    expect((await graph.ask(registrar, query, { a: 'now' })).errors?.[0]?.extensions).toMatchObject({
      reason: 'NOT_AN_INSTANT',
      field: 'at',
    });
    expect((await graph.ask(registrar, query, { i: 'x' })).errors?.[0]?.extensions).toMatchObject({
      reason: 'NOT_A_UUID',
      field: 'id',
    });
    for (const query of ['{ nothing }', '{', 'query ($unused: Int) { notes { totalCount } }']) {
      const { errors } = await graph.ask(registrar, query);
      expect(errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', field: 'query' });
    }
  });

  it('keeps the cause of an unexpected error in the log', async () => {
    const answer = await graph.ask(registrar, '{ broken }', {}, { 'kamkor-request-id': 'request-77' });
    expect(JSON.stringify(answer)).not.toContain('secret');
    expect(answer.errors?.[0]).toMatchObject({ extensions: { code: 'INTERNAL_SERVER_ERROR', request: 'request-77' } });
    expect(String(graph.unexpected.pop())).toContain('secret');
  });

  it.each([
    ['in a read', '{ cutOff }', 'SERVICE_DOWN'],
    ['in a mutation', 'mutation { writeNote(text: "cut off") { id } }', 'SERVICE_DOWN'],
    ['about its commit', 'mutation { writeNote(text: "cut off at the end") { id } }', 'OUTCOME_UNKNOWN'],
  ])('says of a database that goes away %s what is known of it', async (_when, query, reason) => {
    const { data, errors } = await graph.ask(registrar, query);
    expect(data?.writeNote ?? null).toBeNull();
    expect(errors?.map(({ extensions }) => extensions)).toEqual([
      { code: 'SUBGRAPH_UNAVAILABLE', reason, service: 'test-app' },
    ]);
    expect(graph.unexpected.splice(0)).not.toEqual([]);
    expect((await graph.ask(registrar, '{ notes { totalCount } }')).errors).toBeUndefined();
  });

  it('knows of a database that goes away in a later mutation that nothing of that one was done', async () => {
    const { data, errors } = await graph.ask(
      registrar,
      'mutation { writeNote(text: "kept") { text } after: writeNote(text: "cut off") { id } }',
    );
    expect(data).toEqual({ writeNote: { text: 'kept' }, after: null });
    expect(errors).toEqual([
      {
        ...{ message: expect.any(String), path: ['after'], locations: expect.any(Array) },
        extensions: { code: 'SUBGRAPH_UNAVAILABLE', reason: 'SERVICE_DOWN', service: 'test-app' },
      },
    ]);
    expect(graph.unexpected.splice(0)).not.toEqual([]);
  });

  it('answers a repeated key with the first outcome, and another body with a refusal', async () => {
    const headers = { 'idempotency-key': 'once' };
    const [first, second] = [await write('again', headers), await write('again', headers)];
    expect(second).toEqual(first);
    expect((await write('other', headers)).errors?.[0]?.extensions.code).toBe('IDEMPOTENCY_KEY_REUSED');
    expect(await database.admin(`SELECT 1 FROM note WHERE text = 'again'`)).toHaveLength(1);
  });

  it('writes nothing when the use case refuses, and the key stays free', async () => {
    const headers = { 'idempotency-key': 'refused-first' };
    expect((await write('', headers)).errors?.[0]?.extensions).toMatchObject({
      code: 'BAD_USER_INPUT',
      reason: 'NOTE_EMPTY',
      field: 'text',
    });
    expect((await write('then right', headers)).data.writeNote.text).toBe('then right');
  });

  it('does nothing for a key that would stand for two of the same mutation', async () => {
    const count = async () => (await graph.ask(registrar, '{ notes { totalCount } }')).data.notes.totalCount;
    const before = await count();
    const twice = 'mutation { a: writeNote(text: "a") { id } b: writeNote(text: "b") { id } }';
    const { errors } = await graph.ask(registrar, twice, {}, { 'idempotency-key': 'for-two' });
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', reason: 'KEY_FOR_ONE_FIELD' });
    expect(await count()).toBe(before);
  });

  it('runs several mutations of one request on one connection, each in its own transaction and with its own answer', async () => {
    const { data, errors } = await graph.ask(
      registrar,
      'mutation { a: writeNote(text: "m1") { text } b: writeNote(text: "") { text } c: writeNote(text: "m2") { text } }',
    );
    expect(data).toEqual({ a: { text: 'm1' }, b: null, c: { text: 'm2' } });
    expect(errors?.map(({ path }) => path)).toEqual([['b']]);
    const stored = await database.admin<{ text: string }>(
      `SELECT text FROM note WHERE text IN ('m1', 'm2') ORDER BY 1`,
    );
    expect(stored.map(({ text }) => text)).toEqual(['m1', 'm2']);
  });

  it('refuses an answer that is too large with one error', async () => {
    await database.admin(
      `INSERT INTO note (territory, person, text) SELECT 'KG-C-03', '${PERSON}', 'many' FROM generate_series(1, 100)`,
    );
    const lists = Array.from({ length: 120 }, (_, n) => `l${n}: notes(first: 100) { edges { cursor } }`).join(' ');
    const { data, errors } = await graph.ask(registrar, `{ ${lists} }`);
    expect(data).toBeNull();
    expect(errors?.map(({ extensions }) => extensions.reason)).toEqual(['ANSWER_TOO_LARGE']);
    await database.admin(`DELETE FROM note WHERE text = 'many'`);
  });

  it('gives no answer when the read cannot be recorded', async () => {
    await database.admin('REVOKE INSERT ON trail_entry FROM kamkor_app');
    try {
      const answer = await graph.ask(registrar, '{ notes { edges { node { text } } } }');
      expect(answer.data).toBeNull();
      expect(answer.errors?.[0]?.extensions.code).toBe('TRAIL_UNAVAILABLE');
    } finally {
      await database.admin('GRANT INSERT ON trail_entry TO kamkor_app');
    }
  });

  it('lists deadlines by what is due, within the territory of the caller', async () => {
    const kind = deadlineKind({ kind: 'NOTE_TERM', binds: 'STATE', regulation: 'note.term', lapse: async () => {} });
    const now = Temporal.Now.instant();
    await database.asPrincipal(registrar, async () => {
      for (const [territory, hours] of [
        ['KG-C-03', -1],
        ['KG-C-03', 5],
        ['KG-C-01', 9],
      ] as const) {
        const subject = { type: 'Note', id: crypto.randomUUID() };
        await openDeadline({ kind, subject, person: PERSON, territory, dueAt: now.add({ hours }) });
      }
    });
    const query = `query ($overdue: Boolean, $territory: String, $after: String) {
      noteDeadlines(first: 2, overdue: $overdue, territory: $territory, after: $after) {
        totalCount pageInfo { hasNextPage endCursor } edges { node { kind territory state } } }
      noteDeadlineCounts { kind state overdue count } }`;
    const all = (await graph.ask(registrar, query)).data;
    expect(all.noteDeadlines).toMatchObject({ totalCount: 3, pageInfo: { hasNextPage: true } });
    expect(all.noteDeadlineCounts).toEqual([
      { kind: 'NOTE_TERM', state: 'PENDING', overdue: false, count: 2 },
      { kind: 'NOTE_TERM', state: 'PENDING', overdue: true, count: 1 },
    ]);
    const rest = (await graph.ask(registrar, query, { after: all.noteDeadlines.pageInfo.endCursor })).data;
    expect(rest.noteDeadlines.edges).toEqual([{ node: { kind: 'NOTE_TERM', territory: 'KG-C-01', state: 'PENDING' } }]);
    expect((await graph.ask(registrar, query, { overdue: true })).data.noteDeadlines.totalCount).toBe(1);
    expect((await graph.ask(registrar, query, { territory: 'KG-C-01' })).data.noteDeadlines.totalCount).toBe(1);
    expect((await graph.ask(elsewhere, query)).data.noteDeadlines.totalCount).toBe(0);
  });

  it('tells a person who looked, and nobody else', async () => {
    const query = `query ($r: [_Any!]!) { _entities(representations: $r) { ... on Person {
      noteAccessLog(first: 1) { totalCount edges { node { action roles operation fieldGroups } } } } } }`;
    const r = [{ __typename: 'Person', id: PERSON }];
    const own = (await graph.ask(aCitizen(PERSON), query, { r })).data._entities[0].noteAccessLog;
    expect(own.totalCount).toBeGreaterThan(3);
    expect(own.edges[0].node).toMatchObject({ action: 'READ', roles: ['registrar'], fieldGroups: expect.any(Array) });
    const other = (await graph.ask(aCitizen('0b7e3c62-8f4a-4c55-9d6c-1f6f6a5a0002'), query, { r })).data;
    expect(other._entities[0].noteAccessLog).toEqual({ totalCount: 0, edges: [] });
    expect((await graph.ask(registrar, query, { r })).errors?.[0]?.extensions.code).toBe('FORBIDDEN');
  });
});
