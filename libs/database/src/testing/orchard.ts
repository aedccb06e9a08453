import { type Database, extend, func, hasRole, inTerritory, sequence, table, view } from '../index.js';

/** A lib's part of the database of an orchard. */
export const ground: Database = {
  name: 'ground',
  libs: [],
  objects: [
    table({
      name: 'plot',
      sql: `CREATE TABLE plot (code text COLLATE "C" CONSTRAINT plot_pk PRIMARY KEY, territory text COLLATE "C" NOT NULL)
        WITH (fillfactor = 80)`,
      policies: `CREATE POLICY plot_seen ON plot FOR SELECT TO kamkor_app USING (true);`,
      grants: 'GRANT SELECT ON plot TO kamkor_app',
    }),
  ],
};

/** One of every kind of thing that there can be in a database, on a lib's table and beside it. */
export const orchard: Database = {
  name: 'old-orchard',
  libs: [ground],
  objects: [
    view({
      name: 'bearing_tree',
      sql: `CREATE VIEW bearing_tree WITH (security_invoker = true) AS SELECT id, kind FROM tree WHERE bears(kind)`,
      grants: 'GRANT SELECT ON bearing_tree TO kamkor_app',
    }),
    table({
      name: 'tree',
      sql: `CREATE TABLE tree (
        id bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT tree_pk PRIMARY KEY,
        plot text COLLATE "C" NOT NULL CONSTRAINT tree_plot REFERENCES plot (code),
        territory text COLLATE "C" NOT NULL,
        label bigint NOT NULL DEFAULT nextval('tree_label'),
        kind text NOT NULL CONSTRAINT tree_kind CHECK (kind IN ('APPLE', 'WALNUT')),
        kernel boolean GENERATED ALWAYS AS (has_kernel(kind)) STORED);
      CREATE INDEX tree_of_plot ON tree (plot) WHERE kernel`,
      triggers: `CREATE TRIGGER tree_stands BEFORE DELETE ON tree EXECUTE FUNCTION refuse_felling();`,
      policies: `
        CREATE POLICY tree_seen ON tree FOR SELECT TO kamkor_app USING (${inTerritory()} AND bears(kind));
        CREATE POLICY tree_counted ON tree AS RESTRICTIVE FOR SELECT TO kamkor_app USING (${hasRole('auditor', 'admin')});
        CREATE POLICY tree_kept ON tree TO CURRENT_USER USING (true);`,
      grants: `GRANT SELECT, UPDATE (kind, plot) ON tree TO kamkor_app`,
    }),
    extend({
      table: 'plot',
      sql: 'CREATE INDEX plot_of_territory ON plot (territory)',
      policies: `CREATE POLICY plot_of_orchard ON plot AS RESTRICTIVE TO kamkor_app USING (${inTerritory()})`,
      grants: `GRANT UPDATE (territory) ON plot TO kamkor_app`,
    }),
    sequence({
      name: 'tree_label',
      sql: 'CREATE SEQUENCE tree_label',
      grants: 'GRANT USAGE ON SEQUENCE tree_label TO kamkor_app',
    }),
    func({
      name: 'has_kernel',
      beforeTables: true,
      sql: `CREATE FUNCTION has_kernel(kind text) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$ SELECT kind = 'WALNUT' $$`,
    }),
    func({
      name: 'refuse_felling',
      sql: `CREATE FUNCTION refuse_felling() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'a tree stands'; END $$`,
    }),
    func({
      name: 'bears',
      sql: `CREATE FUNCTION bears(kind text) RETURNS boolean LANGUAGE sql STABLE AS $$ SELECT kind ~ '^[A-Z]+$' $$`,
      grants: 'GRANT EXECUTE ON FUNCTION bears TO kamkor_app',
    }),
  ],
};
