import { standard } from '@kamkor/errors';
import { type Tx, tx } from '@kamkor/persistence';
import { type Change, type Entry, type Read, requireCode } from './entry.js';
import { insertEntries } from './insert-entries.js';
import { Reads } from './reads.js';

const COLLECTED = Symbol('trail');

/**
 * Says that the running transaction reads a person's record. One entry for each person is written before the commit;
 * if it can't be written the commit fails with TRAIL_UNAVAILABLE and no answer leaves.
 */
export function recordRead(read: Read): void {
  collected().reads.add(read);
}

/** Says that the running transaction changes a record. Written before the commit, in one statement with all others. */
export function recordChange(change: Change): void {
  recordChanges([change]);
}

/** The same for what a batch changes: hundreds of rows cost one statement. */
export function recordChanges(changes: readonly Change[]): void {
  if (changes.length === 0) return;
  const { changed } = collected();
  for (const { person, subjectType, subjectId, change, rule, withheld = false } of changes) {
    changed.push({
      action: 'CHANGE',
      person,
      subjectType,
      subjectId,
      change: requireCode(change),
      rules: rule ? [requireCode(rule)] : [],
      groups: [],
      count: 1,
      withheld,
    });
  }
}

class Collected {
  reads = new Reads();
  changed: Entry[] = [];
  private awaited = false;

  /** A fresh key each time: what is recorded after the trail was written, by other last work, is written as well. */
  awaitCommit(current: Tx): this {
    if (!this.awaited) current.beforeCommit(Symbol('trail'), () => this.write(current));
    this.awaited = true;
    return this;
  }

  private async write(current: Tx): Promise<void> {
    const entries = [...this.reads.entries(), ...this.changed];
    this.reads = new Reads();
    this.changed = [];
    this.awaited = false;
    if (entries.length === 0) return;
    try {
      await insertEntries(current, entries);
    } catch (cause) {
      throw Object.assign(standard.trailUnavailable(), { cause });
    }
  }
}

function collected(): Collected {
  const current = tx();
  return current.once(COLLECTED, () => new Collected()).awaitCommit(current);
}
