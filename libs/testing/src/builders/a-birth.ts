import { randomInt, randomUUID } from 'node:crypto';

/** The legal zone of the country profile that the tests run on. */
const ZONE = 'Asia/Bishkek';
/** The parents' term. It is decided in `rules/` of births, whose own specs prove it. */
const TERM_DAYS = 60;
const HOUR_OF_BIRTH = 9;

export interface ParentInput {
  readonly identity: 'PIN' | 'NAMED' | 'UNKNOWN';
  readonly pin?: string;
  readonly familyName?: string;
  readonly givenName?: string;
  readonly birthDate?: string;
}

/** What `notifyBirth` takes. */
export interface BirthInput {
  readonly facility?: string;
  readonly facilityRecordNumber: string;
  readonly bornAt: string;
  readonly placeOfBirth?: string;
  readonly birthTerritory?: string;
  readonly sex: 'FEMALE' | 'MALE' | 'UNDETERMINED';
  readonly weightGrams?: number;
  readonly live: boolean;
  readonly mother: ParentInput;
  readonly father?: ParentInput;
  readonly motherTerritory?: string;
  readonly careStatus?: 'WITH_PARENTS' | 'RELINQUISHED' | 'ABANDONED' | 'IN_CARE';
}

/**
 * A birth to be notified: `aBirth().overdueBy(5).days.input`, `aBirth().ofMother({ identity: 'PIN', pin }).input`.
 * Each step gives a new one; each `aBirth()` has a record number of its own.
 */
export class BirthBuilder {
  constructor(private readonly said: BirthInput) {}

  get input(): BirthInput {
    return this.said;
  }

  /** The legal date of the birth. */
  get birthDate(): Temporal.PlainDate {
    return Temporal.Instant.from(this.said.bornAt).toZonedDateTimeISO(ZONE).toPlainDate();
  }

  /** 00:00 of the sixty-first day after the birth in the legal zone: the first instant at which it is overdue. */
  get overdueAt(): Temporal.Instant {
    return this.birthDate
      .add({ days: TERM_DAYS + 1 })
      .toZonedDateTime(ZONE)
      .toInstant();
  }

  with(changes: Partial<BirthInput>): BirthBuilder {
    return new BirthBuilder({ ...this.said, ...changes });
  }

  at(facility: string): BirthBuilder {
    return this.with({ facility });
  }

  ofMother(mother: ParentInput): BirthBuilder {
    return this.with({ mother });
  }

  bornAt(instant: Temporal.Instant): BirthBuilder {
    return this.with({ bornAt: instant.toString({ fractionalSecondDigits: 3 }) });
  }

  /** In the morning of that many legal days before `now`; today a minute before `now`. */
  bornDaysAgo(days: number, now = Temporal.Now.instant()): BirthBuilder {
    if (days === 0) return this.bornAt(now.subtract({ minutes: 1 }));
    const day = now.toZonedDateTimeISO(ZONE).toPlainDate().subtract({ days });
    return this.bornAt(day.toZonedDateTime({ timeZone: ZONE, plainTime: { hour: HOUR_OF_BIRTH } }).toInstant());
  }

  /** Born so long ago that the parents' term ran out that many whole days before `now`: `overdueBy(5).days`. */
  overdueBy(count: number, now = Temporal.Now.instant()): { readonly days: BirthBuilder } {
    return { days: this.bornDaysAgo(TERM_DAYS + 1 + count, now) };
  }
}

export const aBirth = (): BirthBuilder =>
  new BirthBuilder({
    facility: 'KG-C-03-F01',
    facilityRecordNumber: `T-${randomUUID()}`,
    bornAt: '',
    sex: randomInt(2) === 0 ? 'FEMALE' : 'MALE',
    weightGrams: randomInt(2_500, 4_200),
    live: true,
    mother: { identity: 'NAMED', familyName: 'Токтогулова', givenName: 'Айпери', birthDate: '1996-03-14' },
  }).bornDaysAgo(0);
