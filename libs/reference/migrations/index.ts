import { CreateReference1764000000101 } from './1764000000101-CreateReference.js';

/** The table `territory`, for every service. */
export const referenceMigrations = [CreateReference1764000000101];
