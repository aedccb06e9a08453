import { type Entry, type Read, requireCode } from './entry.js';

interface Seen {
  readonly first: Read;
  readonly subjects: Set<string>;
  readonly groups: Set<string>;
  readonly policies: Set<string>;
  count: number;
}

/** Merges the reads of one transaction into one entry for each person: what was seen, and how many records. */
export class Reads {
  private readonly byPerson = new Map<string, Seen>();

  add(read: Read): void {
    const { person, subjectType = '', subjectId, withheld = false } = read;
    if (person === null && !subjectId) throw new Error(`a read of ${read.group} names neither person nor subject`);
    const subject = subjectId ? `${subjectType} ${subjectId}` : undefined;
    const key = `${withheld} ${person ?? subject}`;
    let seen = this.byPerson.get(key);
    if (!seen) {
      seen = { first: read, subjects: new Set(), groups: new Set(), policies: new Set(), count: 0 };
      this.byPerson.set(key, seen);
    }
    if (subject === undefined || !seen.subjects.has(subject)) seen.count += read.count ?? 1;
    if (subject !== undefined) seen.subjects.add(subject);
    seen.groups.add(requireCode(read.group));
    if (read.policy) seen.policies.add(requireCode(read.policy));
  }

  entries(): Entry[] {
    return [...this.byPerson.values()].map(({ first, subjects, groups, policies, count }) => ({
      action: 'READ',
      person: first.person,
      subjectType: subjects.size === 1 ? (first.subjectType ?? null) : null,
      subjectId: subjects.size === 1 ? (first.subjectId ?? null) : null,
      change: null,
      rules: [...policies].sort(),
      groups: [...groups].sort(),
      count,
      withheld: first.withheld ?? false,
    }));
  }
}
