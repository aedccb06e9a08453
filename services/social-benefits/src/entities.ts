import { Finding } from './hard-life-situation/finding.entity.js';
import { HardLifeSituation } from './hard-life-situation/situation.entity.js';

export const entities = [HardLifeSituation, Finding];
