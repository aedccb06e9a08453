import { type Database, table } from '@kamkor/database';
import { modelOf } from './model.js';

const lib: Database = { name: 'trail', libs: [], objects: [table({ name: 'trail_entry', sql: '' })] };
const database: Database = {
  name: 'births',
  libs: [lib],
  objects: [table({ name: 'watch', sql: '' }), table({ name: 'task', sql: '' })],
};
const SNAPSHOT = `-- task
CREATE TABLE task (
  id uuid NOT NULL,
  watch_id uuid NOT NULL,
  opened_at timestamp(3) with time zone NOT NULL,
  state text NOT NULL DEFAULT 'OPEN'::text,
  urgency integer NOT NULL GENERATED ALWAYS AS (
CASE state
    WHEN 'OPEN'::text THEN 0
    ELSE 1
END) STORED,
  territory text COLLATE "C" NOT NULL,
  CONSTRAINT task_pk PRIMARY KEY (id),
  CONSTRAINT task_state CHECK (state = ANY (ARRAY['OPEN'::text, 'CLOSED'::text])),
  CONSTRAINT task_watch FOREIGN KEY (watch_id) REFERENCES watch(id)
);

-- trail_entry
CREATE TABLE trail_entry (
  id bigint NOT NULL
) PARTITION BY RANGE (id);

-- watch
CREATE TABLE watch (
  id uuid NOT NULL,
  born_at timestamp(3) with time zone NOT NULL,
  CONSTRAINT watch_pk PRIMARY KEY (id)
);
`;

it('draws keys, references, and how a row stands, and names the tables of the libs', () => {
  const model = modelOf(database, SNAPSHOT);
  expect(model).toContain(`  task {
    uuid id PK
    uuid watch_id FK
    text state
    text territory
  }
  watch ||--o{ task : "watch_id"
  watch {
    uuid id PK
  }
`);
  expect(model).toContain('| `task` | OPEN · CLOSED |');
  expect(model).toContain('- trail: `trail_entry`');
  expect(model).not.toContain('trail_entry {');
});
