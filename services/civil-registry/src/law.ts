import { lawBy } from '@kamkor/service-kit';
import { registryRegulations } from './rules/regulations.js';

export const lawOf = lawBy(registryRegulations);
