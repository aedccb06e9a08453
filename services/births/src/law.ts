import { lawBy } from '@kamkor/service-kit';
import { birthsRegulations } from './rules/regulations.js';

export const lawOf = lawBy(birthsRegulations);
