import { Transactions } from '@kamkor/persistence';
import type { Principal } from '@kamkor/principal';
import { aPrincipal } from '@kamkor/testing';
import { DuplicateWorker } from '../duplicate/duplicate-worker.js';
import type { BirthsUnderTest } from './births.js';

export const registrar = (territory = 'KG'): Principal =>
  aPrincipal({ subject: `registrar of ${territory}`, roles: ['registrar'], territory });

interface Client {
  on(event: 'error', heard: () => void): void;
}

export interface Pair {
  readonly id: string;
  readonly version: number;
  readonly state: string;
  readonly score: number;
  readonly reasons: string[];
  readonly one: { readonly id: string } | null;
  readonly other: { readonly id: string } | null;
  readonly settled: boolean;
}

export const PAIR = 'id version state score reasons settled one { id } other { id } kept { id }';

/** The worker of a service under test; what it reports as an error is in `errors`. */
export async function duplicateWorker(births: BirthsUnderTest, own?: Transactions) {
  const errors: unknown[] = [];
  const { law, deadlines } = births.opened;
  const transactions = own ?? (await births.database.transactions('worker', births.clock));
  const worker = new DuplicateWorker({
    transactions,
    law,
    deadlines,
    onError: (error) => errors.push(error),
  });
  const workOff = async () => {
    while (await worker.work());
  };
  return { worker, workOff, errors };
}

/** Transactions over connections whose loss, as when somebody ends them, is nobody's unexpected error. */
export async function mortalTransactions(births: BirthsUnderTest): Promise<Transactions> {
  const source = await births.database.as('worker', { poolSize: 2 });
  const { master } = source.driver as unknown as {
    master: { on(event: 'acquire', heard: (of: Client) => void): void };
  };
  master.on('acquire', (client) => client.on('error', () => undefined));
  return new Transactions(source, births.clock);
}

/** The pairs that a registrar sees. */
export async function pairs(births: BirthsUnderTest, principal = registrar()): Promise<Pair[]> {
  const query = `{ duplicateCandidates(first: 100) { totalCount edges { node { ${PAIR} } } } }`;
  const { duplicateCandidates } = await births.ask(principal, query);
  return duplicateCandidates.edges.map(({ node }: { node: Pair }) => node);
}

export const DECIDE = `mutation ($input: DecideDuplicateInput!) { decideDuplicate(input: $input) { ${PAIR} } }`;
export const UNDO = `mutation ($input: UndoDuplicateInput!) { undoDuplicate(input: $input) { ${PAIR} } }`;
