import { isBefore, later } from './calendar.js';
import type { Drawing } from './drawing.js';
import type { PlannedCare, PlannedChild } from './life.js';
import { concernsOf } from './protection.js';

type Day = Temporal.PlainDate;

/** What officials do with what visits found, `surely` with all of it to the end, and who is given the task. */
export function followed(draw: Drawing, child: PlannedChild, surely = false): PlannedChild {
  const finding = child.visits.find(({ details }) => Object.keys(details).length > 0);
  const { random } = draw;
  const found = finding?.details;
  const told = finding?.recordedOn;
  const concerns = concernsOf(child);
  const chance = (share: number) => surely || random.chance(share);
  const careOf = (since: Day, well: number) => draftCare(draw, since, well, surely);
  const care: Partial<Record<'help' | 'objection' | 'protection', PlannedCare | undefined>> = {
    help: told && found?.lackedDocuments && chance(0.7) ? careOf(told, 0.75) : undefined,
    objection: told && found?.familyKnows === true && chance(0.4) ? careOf(told, 0.5) : undefined,
    protection: concerns.length > 0 && chance(0.6) ? careOf(concerns.reduce(later), 1) : undefined,
  };
  const sibling = told && found?.undocumentedSiblings && chance(0.4) ? draw.after(told, 2, 20) : undefined;
  const given = Object.fromEntries(Object.entries(care).filter(([, one]) => one !== undefined));
  return {
    ...child,
    ...given,
    ...(sibling ? { siblingCertifiedOn: sibling } : {}),
    ...assignedTo(draw, child, surely),
  };
}

/** Begun some days after it was told; six in ten come to an end in the pilot. */
function draftCare(draw: Drawing, told: Day, well: number, surely: boolean): PlannedCare | undefined {
  const { random } = draw;
  const begunOn = draw.after(told, 1, 8);
  const on = begunOn && (surely || random.chance(0.6)) ? draw.after(begunOn, 1, 14) : undefined;
  return begunOn && { begunOn, ...(on ? { ended: { on, well: surely || random.chance(well) } } : {}) };
}

/** One in five tasks, by the supervisor or by a worker who takes it. Of who moves the next unit would not know it. */
function assignedTo(draw: Drawing, child: PlannedChild, surely: boolean): Partial<PlannedChild> {
  const { random } = draw;
  const on = draw.acting(draw.taskOf(child).add({ days: random.between(0, 3) }));
  const over = child.certifiedOn !== undefined && isBefore(child.certifiedOn, on);
  if (!(surely || random.chance(0.2)) || over || child.moves || child.twice) return {};
  return { assigned: { on, bySupervisor: random.chance(0.5) } };
}
