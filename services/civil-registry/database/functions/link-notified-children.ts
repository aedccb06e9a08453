import { func } from '@kamkor/database';
import { DEFINER } from '../conditions.js';

/**
 * A mother may become known to the registry in one territory after her child was notified in another, where the registrar
 * who enters her sees nothing. So the link is made by a function of the owner, by the identifier that both rows hold; the
 * app alone can link nobody. A facility's slip in a PIN can name a child, or somebody who was not born yet: `born_from` and
 * `born_to` are the dates between which she can have borne one.
 */
export const linkNotifiedChildren = func({
  name: 'link_notified_children',
  sql: `
CREATE FUNCTION link_notified_children(known_mother uuid, born_from date, born_to date) RETURNS TABLE (id uuid,
    "notificationId" uuid, "childId" uuid, "motherId" uuid, "registryState" text, "withheldFromMother" boolean)
  LANGUAGE sql VOLATILE ${DEFINER} AS $$
    WITH linked AS (
      UPDATE public.birth_record r SET mother = m.id, version = r.version + 1 FROM public.person m
      WHERE m.id = known_mother AND m.pin = r.mother_pin AND r.mother IS NULL AND r.birth_date BETWEEN born_from AND born_to
      RETURNING r.id, r.notification_id, r.child, r.mother, r.registry_state, r.withheld_from_mother
    ), children AS (
      UPDATE public.person c SET mother = l.mother, version = c.version + 1 FROM linked l
      WHERE c.id = l.child AND c.mother IS NULL
    )
    SELECT * FROM linked
  $$;`,
  grants: 'GRANT EXECUTE ON FUNCTION link_notified_children TO kamkor_app;',
});
