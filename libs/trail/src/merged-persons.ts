import { tx } from '@kamkor/persistence';

/** A person who turned out to be another one, who stands for both from then on. */
export interface MergedPerson {
  readonly person: string;
  readonly kept: string;
  /** The child is apart from its mother: nothing that this tells may reach her. */
  readonly withheld: boolean;
}

const REMEMBER = `INSERT INTO merged_person (person, kept, withheld)
  SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::boolean[])
  ON CONFLICT (person) DO UPDATE SET kept = excluded.kept, withheld = excluded.withheld`;

/**
 * From now on the access log of the one who is kept has the entries of the other one as well. No entry is changed, so
 * that after an undo each has its own again. For the worker.
 */
export async function rememberMerged(merged: readonly MergedPerson[]): Promise<void> {
  await tx().sql(REMEMBER, [
    merged.map(({ person }) => person),
    merged.map(({ kept }) => kept),
    merged.map(({ withheld }) => withheld),
  ]);
}

/** They are persons of their own again. */
export async function forgetMerged(persons: readonly string[]): Promise<void> {
  await tx().sql('DELETE FROM merged_person WHERE person = ANY ($1::uuid[])', [persons]);
}
