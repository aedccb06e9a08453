import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** A name that no service can have; the message says why. */
export class NoSuchName extends Error {}

/** How a service is called, by the places that its name stands in. */
export interface Names {
  /** Folder, package, producer and consumer of events: `adoption-check`. */
  readonly name: string;
  /** Tables and database: `adoption_check`. */
  readonly snake: string;
  /** Types: `AdoptionCheck`. */
  readonly pascal: string;
  /** Fields and variables: `adoptionCheck`. */
  readonly camel: string;
  /** Its kind of deadline: `ADOPTION_CHECK_DECISION`. */
  readonly kind: string;
}

const NAME = /^(?=.{3,40}$)[a-z][a-z0-9]*(-[a-z0-9]+)*$/;
/** Folders that are no packages, and databases that PostgreSQL has by itself. */
const NOT_FREE = ['gateway', 'infra', 'test', 'libs', 'services', 'docs', 'postgres', 'template0', 'template1'];
/** A code of a kind of deadline is no longer. */
const LONGEST_KIND = 40;

export function namesOf(name: string): Names {
  const pascal = name.replace(/(^|-)(.)/g, (_all, _dash, first: string) => first.toUpperCase());
  const snake = name.replaceAll('-', '_');
  const kind = `${snake}_decision`.toUpperCase();
  return {
    name,
    snake,
    pascal,
    camel: `${pascal[0]!.toLowerCase()}${pascal.slice(1)}`,
    kind: kind.length <= LONGEST_KIND ? kind : snake.toUpperCase(),
  };
}

/** The name that was asked for. Throws {@link NoSuchName} where there is not exactly one, or where it is none. */
export function readName(args: readonly string[]): string {
  const [name, ...more] = args;
  if (name === undefined)
    throw new NoSuchName('Say how the service is called: npm run new-service -- <name>, such as adoption-check.');
  if (more.length > 0)
    throw new NoSuchName(`One service at a time: ${args.length} names were given, ${args.join(' ')}.`);
  if (!NAME.test(name)) {
    throw new NoSuchName(
      `"${name}" is no name for a service: 3 to 40 characters, lower-case words of letters and digits joined by "-", beginning with a letter.`,
    );
  }
  return name;
}

/** Throws {@link NoSuchName} where something below `root` is called so, or would be. `files` are those that the service brings. */
export function refuseTaken(root: string, names: Names, files: readonly string[]): void {
  const { name, pascal } = names;
  const taken = (by: string) => new NoSuchName(`"${name}" is taken: ${by}.`);
  if (NOT_FREE.includes(name)) throw taken('Kamkor or PostgreSQL has something else of that name');
  for (const group of ['services', 'libs', 'infra']) {
    if (existsSync(join(root, group, name))) throw taken(`there is a folder ${group}/${name}`);
  }
  for (const other of readdirSync(join(root, 'services'))) {
    if (name === `${other}-worker`) throw taken(`the worker process of ${other} is called so`);
    if (namesOf(other).pascal === pascal) throw taken(`types of ${other} are called ${pascal} as well`);
  }
  const there = files.find((file) => existsSync(join(root, file)));
  if (there) throw taken(`there is a file ${there}`);
}
