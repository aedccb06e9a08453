/** Whether it is certain who the mother is, if an application names another woman than the notification. */
export const PARENTAGES = ['NOT_QUESTIONED', 'MISMATCH', 'DECIDED'] as const;
export type Parentage = (typeof PARENTAGES)[number];

export const PARENTAGE_DECISIONS = ['NOTIFIED_MOTHER', 'APPLICATION_MOTHER'] as const;
export type ParentageDecision = (typeof PARENTAGE_DECISIONS)[number];

/**
 * `nameOtherMother`: an application names somebody who is not certainly the mother. `withdraw`: that application is
 * taken back.
 */
export const PARENTAGE_ACTIONS = ['nameOtherMother', 'decideParentage', 'withdraw'] as const;
export type ParentageAction = (typeof PARENTAGE_ACTIONS)[number];

/** What may happen in which state, and where it leads. A decision holds until another application questions it. */
export const PARENTAGE_TRANSITIONS = {
  NOT_QUESTIONED: { nameOtherMother: 'MISMATCH' },
  MISMATCH: { decideParentage: 'DECIDED', withdraw: 'NOT_QUESTIONED' },
  DECIDED: { nameOtherMother: 'MISMATCH' },
} as const satisfies Record<Parentage, Partial<Record<ParentageAction, Parentage>>>;

/** The state that an action leads to; null if it changes nothing or is refused. */
export const parentageAfter = (parentage: Parentage, action: ParentageAction): Parentage | null =>
  (PARENTAGE_TRANSITIONS[parentage] as Partial<Record<ParentageAction, Parentage>>)[action] ?? null;

export interface NotifiedMother {
  readonly motherId: string | null;
  readonly motherPin: string | null;
}

/**
 * Whether the mother in an application is certainly the notified one: by the registry's id, or by the PIN while the
 * registry does not know her. In all other cases a second registrar decides, so that nobody gets a child by filling in
 * a form.
 */
export function isNotifiedMother(
  { motherId, motherPin }: NotifiedMother,
  applied: { readonly id: string; readonly pin: string | null },
): boolean {
  if (motherId !== null) return motherId === applied.id;
  return motherPin !== null && motherPin === applied.pin;
}
