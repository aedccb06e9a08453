import type { Transactions } from '@kamkor/persistence';
import type { OwnGauge } from '@kamkor/worker';

const UNSEEN = `SELECT count(*)::int AS unseen FROM safety_concern c WHERE c.state <> 'CLOSED' AND NOT EXISTS (
  SELECT FROM protection_worker p WHERE p.state = 'NAMED' AND c.territory >= p.territory AND c.territory < p.territory || '.')`;

/** How many open concerns nobody is named for, up to the country. */
export async function countUnseen({ dataSource }: Pick<Transactions, 'dataSource'>): Promise<number> {
  const [row] = (await dataSource.query(UNSEEN)) as [{ unseen: number }];
  return row.unseen;
}

/** A number, and not where, so that it tells of nobody. */
export const UNSEEN_CONCERNS: OwnGauge = {
  name: 'kamkor_safety_concerns_unseen',
  help: 'Open safety concerns that no protection worker is named for; above 0 somebody has to be named at once',
  read: countUnseen,
};
