export * from './age.js';
export * from './clock.js';
export * from './legal-calendar.js';
export * from './legal-day.js';
export * from './shift.js';
export * from './simulated-clock.js';
export * from './term.js';
export * from './working-days.js';
