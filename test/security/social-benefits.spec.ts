import { securityOf } from './security-of.js';
import { socialBenefits } from './services/social-benefits.js';

securityOf(socialBenefits);
