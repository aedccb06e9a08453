import type { DemoStep } from './demo-data.js';

/** What a new local system contains, in this order. */
export const DEMO_STEPS: readonly DemoStep[] = [];
