import { tx } from '@kamkor/persistence';
import { connectionOf, inSubtree, type Page, page } from '@kamkor/subgraph';
import { ArgsType, Field, ObjectType } from '@nestjs/graphql';
import { BirthSearchArgs, byBirth } from '../graph/by-birth.js';
import { ownScope } from '../graph/own-scope.js';
import type { RegistryState } from '../rules/documentation/registry-state.js';
import { RegistryStateEnum } from './enumerations.js';
import { BirthNotification } from './notification.entity.js';

@ObjectType({ description: 'Notified births, in the order in which they were taken in.' })
export class BirthNotificationConnection extends connectionOf(BirthNotification) {}

@ArgsType()
export class BirthNotificationArgs extends BirthSearchArgs {
  @Field(() => String, { nullable: true, description: 'Only this territory and everything below it.' })
  territory?: string | null;

  @Field(() => String, { nullable: true, description: 'Only this facility, by its code.' })
  facility?: string | null;

  @Field(() => RegistryStateEnum, { nullable: true, description: 'Only those of which the registry has made this.' })
  registryState?: RegistryState | null;
}

/** The births that the caller may see. */
export function listNotifications(args: BirthNotificationArgs): Promise<Page<BirthNotification>> {
  const list = ownScope(tx().manager.createQueryBuilder(BirthNotification, 'n'), {
    territory: 'n.territoryCode',
    mother: 'n.motherPersonId',
    facility: 'n.facilityCode',
    reporter: 'n.reporter',
  });
  if (args.territory) inSubtree(list, 'n.territoryCode', args.territory);
  if (args.facility) list.andWhere('n.facilityCode = :facility', { facility: args.facility });
  if (args.registryState) list.andWhere('n.registryState = :registryState', { registryState: args.registryState });
  byBirth(list, args, { notification: 'n.id', child: 'n.childPersonId' });
  return page(
    list,
    [
      { column: 'n.notifiedAt', type: 'timestamptz' },
      { column: 'n.id', type: 'uuid' },
    ],
    args,
  );
}
