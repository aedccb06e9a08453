import { EVENT_KINDS, type EventType } from './registry.js';

type SubjectTypeOf<Type extends EventType> = (typeof EVENT_KINDS)[Type]['subjectType'];
type SubjectType = SubjectTypeOf<EventType>;
type TypesOf<Subject extends SubjectType> = {
  [Type in EventType]: SubjectTypeOf<Type> extends Subject ? Type : never;
}[EventType];

type Subscriptions = Readonly<
  Record<string, { readonly [Subject in SubjectType]?: readonly TypesOf<Subject>[] | 'every type' }>
>;

/**
 * Who is told what. A consumer subscribes to a whole kind of subject, so that the versions it receives have no gaps;
 * of the types that it does not name it receives the envelope without the payload, since it has no use for the data.
 */
export const SUBSCRIPTIONS: Subscriptions = {
  'civil-registry': {
    BirthNotification: [
      'BirthNotified',
      'BirthNotificationCompleted',
      'BirthNotificationClosedAsDuplicate',
      'BirthNotificationReopened',
    ],
    Child: 'every type',
    OutreachVisit: ['ParentDocumentLacking', 'UndocumentedSiblingFound'],
  },
  'social-benefits': { Child: 'every type', OutreachVisit: ['HardLifeSituationFound'], Person: 'every type' },
  births: { BirthRecord: 'every type', HardLifeSituation: 'every type', Person: 'every type' },
};

/** The services that receive the events about such a subject. */
export const consumersOf = (subjectType: string): string[] =>
  Object.keys(SUBSCRIPTIONS).filter((consumer) => typesFor(consumer, subjectType) !== undefined);

/** Whether that consumer receives the payload of that type. */
export function mayRead(consumer: string, type: string): boolean {
  const kind = Object.hasOwn(EVENT_KINDS, type) ? EVENT_KINDS[type as EventType] : undefined;
  if (!kind) return false;
  const types = typesFor(consumer, kind.subjectType);
  return types === 'every type' || (types?.includes(type) ?? false);
}

function typesFor(consumer: string, subjectType: string): readonly string[] | 'every type' | undefined {
  const subjects = Object.hasOwn(SUBSCRIPTIONS, consumer) ? SUBSCRIPTIONS[consumer] : undefined;
  return subjects && Object.hasOwn(subjects, subjectType) ? subjects[subjectType as SubjectType] : undefined;
}
