import { lawBy } from '@kamkor/service-kit';
import { benefitsRegulations } from './rules/regulations.js';

export const lawOf = lawBy(benefitsRegulations);
