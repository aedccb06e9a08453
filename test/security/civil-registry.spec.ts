import { securityOf } from './security-of.js';
import { civilRegistry } from './services/civil-registry.js';

securityOf(civilRegistry);
