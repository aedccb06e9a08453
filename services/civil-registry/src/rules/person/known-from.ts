export const KNOWN_FROM = ['BIRTH_NOTIFICATION', 'PAPER', 'OTHER_REGISTER'] as const;
/** How a person became known to the registry. */
export type KnownFrom = (typeof KNOWN_FROM)[number];

/** What a registrar can enter a person from; a birth notification makes its person by itself. */
export type EnteredFrom = Exclude<KnownFrom, 'BIRTH_NOTIFICATION'>;
