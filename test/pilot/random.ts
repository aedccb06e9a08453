/** Chance that comes out the same for the same seed, on every machine. */
export class Random {
  #state: number;

  constructor(seed: number) {
    this.#state = seed >>> 0;
  }

  /** From 0 up to, not including, 1. The generator is Tommy Ettinger's mulberry32. */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let mixed = this.#state;
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 0x1_0000_0000;
  }

  /** A whole number from the first to the second, both included. */
  between(least: number, most: number): number {
    return least + Math.floor(this.next() * (most - least + 1));
  }

  chance(share: number): boolean {
    return this.next() < share;
  }

  pick<One>(of: readonly One[]): One {
    return of[this.between(0, of.length - 1)] as One;
  }

  /** The same things in another order. */
  shuffled<One>(of: readonly One[]): One[] {
    const order = [...of];
    for (let last = order.length - 1; last > 0; last -= 1) {
      const place = this.between(0, last);
      [order[last], order[place]] = [order[place] as One, order[last] as One];
    }
    return order;
  }
}
