import { parseArgs } from 'node:util';
import type { Head } from '@kamkor/trail';

/** What `npm run trail -- verify` was asked for. */
export interface VerifyCommand {
  /** One service, or all of them. */
  readonly service?: string;
  readonly connections: number;
  /** A head that was noted elsewhere. */
  readonly noted?: Head;
  /** Where to begin: after a head, or after the last one that this command verified. */
  readonly since?: Head | 'last';
}

/** The words of the command line. Undefined where they make no sense together; throws on an option that is misspelt. */
export function verifyOptions(args: readonly string[]): VerifyCommand | undefined {
  const { positionals, values } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      connections: { type: 'string', default: '2' },
      head: { type: 'string' },
      since: { type: 'string' },
    },
  });
  const [what, service, ...more] = positionals;
  if (what !== 'verify' || more.length > 0 || !/^[1-9]\d?$/.test(values.connections)) return undefined;
  const noted = values.head === undefined ? undefined : headFrom(values.head);
  const since = values.since === undefined || values.since === 'last' ? values.since : headFrom(values.since);
  if (noted === null || since === null) return undefined;
  // A head is one trail's, and each service has its own.
  if (!service && (noted || typeof since === 'object')) return undefined;
  return { service, connections: Number(values.connections), noted, since };
}

/** `number:hash`, as verification and the worker's log say it. */
function headFrom(text: string): Head | null {
  const match = /^(\d+):([0-9a-f]{64})$/.exec(text);
  return match && { number: Number(match[1]), hash: match[2]! };
}
