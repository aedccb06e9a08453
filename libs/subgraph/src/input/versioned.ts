import { standard } from '@kamkor/errors';

/** Refuses a change that was decided on an older state of the record than the one that stands. */
export function expectVersion(record: { readonly version: number }, version: number): void {
  if (record.version !== version) throw standard.staleVersion({ field: 'version' }, { current: record.version });
}
