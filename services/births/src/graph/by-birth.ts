import { tidyText } from '@kamkor/identifiers';
import { tx } from '@kamkor/persistence';
import { PageArgs, Uuid } from '@kamkor/subgraph';
import { ArgsType, Field } from '@nestjs/graphql';
import type { ObjectLiteral, SelectQueryBuilder } from 'typeorm';
import { motherSearch } from '../rules/notification/mother-search.js';
import { alwaysKnowsParents } from '../rules/notification/who-knows-parents.js';

/** How a list is searched by the birth that its rows belong to. */
@ArgsType()
export class BirthSearchArgs extends PageArgs {
  @Field(() => String, {
    nullable: true,
    description:
      'Only children of a mother of this name, siblings whom a visit found included: the beginning of the family name, or both names in either order, of which the given name may be only begun. As the birth was notified: a mother of whom only the PIN was said is not found. Cyrillic and Latin spellings find each other. At least 2 letters. Guardianship finds no child by it that is not with its parents.',
  })
  motherName?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Only the birth with this record number of a facility, and siblings whom a visit found in its family.',
  })
  facilityRecordNumber?: string | null;

  @Field(() => Uuid, { nullable: true, description: 'Only this child, by the id of the person.' })
  child?: string | null;
}

/** The columns of a list that say which birth a row belongs to. */
export interface BirthColumns {
  readonly notification: string;
  readonly child: string;
}

/** Narrows a list by equality and ranges only, which row-level security lets an index serve; the births it looks into are the caller's own. */
export function byBirth<Row extends ObjectLiteral>(
  list: SelectQueryBuilder<Row>,
  { motherName, facilityRecordNumber, child }: BirthSearchArgs,
  columns: BirthColumns,
): SelectQueryBuilder<Row> {
  const births: string[] = [];
  if (typeof motherName === 'string') {
    const ranges = motherSearch(motherName);
    const within = ranges.map((_, i) => `(b.mother_name_key >= :name${i} AND b.mother_name_key < :nameEnd${i})`);
    births.push(`(${within.join(' OR ')})`);
    // Who is not told who the mother is does not find out by searching either.
    if (!alwaysKnowsParents(tx().principal.roles)) births.push(`b.care_status = 'WITH_PARENTS'`);
    ranges.forEach(({ from, to }, i) => void list.setParameters({ [`name${i}`]: from, [`nameEnd${i}`]: to }));
  }
  if (facilityRecordNumber) {
    births.push('b.facility_record_number = :recordNumber');
    list.setParameter('recordNumber', tidyText(facilityRecordNumber));
  }
  if (births.length > 0) {
    const found = `FROM birth_notification b WHERE ${births.join(' AND ')}`;
    list.andWhere(`${columns.notification} IN (SELECT b.id ${found}
      UNION ALL SELECT s.notification_id FROM documentation_watch s WHERE s.sibling_of IN (SELECT b.id ${found}))`);
  }
  if (child) list.andWhere(`${columns.child} = :child`, { child });
  return list;
}
