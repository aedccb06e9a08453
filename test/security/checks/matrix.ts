import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { EXTERNAL_ROLES, type Role } from '@kamkor/principal';
import { type Answer, somebody } from '@kamkor/testing';
import { decisionsOf, letThrough } from '../decisions.js';
import { readMatrix } from '../matrix-table.js';
import { callOf } from '../schema-calls.js';
import type { Ready } from '../service-under-test.js';

const committed = readMatrix(readFileSync(join(import.meta.dirname, '../authorisation-matrix.md'), 'utf8'));
const TO_PRINT =
  'node test/security/print-matrix.mjs > test/security/authorisation-matrix.md, and have the difference reviewed';

/** Policies are as decided, and every coordinate really answers every role as decided. */
export function matrixChecks(name: string, ready: () => Ready): void {
  const decided = committed.matrix[name] ?? {};

  describe('who may do what', () => {
    it('is decided for every operation, entity type and contributed field', () => {
      const undecided = [...decisionsOf(ready().schema).keys()].filter((coordinate) => !decided[coordinate]);
      const gone = Object.keys(decided).filter((coordinate) => !decisionsOf(ready().schema).has(coordinate));
      expect({ undecided, gone, toMend: TO_PRINT }).toEqual({ undecided: [], gone: [], toMend: TO_PRINT });
      expect(committed.roles).toEqual([...EXTERNAL_ROLES]);
    });

    it('is what the policies say', () => {
      const external = EXTERNAL_ROLES as readonly string[];
      const said = [...decisionsOf(ready().schema)].map(([coordinate, roles]) => [
        coordinate,
        external.filter((role) => roles.includes(role)),
      ]);
      expect(Object.fromEntries(said)).toEqual(decided);
    });

    it.each(Object.keys(decided))('%s answers every role as decided', async (coordinate) => {
      const { schema, rows, graph } = ready();
      const decisions = new Map(Object.entries(decided));
      const allowed = letThrough(decisions, coordinate);
      const [typeName, fieldName] = coordinate.split('.') as [string, string?];
      const wrong: string[] = [];
      for (const role of EXTERNAL_ROLES) {
        const [existing, absent] = await askBoth(role);
        const [refusal, ...more] = faultsOf(existing);
        const isRefused = refusal?.code === 'FORBIDDEN' && refusal.reason === 'ROLE_NOT_ALLOWED';
        if (allowed.includes(role)) {
          for (const { code, reason } of [...faultsOf(existing), ...faultsOf(absent)]) {
            if (reason === 'ROLE_NOT_ALLOWED') wrong.push(`${role} was refused by role`);
            if (code === 'INTERNAL_SERVER_ERROR' || code === 'TRAIL_UNAVAILABLE')
              wrong.push(`${role}: ${graph.unexpected.splice(0).join('; ')}`);
          }
        } else if (fieldName && decisions.get(typeName)?.includes(role)) {
          // May see the row and so know of it, if it is theirs, but not this of it.
          const row = existing.data?._entities[0];
          if (row === null ? more.length > 0 : !isRefused) wrong.push(`${role} was not refused: ${show(existing)}`);
        } else {
          if (!isRefused) wrong.push(`${role} was not refused: ${show(existing)}`);
          if (show(faultsOf(existing)) !== show(faultsOf(absent)))
            wrong.push(`${role} can tell what exists: ${show([existing, absent])}`);
        }
      }
      expect(wrong).toEqual([]);

      async function askBoth(role: Role): Promise<[Answer, Answer]> {
        const absentIds = Object.fromEntries(Object.keys(rows.ids).map((type) => [type, randomUUID()]));
        const who = somebody(role, rows);
        const ask = (ids: Readonly<Record<string, string>>) => {
          const { query, variables } = callOf(schema, coordinate, ids);
          return graph.ask(who, query, variables);
        };
        return [await ask(rows.ids), await ask({ ...absentIds, Territory: 'KG-Z-99' })];
      }
    });
  });
}

const faultsOf = ({ errors }: Answer) => errors?.map(({ extensions }) => extensions) ?? [];
const show = (what: unknown) => JSON.stringify(what);
