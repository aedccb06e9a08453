/** Ids from `from` up to, without, `to`. */
export interface IdRange {
  readonly from: number;
  readonly to: number;
}

/** Ascending ids as PostgreSQL writes an int8multirange: the text is hashed, so it has to be the same both ways. */
export function rangesOf(ids: readonly number[]): string {
  const ranges: string[] = [];
  for (let first = 0; first < ids.length; ) {
    let next = first + 1;
    while (next < ids.length && ids[next]! === ids[next - 1]! + 1) next++;
    ranges.push(`[${ids[first]},${ids[next - 1]! + 1})`);
    first = next;
  }
  return `{${ranges.join(',')}}`;
}

export function parseRanges(text: string): IdRange[] {
  return [...text.matchAll(/\[(-?\d+),(-?\d+)\)/g)].map(([, from, to]) => ({ from: Number(from), to: Number(to) }));
}

/** The ids in pages of at most `size`, no more than `atMost` altogether. */
export function* pagesOf(ranges: readonly IdRange[], size: number, atMost: number): Generator<number[]> {
  let page: number[] = [];
  let left = atMost;
  for (const { from, to } of ranges) {
    for (let id = from; id < to && left > 0; id++, left--) {
      page.push(id);
      if (page.length < size) continue;
      yield page;
      page = [];
    }
  }
  if (page.length > 0) yield page;
}
