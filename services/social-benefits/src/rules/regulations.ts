import { assessmentTerm } from './hard-life-situation/assessment-term.js';
import { objectionTerm } from './hard-life-situation/objection-term.js';
import { reviewTerm } from './hard-life-situation/review-term.js';

/** Every number of the law that this service decides by. */
export const benefitsRegulations = [assessmentTerm, reviewTerm, objectionTerm] as const;
