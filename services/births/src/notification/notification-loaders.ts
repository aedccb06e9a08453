import { tx } from '@kamkor/persistence';
import { isUuid, keyed, loader } from '@kamkor/subgraph';
import { In } from 'typeorm';
import { BirthNotification } from './birth-notification.entity.js';
import { Facility } from './facility.entity.js';

export const notificationOf = loader(async (ids: readonly string[]) =>
  keyed(
    await tx()
      .manager.getRepository(BirthNotification)
      .findBy({ id: In(ids.filter(isUuid)) }),
    ({ id }) => id,
  ),
);

export const facilityOf = loader(async (codes: readonly string[]) =>
  keyed(
    await tx()
      .manager.getRepository(Facility)
      .findBy({ id: In([...codes]) }),
    ({ id }) => id,
  ),
);
