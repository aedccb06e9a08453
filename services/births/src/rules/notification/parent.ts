import type { IdentifierScheme } from '@kamkor/identifiers';
import type { Parent, ReportedParent } from './birth-report.js';
import { readName } from './person-name.js';
import { nameMissing, notADate, pinMalformed } from './refusals.js';

const NOBODY_KNOWN: Parent = { identity: 'UNKNOWN', pin: null, familyName: null, givenName: null, birthDate: null };

/** Checks a parent. `field` is where it stands in the input. A number whose date does not fit the names is accepted. */
export function readParent(parent: ReportedParent, field: string, scheme: IdentifierScheme): Parent {
  if (parent.identity === 'UNKNOWN') return NOBODY_KNOWN;
  const familyName = readName(parent.familyName, `${field}.familyName`);
  const givenName = readName(parent.givenName, `${field}.givenName`);
  const birthDate = parent.birthDate ? readDate(parent.birthDate, `${field}.birthDate`) : null;
  if (parent.identity === 'NAMED') {
    if (!familyName || !givenName) throw nameMissing({ field: `${field}.${familyName ? 'givenName' : 'familyName'}` });
    return { identity: 'NAMED', pin: null, familyName, givenName, birthDate };
  }
  const parsed = scheme.parse(parent.pin ?? '', { birthDate });
  if (!parsed.ok) throw pinMalformed({ field: `${field}.pin` }, { fault: parsed.reason });
  return { identity: 'PIN', pin: parsed.value, familyName, givenName, birthDate };
}

export function readDate(text: string, field: string): Temporal.PlainDate {
  try {
    if (/^\d{4}-\d{2}-\d{2}$/.test(text)) return Temporal.PlainDate.from(text, { overflow: 'reject' });
  } catch {
    // falls through to the refusal
  }
  throw notADate({ field });
}
