import { rowSet, tx } from '@kamkor/persistence';

/** A person who turned out to be another one, who stands for both from then on. */
export interface MergedPerson {
  readonly person: string;
  readonly kept: string;
  /** The child is apart from its mother: nothing that this tells may reach her. */
  readonly withheld: boolean;
}

const MERGED = rowSet<MergedPerson>()({ person: 'uuid', kept: 'uuid', withheld: 'boolean' });

const REMEMBER = `INSERT INTO merged_person (${MERGED.columns}) SELECT ${MERGED.columns} FROM ${MERGED.from('m')}
  ON CONFLICT (person) DO UPDATE SET kept = excluded.kept, withheld = excluded.withheld`;

/**
 * From now on the access log of the one who is kept has the entries of the other one as well. No entry is changed, so
 * that after an undo each has its own again. For the worker.
 */
export async function rememberMerged(merged: readonly MergedPerson[]): Promise<void> {
  await tx().sql(REMEMBER, MERGED.values(merged));
}

/** They are persons of their own again. */
export async function forgetMerged(persons: readonly string[]): Promise<void> {
  await tx().sql('DELETE FROM merged_person WHERE person = ANY ($1::uuid[])', [persons]);
}
