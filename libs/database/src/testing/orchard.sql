-- public
CREATE SCHEMA public;
GRANT USAGE ON SCHEMA public TO PUBLIC;

-- plot
CREATE TABLE plot (
  code text COLLATE "C" NOT NULL,
  territory text COLLATE "C" NOT NULL,
  CONSTRAINT plot_pk PRIMARY KEY (code)
) WITH (fillfactor=80);
CREATE INDEX plot_of_territory ON plot USING btree (territory);
ALTER TABLE plot ENABLE ROW LEVEL SECURITY;
ALTER TABLE plot FORCE ROW LEVEL SECURITY;
CREATE POLICY plot_of_orchard ON plot AS RESTRICTIVE TO kamkor_app
  USING (territory >= (( SELECT current_setting('kamkor.territory_from'::text, true) AS current_setting)) AND territory < (( SELECT current_setting('kamkor.territory_to'::text, true) AS current_setting)));
CREATE POLICY plot_seen ON plot FOR SELECT TO kamkor_app
  USING (true);
CREATE POLICY plot_worker ON plot TO kamkor_worker
  USING (true)
  WITH CHECK (true);
GRANT SELECT, UPDATE (territory) ON plot TO kamkor_app;

-- tree
CREATE TABLE tree (
  id bigint NOT NULL GENERATED ALWAYS AS IDENTITY,
  plot text COLLATE "C" NOT NULL,
  territory text COLLATE "C" NOT NULL,
  label bigint NOT NULL DEFAULT nextval('tree_label'::regclass),
  kind text NOT NULL,
  kernel boolean GENERATED ALWAYS AS (has_kernel(kind)) STORED,
  CONSTRAINT tree_kind CHECK (kind = ANY (ARRAY['APPLE'::text, 'WALNUT'::text])),
  CONSTRAINT tree_pk PRIMARY KEY (id),
  CONSTRAINT tree_plot FOREIGN KEY (plot) REFERENCES plot(code)
);
CREATE INDEX tree_of_plot ON tree USING btree (plot) WHERE kernel;
CREATE TRIGGER tree_stands BEFORE DELETE ON tree FOR EACH STATEMENT EXECUTE FUNCTION refuse_felling();
ALTER TABLE tree ENABLE ROW LEVEL SECURITY;
ALTER TABLE tree FORCE ROW LEVEL SECURITY;
CREATE POLICY tree_counted ON tree AS RESTRICTIVE FOR SELECT TO kamkor_app
  USING (( SELECT current_setting('kamkor.roles'::text, true) ~ ',(auditor|admin),'::text));
CREATE POLICY tree_kept ON tree TO <owner>
  USING (true);
CREATE POLICY tree_seen ON tree FOR SELECT TO kamkor_app
  USING (territory >= (( SELECT current_setting('kamkor.territory_from'::text, true) AS current_setting)) AND territory < (( SELECT current_setting('kamkor.territory_to'::text, true) AS current_setting)) AND bears(kind));
CREATE POLICY tree_worker ON tree TO kamkor_worker
  USING (true)
  WITH CHECK (true);
GRANT SELECT, UPDATE (kind, plot) ON tree TO kamkor_app;

-- bearing_tree
CREATE VIEW bearing_tree WITH (security_invoker=true) AS
 SELECT id,
    kind
   FROM tree
  WHERE bears(kind);
GRANT SELECT ON bearing_tree TO kamkor_app;

-- tree_label
CREATE SEQUENCE tree_label AS bigint START 1 INCREMENT 1 MINVALUE 1 MAXVALUE 9223372036854775807 CACHE 1;
GRANT USAGE ON SEQUENCE tree_label TO kamkor_app;

-- bears
CREATE OR REPLACE FUNCTION public.bears(kind text)
 RETURNS boolean
 LANGUAGE sql
 STABLE
AS $function$ SELECT kind ~ '^[A-Z]+$' $function$;
GRANT EXECUTE ON FUNCTION bears(text) TO kamkor_app;

-- has_kernel
CREATE OR REPLACE FUNCTION public.has_kernel(kind text)
 RETURNS boolean
 LANGUAGE sql
 IMMUTABLE
AS $function$ SELECT kind = 'WALNUT' $function$;

-- refuse_felling
CREATE OR REPLACE FUNCTION public.refuse_felling()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$ BEGIN RAISE 'a tree stands'; END $function$;
