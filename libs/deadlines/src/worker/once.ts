/** Work of which one run is enough at a time: whoever asks while it runs gets the next run, shared with the others. */
export class Once {
  private current: Promise<void> | undefined;
  private next: Promise<void> | undefined;

  constructor(private readonly work: () => Promise<unknown>) {}

  get running(): boolean {
    return this.current !== undefined;
  }

  run(): Promise<void> {
    if (!this.current) return this.begin();
    this.next ??= this.current
      .catch(() => undefined)
      .then(() => {
        this.next = undefined;
        return this.begin();
      });
    return this.next;
  }

  /** Resolves when nothing runs any more. */
  async settled(): Promise<void> {
    while (this.next ?? this.current) await (this.next ?? this.current)!.catch(() => undefined);
  }

  private begin(): Promise<void> {
    const current = (async () => void (await this.work()))().finally(() => {
      if (this.current === current) this.current = undefined;
    });
    this.current = current;
    return current;
  }
}
