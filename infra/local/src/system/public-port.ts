import { portIsFree } from '@kamkor/local-servers';

export const DEFAULT_PORT = 4000;

/** What the user has to mend; shown without a stack. */
export class CannotStart extends Error {}

/** The port for the graph from `KAMKOR_PORT`. Throws {@link CannotStart} when it is no port. */
export function publicPort(text: string | undefined): number {
  if (!text) return DEFAULT_PORT;
  const port = Number(text);
  if (!Number.isInteger(port) || port < 1 || port > 65_535) {
    throw new CannotStart(`KAMKOR_PORT=${text} is no port: give a number from 1 to 65535.`);
  }
  return port;
}

/** Throws {@link CannotStart} when somebody else listens on the port. */
export async function mustBeFree(port: number): Promise<void> {
  if (await portIsFree(port)) return;
  const other = port < 65_535 ? port + 1 : port - 1;
  throw new CannotStart(
    `Port ${port} is taken by another program. Start on another one: KAMKOR_PORT=${other} npm start`,
  );
}
