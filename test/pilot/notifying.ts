import { setTimeout as sleep } from 'node:timers/promises';
import { type Data, forEach, inChunks } from './graph.js';
import type { PlannedChild } from './life.js';
import type { Stage } from './stage.js';

const BATCH = 200;
const LOOKS = 60;
const LOOK_EVERY_MS = 500;

type Told = Pick<PlannedChild, 'number' | 'facility' | 'territory' | 'report'>;

const NOTIFY = `mutation ($reports: [BirthReport]!) { notifyBirths(reports: $reports) {
  index notification { id } refusal { reason field message } } }`;

/** Hospitals notify, each the births of its own ward. */
export async function notify(stage: Stage, births: readonly Told[]): Promise<void> {
  for (const [facility, own] of Map.groupBy(births, (birth) => birth.facility)) {
    for (const some of inChunks(own, BATCH)) {
      const reports = some.map(({ report }) => report);
      const { notifyBirths } = await stage.graph.ask('hospital', NOTIFY, { reports }, { facility });
      for (const { index, notification, refusal } of notifyBirths) {
        const { number } = some[index] as Told;
        if (refusal) throw new Error(`birth ${number} was refused: ${JSON.stringify(refusal)}`);
        stage.learn(number, notification.id);
        stage.deeds.notified += 1;
      }
    }
  }
}

const RECORDS = `query ($after: String) { birthNotifications(first: 100, after: $after) { pageInfo { endCursor }
  edges { node { facilityRecordNumber live registryState child { id birthRecord { id version } } } } } }`;

/**
 * Registrars find the birth records of what was notified since they looked last, each in the own district, once the
 * registry has them all. Throws when it still lacks one after half a minute.
 */
export class RecordFinder {
  readonly #lookedTo = new Map<string, string | null>();

  constructor(private readonly stage: Stage) {}

  find(births: readonly Told[]): Promise<void> {
    return forEach([...new Set(births.map(({ territory }) => territory))], (territory) => this.#findIn(territory));
  }

  async #findIn(territory: string): Promise<void> {
    for (let attempt = 1; ; attempt += 1) {
      const { after, lacking } = await this.#look(territory);
      if (lacking.length === 0) {
        this.#lookedTo.set(territory, after);
        return;
      }
      if (attempt === LOOKS) throw new Error(`the registry has no record of ${lacking.join(', ')}`);
      await sleep(LOOK_EVERY_MS);
    }
  }

  async #look(territory: string) {
    const { graph } = this.stage;
    const lacking: string[] = [];
    for (let after = this.#lookedTo.get(territory) ?? null; ; ) {
      const asked: Data = await graph.ask('registrar', RECORDS, { after }, { territory });
      const { edges, pageInfo }: Data = asked.birthNotifications;
      for (const { node } of edges) {
        const birth = this.stage.known(node.facilityRecordNumber);
        if (birth && node.child?.birthRecord) {
          birth.personId = node.child.id;
          birth.birthRecord = node.child.birthRecord;
        } else if (node.live) lacking.push(`${node.facilityRecordNumber} (${node.registryState})`);
      }
      after = pageInfo.endCursor ?? after;
      if (edges.length < 100) return { after, lacking };
    }
  }
}
