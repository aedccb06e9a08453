import type { ReferenceData } from '@kamkor/database';
import type { DeadlineKind } from '@kamkor/deadlines';
import type { EventHandlers } from '@kamkor/outbox';
import type { MigrationClass } from '@kamkor/persistence';
import type { Doors, SubgraphOptions } from '@kamkor/subgraph';
import type { OwnGauge, OwnWork, WorkSurroundings } from '@kamkor/worker';
import type { Type } from '@nestjs/common';
import type { EntityTarget, ObjectLiteral } from 'typeorm';
import { LAW, type Law, type LawConfig } from './law.js';

/** The kinds of deadline of a service, each under the name by which its code calls it. */
export type DeadlinesOf<Deadlines> = { readonly [Name in keyof Deadlines]: DeadlineKind };

/** What the parts of a service are made with. */
export interface Surroundings<Deadlines> {
  readonly law: Law;
  readonly deadlines: Deadlines;
}

/** All that is said of a service; its processes, its schema and its tests follow from this. */
export interface ServiceDeclaration<Deadlines extends DeadlinesOf<Deadlines>> {
  /** The name of its folder and package, also as a producer and consumer of events. */
  readonly name: string;
  readonly law: (config: LawConfig) => Law;
  readonly entities: readonly EntityTarget<ObjectLiteral>[];
  readonly useCases: readonly Type[];
  readonly resolvers: readonly Type[];
  readonly deadlines: (law: Law) => Deadlines;
  readonly handlers: (surroundings: Surroundings<Deadlines>) => EventHandlers;
  /** Work that its worker finds by itself, beside deadlines and events. */
  readonly ownWork?: (surroundings: Surroundings<Deadlines> & WorkSurroundings) => readonly OwnWork[];
  /** Its own numbers among the metrics of its worker. */
  readonly gauges?: readonly OwnGauge[];
  /** Doors beside the graph, by path. */
  readonly doors?: Doors;
  /** All migrations of its database, those of the libs first. */
  readonly migrations: readonly MigrationClass[];
  /** What a release brings along for its tables. */
  readonly data: readonly ReferenceData[];
}

/** A service with the law of one deployment: what a process or a test runs. */
export interface OpenService<Deadlines> extends Surroundings<Deadlines> {
  readonly kinds: readonly DeadlineKind[];
  readonly providers: SubgraphOptions['providers'];
  readonly handlers: EventHandlers;
  readonly ownWork: (surroundings: WorkSurroundings) => readonly OwnWork[];
}

export interface Service<Deadlines extends DeadlinesOf<Deadlines>> extends ServiceDeclaration<Deadlines> {
  open(config: LawConfig): OpenService<Deadlines>;
}

/** The token of a service's deadlines: `@Inject(DEADLINES) private readonly deadlines: BirthsDeadlines`. */
export const DEADLINES = Symbol('the deadlines of the service');

/** Declares a service, once, in its `src/service.ts`. */
export function defineService<Deadlines extends DeadlinesOf<Deadlines>>(
  declaration: ServiceDeclaration<Deadlines>,
): Service<Deadlines> {
  return { ...declaration, open: (config) => openService(declaration, config) };
}

/** All kinds of deadline of a service, without the names by which its code calls them. */
export function kindsOf<Deadlines extends DeadlinesOf<Deadlines>>(deadlines: Deadlines): readonly DeadlineKind[] {
  return Object.values<DeadlineKind>(deadlines);
}

function openService<Deadlines extends DeadlinesOf<Deadlines>>(
  { law: lawOf, deadlines: deadlinesOf, handlers, useCases, resolvers, ownWork }: ServiceDeclaration<Deadlines>,
  config: LawConfig,
): OpenService<Deadlines> {
  const law = lawOf(config);
  const deadlines = deadlinesOf(law);
  return {
    law,
    deadlines,
    kinds: kindsOf(deadlines),
    providers: [
      { provide: LAW, useValue: law },
      { provide: DEADLINES, useValue: deadlines },
      ...useCases,
      ...resolvers,
    ],
    handlers: handlers({ law, deadlines }),
    ownWork: ({ transactions, onError }) => ownWork?.({ law, deadlines, transactions, onError }) ?? [],
  };
}
