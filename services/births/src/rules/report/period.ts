import { refusal } from '@kamkor/errors';
import { addDays, type LegalCalendar, startOfLegalDay, zoneOn } from '@kamkor/time';

/** Both dates belong to it. */
export interface ReportPeriod {
  readonly from: Temporal.PlainDate;
  readonly to: Temporal.PlainDate;
}

export const periodReversed = refusal('BAD_USER_INPUT', 'PERIOD_REVERSED', {
  ky: 'Мезгилдин акыркы күнү ({to}) башталышынан ({from}) мурда болушу мүмкүн эмес.',
  ru: 'Последний день периода ({to}) не может быть раньше первого ({from}).',
  en: 'The last day of the period ({to}) cannot lie before its first ({from}).',
});

/** The instants of a period: `start` belongs to it, `end` does not. Throws PERIOD_REVERSED. */
export function boundsOf({ from, to }: ReportPeriod, calendar: LegalCalendar) {
  if (Temporal.PlainDate.compare(to, from) < 0) {
    throw periodReversed({ field: 'period.to' }, { from: from.toString(), to: to.toString() });
  }
  return {
    start: startOfLegalDay(from, calendar),
    end: startOfLegalDay(addDays(to, 1), calendar),
    zone: zoneOn(to, calendar),
  };
}
