export * from './code-list.js';
export type { CountryProfile } from './country-profile.js';
export type { Facility } from './facility.js';
export * from './holiday.js';
export * from './profiles/index.js';
export * from './territory.js';
export { type Text, text } from './text.js';
