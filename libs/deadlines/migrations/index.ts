import { CreateDeadlines1764000000100 } from './1764000000100-CreateDeadlines.js';

/** To be listed among the migrations of every service that has deadlines. */
export const deadlinesMigrations = [CreateDeadlines1764000000100];
