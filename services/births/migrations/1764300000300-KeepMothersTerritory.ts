import type { MigrationInterface, QueryRunner } from 'typeorm';

const SOURCES = `'MOTHER', 'FACILITY', 'PLACE_OF_BIRTH', 'HANDED_OVER'`;
const OF_AN_AREA = `'FACILITY_IN_MOTHERS_AREA', 'PLACE_OF_BIRTH_IN_MOTHERS_AREA', 'MOTHERS_AREA'`;
/** A country or province: nobody there visits families. */
const AREA = `array_length(string_to_array(n.territory, '-'), 1) < 3
  AND EXISTS (SELECT FROM territory below WHERE below.parent = n.territory)`;
const constrain = (sources: string) => `
  ALTER TABLE birth_notification DROP CONSTRAINT birth_notification_territory_source,
    ADD CONSTRAINT birth_notification_territory_source CHECK (territory_source IN (${sources}));`;

/** What was said of where the mother lives stands beside the territory that is responsible, which may be another. */
export class KeepMothersTerritory1764300000300 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE birth_notification ADD COLUMN mother_territory text COLLATE "C";
      ${constrain(`${SOURCES}, ${OF_AN_AREA}`)}
      GRANT UPDATE (mother_territory) ON birth_notification TO kamkor_app;
      UPDATE birth_notification SET mother_territory = territory WHERE territory_source = 'MOTHER';
      UPDATE documentation_watch w SET territory_source = 'MOTHERS_AREA' FROM birth_notification n
        WHERE n.id = w.notification_id AND n.territory_source = 'MOTHER' AND w.territory_source = 'MOTHER' AND ${AREA};
      UPDATE birth_notification n SET territory_source = 'MOTHERS_AREA' WHERE n.territory_source = 'MOTHER' AND ${AREA};
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ${['birth_notification', 'documentation_watch']
        .map(
          (table) => `UPDATE ${table} SET territory_source = CASE territory_source
            WHEN 'FACILITY_IN_MOTHERS_AREA' THEN 'FACILITY' WHEN 'PLACE_OF_BIRTH_IN_MOTHERS_AREA' THEN 'PLACE_OF_BIRTH'
            ELSE 'MOTHER' END WHERE territory_source IN (${OF_AN_AREA});`,
        )
        .join('\n')}
      ${constrain(SOURCES)}
      ALTER TABLE birth_notification DROP COLUMN mother_territory;
    `);
  }
}
