import type { QueryRunner } from 'typeorm';
import type { Territory } from '../territory.js';

/**
 * Brings the table to the data: new units are added, known ones corrected, none is removed, because records name it.
 * A release that changes the data of a profile adds a migration that calls this again.
 */
export async function writeTerritories(runner: QueryRunner, territories: readonly Territory[]): Promise<void> {
  const column = (value: (territory: Territory) => string | null) => territories.map(value);
  await runner.query(
    `INSERT INTO territory (code, parent, name_ky, name_ru, name_en, valid_from, valid_to)
     SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::date[], $7::date[])
     ON CONFLICT (code) DO UPDATE SET (parent, name_ky, name_ru, name_en, valid_from, valid_to) =
       (excluded.parent, excluded.name_ky, excluded.name_ru, excluded.name_en, excluded.valid_from, excluded.valid_to)`,
    [
      column(({ code }) => code),
      column(({ parent }) => parent),
      column(({ name }) => name.ky),
      column(({ name }) => name.ru),
      column(({ name }) => name.en),
      column(({ validFrom }) => validFrom),
      column(({ validTo }) => validTo),
    ],
  );
}
