/** What is written to a task that ends, by the use case and by the owner's function. Each part is SQL. */
export const taskEnding = (ending: {
  readonly closing: string;
  readonly at: string;
  /** Its state where nobody had visited yet, and where somebody had. */
  readonly unvisited: string;
  readonly visited: string;
}): string => `version = version + 1, closing = ${ending.closing}, closed_at = ${ending.at}, reminder_due_at = NULL,
    next_visit_due_at = NULL, state = CASE visits WHEN 0 THEN ${ending.unvisited} ELSE ${ending.visited} END`;
