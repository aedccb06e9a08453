import { func } from '@kamkor/database';
import { DEFINER, REGISTRAR_OF_TERRITORY } from '../conditions.js';

/** The mother of a record is changed so only: by a registrar of the territory, and not by the one who filed the application. */
export const takeMotherOfApplication = func({
  name: 'take_mother_of_application',
  sql: `
CREATE FUNCTION take_mother_of_application(questioned uuid) RETURNS uuid LANGUAGE sql VOLATILE ${DEFINER} AS $$
    WITH taken AS (
      UPDATE public.birth_record SET mother = applied_mother, mother_pin = NULL
      WHERE id = questioned AND parentage = 'MISMATCH' AND ${REGISTRAR_OF_TERRITORY}
        AND parentage_filed_by <> (SELECT current_setting('kamkor.subject', true))
      RETURNING child, mother
    ), child AS (
      UPDATE public.person c SET mother = taken.mother, version = c.version + 1 FROM taken WHERE c.id = taken.child
    )
    SELECT mother FROM taken
  $$;`,
  grants: 'GRANT EXECUTE ON FUNCTION take_mother_of_application TO kamkor_app;',
});
