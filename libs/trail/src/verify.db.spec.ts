import { randomUUID } from 'node:crypto';
import { aPrincipal, type TestDatabase, testDatabase } from '@kamkor/testing';
import type { DataSource } from 'typeorm';
import { trailMigrations } from '../migrations/index.js';
import { SEALED_COLUMNS } from './chain.js';
import { type Finding, type Progress, recordRead, sayFinding, sealTrail, verifyTrail } from './index.js';

const KEY = 'a key of the trail for tests, long enough';
const UNLOCK = 'ALTER TABLE trail_entry DISABLE TRIGGER ALL; ALTER TABLE trail_block DISABLE TRIGGER ALL';
const COPY = `INSERT INTO trail_entry SELECT (jsonb_populate_record(e, jsonb_build_object('id', 1000 + e.id,
  'handle', gen_random_uuid()))).* FROM trail_entry e WHERE id =`;

describe('verification', () => {
  let database: TestDatabase;
  let worker: DataSource;

  /** Blocks 1 to 4 hold the entries 1–3, 4–6, 7–9, 10–12; entry 13 waits. */
  beforeEach(async () => {
    database = await testDatabase('verify', trailMigrations);
    worker = await database.as('worker');
    for (let block = 1; block <= 5; block++) {
      await database.asPrincipal(aPrincipal({ roles: ['registrar'] }), async () => {
        for (let i = 0; i < (block === 5 ? 1 : 3); i++) recordRead({ person: randomUUID(), group: 'identity' });
      });
      if (block < 5) await sealTrail(worker, KEY);
    }
    await database.admin(UNLOCK);
  });
  afterEach(() => database.dispose());

  /** What is found on one connection that reads all at once; on three that read block by block it must be the same. */
  const findingsAfter = async (...sql: string[]): Promise<readonly Finding[]> => {
    for (const statement of sql) await database.admin(statement);
    const { findings } = await verifyTrail(worker, KEY, { connections: 1 });
    expect((await verifyTrail(worker, KEY, { connections: 3, entriesAtOnce: 3 })).findings).toEqual(findings);
    return findings;
  };
  const headOf = async (number: number) => {
    const [block] = await database.admin<{ hash: string }>(
      `SELECT encode(hash, 'hex') AS hash FROM trail_block WHERE number = ${number}`,
    );
    return { number, hash: block!.hash };
  };

  it('finds nothing in an untouched trail, and tells what waits', async () => {
    const report = await verifyTrail(worker, KEY);
    expect(report).toMatchObject({ blocks: 4, sealed: 12, unsealed: 1, faults: 0, findings: [], head: { number: 4 } });
    expect(report.oldestSeconds).toBeGreaterThan(0);
  });

  it('covers every column of the table', async () => {
    const columns = await database.admin<{ name: string }>(
      `SELECT column_name AS name FROM information_schema.columns WHERE table_name = 'trail_entry'`,
    );
    expect(columns.map(({ name }) => name).sort()).toEqual([...SEALED_COLUMNS].sort());
  });

  it.each([
    `purpose = 'curiosity'`,
    `recorded_at = recorded_at - interval '1 millisecond'`,
    `actor_roles = actor_roles || '{auditor}'`,
    `field_groups = '{}'`,
    `person = NULL`,
    `withheld_from_person = true`,
    `count = 2`,
    // The bytes of all texts in a row are the same as before.
    `operation = operation || purpose, purpose = ''`,
    `subject_type = ''`,
    `actor_roles = '{registrar,""}'`,
    // Out of its block's time, so that only its id leads there.
    `recorded_at = recorded_at - interval '3 years'`,
  ])('names the altered entry: %s', async (change) => {
    expect(await findingsAfter(`UPDATE trail_entry SET ${change} WHERE id = 5`)).toEqual([
      { fault: 'ENTRY_ALTERED', entry: 5, block: 2 },
    ]);
  });

  it('names the deleted entry', async () => {
    expect(await findingsAfter('DELETE FROM trail_entry WHERE id = 12')).toEqual([
      { fault: 'ENTRY_DELETED', entry: 12, block: 4 },
    ]);
  });

  it('names an entry that was deleted before it could be sealed', async () => {
    await database.admin('DELETE FROM trail_entry WHERE id = 13');
    await sealTrail(worker, KEY);
    expect(await findingsAfter()).toEqual([{ fault: 'ENTRY_DELETED', entry: 13, block: 5 }]);
  });

  it('names the inserted entry', async () => {
    expect(await findingsAfter(`${COPY} 3`)).toEqual([{ fault: 'ENTRY_INSERTED', entry: 1003 }]);
  });

  it.each([`interval '0'`, `interval '1 day'`, `interval '14 months'`])(
    'names an entry with the id of another one, recorded earlier by %s',
    async (earlier) => {
      const copy = `INSERT INTO trail_entry SELECT (jsonb_populate_record(e, jsonb_build_object('handle', gen_random_uuid(),
        'recorded_at', recorded_at - interval '1 millisecond' - ${earlier}))).* FROM trail_entry e WHERE id = 3`;
      expect(await findingsAfter(copy)).toEqual([{ fault: 'ENTRY_INSERTED', entry: 3 }]);
    },
  );

  it('names two entries that changed places', async () => {
    const sql = 'UPDATE trail_entry SET id = CASE id WHEN 1 THEN 2001 WHEN 2001 THEN 2 ELSE 1 END WHERE id =';
    expect(await findingsAfter(`${sql} 1`, `${sql} 2`, `${sql} 2001`)).toEqual([
      { fault: 'ENTRY_ALTERED', entry: 1, block: 1 },
      { fault: 'ENTRY_ALTERED', entry: 2, block: 1 },
    ]);
  });

  it('names a sealed entry that somebody has sealed again', async () => {
    await database.admin('INSERT INTO trail_unsealed VALUES (2)');
    await sealTrail(worker, KEY);
    expect(await findingsAfter()).toEqual([{ fault: 'ENTRY_SEALED_TWICE', entry: 2 }]);
  });

  it('names the altered block, also where the entry was taken out of it', async () => {
    const findings = await findingsAfter(
      'DELETE FROM trail_entry WHERE id = 6',
      `UPDATE trail_block SET entry_ids = '{[4,6)}', entry_hashes = substr(entry_hashes, 1, 64) WHERE number = 2`,
    );
    expect(findings).toEqual([{ fault: 'BLOCK_ALTERED', block: 2 }]);
  });

  it('names the missing block and the entries that it held', async () => {
    expect(await findingsAfter('DELETE FROM trail_block WHERE number IN (2, 3)')).toEqual([
      { fault: 'BLOCK_MISSING', block: 2, last: 3 },
      ...[4, 5, 6, 7, 8, 9].map((entry) => ({ fault: 'ENTRY_INSERTED', entry })),
    ]);
  });

  it('names the block that another was put in place of', async () => {
    const findings = await findingsAfter(
      `DELETE FROM trail_block WHERE number = 3`,
      `UPDATE trail_block SET number = 3 WHERE number = 4`,
    );
    expect(findings.slice(0, 2)).toEqual([
      { fault: 'CHAIN_BROKEN', block: 3 },
      { fault: 'BLOCK_ALTERED', block: 3 },
    ]);
  });

  it('sees by a noted head that the end was cut off together with its entries', async () => {
    const { head } = await verifyTrail(worker, KEY);
    const noted = head!;
    expect((await verifyTrail(worker, KEY, { noted })).faults).toBe(0);
    await database.admin('DELETE FROM trail_block WHERE number = 4');
    await database.admin('DELETE FROM trail_entry WHERE id BETWEEN 10 AND 12');
    expect((await verifyTrail(worker, KEY)).faults).toBe(0);
    expect((await verifyTrail(worker, KEY, { noted })).findings).toEqual([{ fault: 'HEAD_LOST', block: 4 }]);
  });

  it('names all faults at once, each by a sentence, and hands them on one by one if asked', async () => {
    const findings = await findingsAfter(
      `UPDATE trail_entry SET purpose = 'x' WHERE id IN (1, 7)`,
      'DELETE FROM trail_entry WHERE id = 2',
      `${COPY} 3`,
      'DELETE FROM trail_block WHERE number = 2',
    );
    expect(findings.map(({ fault }) => fault).sort()).toEqual([
      'BLOCK_MISSING',
      'ENTRY_ALTERED',
      'ENTRY_ALTERED',
      'ENTRY_DELETED',
      'ENTRY_INSERTED',
      'ENTRY_INSERTED',
      'ENTRY_INSERTED',
      'ENTRY_INSERTED',
    ]);
    expect(findings.map(sayFinding)).toContain('entry 2 of block 1 was deleted');
    const streamed: Finding[] = [];
    const report = await verifyTrail(worker, KEY, { onFinding: (finding) => streamed.push(finding) });
    expect(streamed).toEqual(findings);
    expect(report).toMatchObject({ faults: 8, findings: [] });
  });

  it('names an altered block that claims to have more entries than there can be', async () => {
    expect(await findingsAfter(`UPDATE trail_block SET entry_ids = '{[4,1000000000000000)}' WHERE number = 2`)).toEqual(
      [{ fault: 'BLOCK_ALTERED', block: 2 }, ...[4, 5, 6].map((entry) => ({ fault: 'ENTRY_INSERTED', entry }))],
    );
  });

  it('tells how far it is, in the order of the chain', async () => {
    const parts: number[] = [];
    const onProgress = ({ part }: Progress) => parts.push(part);
    await verifyTrail(worker, KEY, { connections: 3, entriesAtOnce: 3, onProgress });
    expect(parts).toEqual([0.25, 0.5, 0.75, 1]);
  });

  it('reads all of one moment, whatever is sealed on its way', async () => {
    let sealed: unknown;
    const onProgress = () => {
      sealed ??= sealTrail(worker, KEY);
    };
    const report = await verifyTrail(worker, KEY, { connections: 2, entriesAtOnce: 3, onProgress });
    expect(await sealed).toMatchObject({ entries: 1 });
    expect(report).toMatchObject({ blocks: 4, sealed: 12, unsealed: 1, faults: 0 });
  });

  describe('since a head that was verified', () => {
    const since = async (number: number, ...sql: string[]) => {
      const head = await headOf(number);
      for (const statement of sql) await database.admin(statement);
      return verifyTrail(worker, KEY, { since: head });
    };

    it('is that of what followed', async () => {
      expect(await since(2)).toMatchObject({ blocks: 2, sealed: 6, unsealed: 1, faults: 0, head: { number: 4 } });
      expect(await since(4)).toMatchObject({ blocks: 0, sealed: 0, unsealed: 1, faults: 0, head: { number: 4 } });
    });

    it('names what was altered since, and takes what lies before as it is', async () => {
      const { findings } = await since(2, `UPDATE trail_entry SET purpose = 'x' WHERE id IN (1, 7, 10)`);
      expect(findings).toEqual([
        { fault: 'ENTRY_ALTERED', entry: 7, block: 3 },
        { fault: 'ENTRY_ALTERED', entry: 10, block: 4 },
      ]);
    });

    it('names what was put in since', async () => {
      const now = `UPDATE trail_entry SET recorded_at = clock_timestamp() WHERE id = 1012`;
      expect((await since(4, `${COPY} 12`, now)).findings).toEqual([{ fault: 'ENTRY_INSERTED', entry: 1012 }]);
    });

    it('names what is in a block from before as well', async () => {
      await database.admin('INSERT INTO trail_unsealed VALUES (2)');
      await sealTrail(worker, KEY);
      expect((await since(3)).findings).toEqual([{ fault: 'ENTRY_SEALED_TWICE', entry: 2 }]);
    });

    it('names blocks that do not follow from it', async () => {
      expect((await since(2, 'DELETE FROM trail_block WHERE number = 3')).findings.slice(0, 1)).toEqual([
        { fault: 'BLOCK_MISSING', block: 3, last: 3 },
      ]);
    });

    it('names the block of that head itself where something else of it was altered', async () => {
      const { findings } = await since(
        4,
        `UPDATE trail_block SET sealed_at = sealed_at - interval '1 s' WHERE number = 4`,
      );
      expect(findings).toEqual([{ fault: 'BLOCK_ALTERED', block: 4 }]);
    });

    it('is refused where there is no such head', async () => {
      const refused = async (number: number, hash: string) => {
        await expect(verifyTrail(worker, KEY, { since: { number, hash } })).rejects.toThrow(
          `The trail has no block ${number} with the hash ${hash}`,
        );
      };
      await refused(9, 'ab'.repeat(32));
      await refused(3, (await headOf(2)).hash);
      expect(await verifyTrail(worker, KEY)).toMatchObject({ faults: 0 });
    });
  });

  it('can not be made good by somebody who has not the key', async () => {
    const { findings } = await verifyTrail(worker, `${KEY}.`);
    expect(new Set(findings.map(({ fault }) => fault))).toEqual(new Set(['BLOCK_ALTERED', 'ENTRY_ALTERED']));
  });
});
