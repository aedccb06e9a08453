export * from './kg-pin.js';
export * from './person-name.js';
export * from './scheme.js';
export * from './tidy-text.js';
