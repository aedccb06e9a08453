import { Refusal } from './refusal.js';

/** What may be logged, or kept beside parked work, about an error: never a parameter, a row or a document. */
export interface ErrorDescription {
  readonly class: string;
  /** SQLSTATE, Node's system code or the error's own. */
  readonly code?: string;
  readonly message?: string;
  /** Constraint or table that a database error names; the reason of a refusal. */
  readonly where?: string;
  /** Frames only: a stack's first lines repeat the message. */
  readonly stack?: string;
}

const MESSAGE_LIMIT = 300;

/**
 * Describes an error without personal data. Messages of the database and of JSON parsing quote the values at fault,
 * and refusals name what they refuse: they are left out. Of any other message long runs of digits (identifiers, telephone numbers) are blanked.
 */
export function describeError(error: unknown): ErrorDescription {
  if (!(error instanceof Error)) return { class: typeof error };
  if (error instanceof Refusal) return { class: error.name, code: error.code, where: error.reason, ...frames(error) };
  const { code, severity, constraint, table, driverError } = facts(error);
  const quotesValues = error instanceof SyntaxError || severity !== undefined || driverError !== undefined;
  return {
    class: error.name === 'Error' ? error.constructor.name : error.name,
    ...(typeof code === 'string' && { code }),
    ...(!quotesValues && { message: withoutIdentifiers(error.message) }),
    ...((constraint ?? table) !== undefined && { where: constraint ?? table }),
    ...frames(error),
  };
}

/** One line of {@link describeError}: `QueryFailedError 23505 uq_person_pin`. */
export function describeErrorShortly(error: unknown): string {
  const { class: name, code, where, message } = describeError(error);
  return [name, code, where, message].filter(Boolean).join(' ');
}

interface Facts {
  code?: unknown;
  severity?: string;
  constraint?: string;
  table?: string;
  driverError?: Facts;
}

function facts(error: Error): Facts {
  const own = error as Facts;
  return own.driverError ? { ...own.driverError, driverError: own.driverError, code: own.driverError.code } : own;
}

const withoutIdentifiers = (message: string): string => message.replace(/\d{8,}/g, '…').slice(0, MESSAGE_LIMIT);

const frames = ({ stack }: Error): { stack?: string } =>
  stack
    ? {
        stack: stack
          .split('\n')
          .filter((line) => /^\s+at /.test(line))
          .join('\n'),
      }
    : {};
