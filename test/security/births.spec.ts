import { securityOf } from './security-of.js';
import { births } from './services/births.js';

securityOf(births);
