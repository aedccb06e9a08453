import { tx } from '@kamkor/persistence';
import { isUuid, keyed, loader } from '@kamkor/subgraph';
import { In } from 'typeorm';
import { Facility } from './facility.entity.js';
import { BirthNotification } from './notification.entity.js';

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
