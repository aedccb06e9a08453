import { pathTo, type Territory as Unit } from '@kamkor/reference';
import { LAW } from '@kamkor/service-kit';
import { Inject, Injectable } from '@nestjs/common';
import type { Law } from '../rules/law.js';
import { Territory } from './territory.js';

/** The country's territories as the graph gives them, kept in memory: they change with a release only. */
@Injectable()
export class Territories {
  private readonly byCode: ReadonlyMap<string, Territory>;
  private readonly below: ReadonlyMap<string | null, readonly Territory[]>;

  constructor(@Inject(LAW) { profile }: Law) {
    const all = profile.territories.map(asTerritory);
    this.byCode = new Map(all.map((territory) => [territory.id, territory]));
    this.below = Map.groupBy(all, ({ parentCode }) => parentCode);
  }

  of(code: string): Territory | null {
    return this.byCode.get(code) ?? null;
  }

  /** The units one level below; the country itself if no parent is given. */
  within(parent: string | null): readonly Territory[] {
    return this.below.get(parent) ?? [];
  }

  /** The country first, the territory itself last. */
  path(code: string): Territory[] {
    return pathTo(code).flatMap((step) => this.of(step) ?? []);
  }
}

const asTerritory = ({ code, parent, name }: Unit): Territory =>
  Object.assign(new Territory(), { id: code, parentCode: parent, nameKy: name.ky, nameRu: name.ru, nameEn: name.en });
