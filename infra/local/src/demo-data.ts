import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { DEMO_STEPS } from './demo-steps.js';
import type { RunningSystem } from './system/running-system.js';

/** One mutation that a front end or a hospital could have sent. */
export interface DemoStep {
  /** Unique; it is the idempotency key too, so that a start which was interrupted can go on. */
  readonly name: string;
  readonly role: string;
  readonly territory?: string;
  readonly facility?: string;
  readonly query: string;
  readonly variables: (today: Temporal.PlainDate) => Variables;
}

/** A step on a record that the system makes itself, a moment after the steps before. */
export interface DemoFollowUp extends Omit<DemoStep, 'variables'> {
  /** Asked in the same role until `variables` of the answer are not undefined; null: it was done before. */
  readonly on: string;
  // biome-ignore lint/suspicious/noExplicitAny: an answer has the shape of its query
  readonly variables: (answer: any) => Variables | null | undefined;
}

type Variables = Readonly<Record<string, unknown>>;

/** Fills a new system through the graph, with tokens of demo people; a system that has its demo data is left alone. */
export async function loadDemoData(system: RunningSystem, tell: (line: string) => void): Promise<void> {
  const done = join(system.state.folder, 'demo-data-loaded');
  if (DEMO_STEPS.length === 0 || existsSync(done)) return;
  tell(`loading demo data (${DEMO_STEPS.length} steps)`);
  const today = Temporal.Now.plainDateISO('Asia/Bishkek');
  for (const step of DEMO_STEPS) await send(system, step, today);
  writeFileSync(done, '');
}

async function send(system: RunningSystem, step: DemoStep | DemoFollowUp, today: Temporal.PlainDate): Promise<void> {
  const variables = 'on' in step ? await waitFor(system, step) : step.variables(today);
  if (variables) await ask(system, step, step.query, variables, { 'idempotency-key': `demo-${step.name}` });
}

async function waitFor(system: RunningSystem, step: DemoFollowUp): Promise<Variables | null> {
  for (let tries = 0; tries < 100; tries++) {
    const variables = step.variables(await ask(system, step, step.on, {}));
    if (variables !== undefined) return variables;
    await setTimeout(200);
  }
  throw new Error(`demo data "${step.name}" waits for a record that does not come`);
}

async function ask(
  system: RunningSystem,
  { name, role, territory, facility }: DemoStep | DemoFollowUp,
  query: string,
  variables: Variables,
  headers: Record<string, string> = {},
): Promise<unknown> {
  const token = await system.token(role, { territory, facility });
  const response = await fetch(system.url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}`, ...headers },
    body: JSON.stringify({ query, variables }),
  });
  const { data, errors } = (await response.json()) as { data: unknown; errors?: { message: string }[] };
  if (errors?.length) throw new Error(`demo data "${name}" was refused: ${errors[0]!.message}`);
  return data;
}
