import { Finding } from './hard-life-situation/finding.js';
import { HardLifeSituation } from './hard-life-situation/hard-life-situation.js';

export const entities = [HardLifeSituation, Finding];
