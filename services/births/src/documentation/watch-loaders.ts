import { tx } from '@kamkor/persistence';
import { isUuid, keyed, loader } from '@kamkor/subgraph';
import { In } from 'typeorm';
import { DocumentationWatch } from './watch.entity.js';

const watches = (by: 'id' | 'notificationId' | 'childPersonId', ids: readonly string[]) =>
  tx()
    .manager.getRepository(DocumentationWatch)
    .find({
      where: { [by]: In(ids.filter(isUuid)) },
      order: { duplicateOfId: { direction: 'ASC', nulls: 'LAST' }, id: 'ASC' },
    });

export const watchOf = loader(async (ids: readonly string[]) => keyed(await watches('id', ids), ({ id }) => id));

export const watchOfNotification = loader(async (ids: readonly string[]) =>
  keyed(await watches('notificationId', ids), ({ notificationId }) => notificationId),
);

/** A child that was notified twice has two: the one that stands is taken, the later one where nobody has decided. */
export const watchOfChild = loader(async (ids: readonly string[]) =>
  keyed(await watches('childPersonId', ids), ({ childPersonId }) => childPersonId as string),
);
