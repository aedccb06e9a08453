import { func } from '@kamkor/database';

/** Who stands for a person, over as many merges as there were. */
export const keptPerson = func({
  name: 'kept_person',
  sql: `
CREATE FUNCTION kept_person(asked uuid) RETURNS uuid LANGUAGE sql STABLE AS $$
  WITH RECURSIVE way AS (
    SELECT asked AS id UNION SELECT m.kept FROM merged_person m JOIN way ON m.person = way.id)
  SELECT coalesce((SELECT w.id FROM way w WHERE NOT EXISTS (SELECT FROM merged_person m WHERE m.person = w.id)), asked)
$$;`,
  grants: 'GRANT EXECUTE ON FUNCTION kept_person TO kamkor_worker;',
});
