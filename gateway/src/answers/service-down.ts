import type { Refusal } from '@kamkor/errors';

/** A refusal that is due to one service; the answer names it in `extensions.service`. */
export class ServiceDown extends Error {
  constructor(
    readonly service: string,
    readonly refusal: Refusal,
  ) {
    super(refusal.message);
    this.name = 'ServiceDown';
  }
}
