import type { z } from 'zod';
import { EventMalformed, UnknownEventVersion } from './event-errors.js';

interface Version {
  readonly schema: z.ZodType;
  /** Makes the payload from that of the version before; the first version has none. */
  readonly upcast?: (previous: never) => unknown;
}

/**
 * One type of event, with all versions of its payload that were ever published.
 * `Draft` is what a producer writes, `Payload` what a consumer reads (always in the newest version).
 */
export class EventKind<
  Type extends string = string,
  Draft = unknown,
  Payload = unknown,
  Subject extends string = string,
> {
  /** Only in the types: `z.infer` of the newest version, in and out. */
  declare readonly draft: Draft;
  declare readonly payload: Payload;

  private constructor(
    readonly type: Type,
    readonly producer: string,
    readonly subjectType: Subject,
    private readonly versions: readonly Version[],
  ) {}

  static first<Type extends string, Subject extends string, S extends z.ZodType>(
    of: { readonly type: Type; readonly producer: string; readonly subjectType: Subject },
    schema: S,
  ): EventKind<Type, z.input<S>, z.output<S>, Subject> {
    return new EventKind(of.type, of.producer, of.subjectType, [{ schema }]);
  }

  /**
   * The next version of the payload. `upcast` makes it from the version before, so that events already written stay
   * readable for ever. A new optional field needs no new version: an older reader drops what it does not know.
   */
  next<S extends z.ZodType>(
    schema: S,
    upcast: (previous: Payload) => z.input<S>,
  ): EventKind<Type, z.input<S>, z.output<S>, Subject> {
    return new EventKind(this.type, this.producer, this.subjectType, [...this.versions, { schema, upcast }]);
  }

  /** The version that is published now. */
  get typeVersion(): number {
    return this.versions.length;
  }

  /** The schema of one version. Throws {@link UnknownEventVersion}. */
  schema(typeVersion: number): z.ZodType {
    return this.version(typeVersion).schema;
  }

  /**
   * Checks a payload before it is published and leaves out whatever the schema does not name, so that no personal
   * data travels by accident. Throws {@link EventMalformed}.
   */
  write(draft: Draft): Payload {
    return this.check(this.typeVersion, draft) as Payload;
  }

  /** Reads a payload of any version into the newest. Throws {@link EventMalformed}, {@link UnknownEventVersion}. */
  read(typeVersion: number, payload: unknown): Payload {
    let value = this.check(typeVersion, payload);
    for (let version = typeVersion + 1; version <= this.typeVersion; version += 1) {
      const { upcast } = this.version(version);
      value = this.check(version, upcast?.(value as never));
    }
    return value as Payload;
  }

  private check(typeVersion: number, payload: unknown): unknown {
    const read = this.version(typeVersion).schema.safeParse(payload);
    if (!read.success) throw new EventMalformed(`${this.type} version ${typeVersion}`, read.error);
    return read.data;
  }

  private version(typeVersion: number): Version {
    const version = this.versions[typeVersion - 1];
    if (!version) throw new UnknownEventVersion(this.type, typeVersion, this.typeVersion);
    return version;
  }
}
