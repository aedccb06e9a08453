import { func } from '@kamkor/database';

export const trailRefuseChange = func({
  name: 'trail_refuse_change',
  sql: `
CREATE FUNCTION trail_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% of % is refused: the trail is append only', TG_OP, TG_TABLE_NAME USING ERRCODE = '42501';
END $$;`,
});
