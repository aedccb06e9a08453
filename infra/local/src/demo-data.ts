import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
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
  readonly variables: (today: Temporal.PlainDate) => Readonly<Record<string, unknown>>;
}

/** Fills a new system through the graph, with tokens of demo people; a system that has its demo data is left alone. */
export async function loadDemoData(system: RunningSystem, tell: (line: string) => void): Promise<void> {
  const done = join(system.state.folder, 'demo-data-loaded');
  if (DEMO_STEPS.length === 0 || existsSync(done)) return;
  tell(`loading demo data (${DEMO_STEPS.length} steps)`);
  const today = Temporal.Now.plainDateISO('Asia/Bishkek');
  for (const step of DEMO_STEPS) await send(system, step, today);
  writeFileSync(done, '');
}

async function send(system: RunningSystem, step: DemoStep, today: Temporal.PlainDate): Promise<void> {
  const token = await system.token(step.role, { territory: step.territory, facility: step.facility });
  const response = await fetch(system.url, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      authorization: `Bearer ${token}`,
      'idempotency-key': `demo-${step.name}`,
    },
    body: JSON.stringify({ query: step.query, variables: step.variables(today) }),
  });
  const { errors } = (await response.json()) as { errors?: { message: string }[] };
  if (errors?.length) throw new Error(`demo data "${step.name}" was refused: ${errors[0]!.message}`);
}
