/** Steps that are kept to be shown. */
const kept = 240;

/** What happened, in order: all of it in a hash, the last part in words. */
export class Trace {
  private readonly lines: string[] = [];
  private at = 0;
  private state = 0x811c9dc5;

  add(who: string, what: string): void {
    const line = `${who}: ${what}`;
    for (let index = 0; index < line.length; index += 1)
      this.state = Math.imul(this.state ^ line.charCodeAt(index), 0x01000193);
    this.lines[this.at % kept] = line;
    this.at += 1;
  }

  get hash(): string {
    return (this.state >>> 0).toString(16).padStart(8, '0');
  }

  /** The last lines, oldest first; polls and the passing of time are left out. */
  tail(count: number): string[] {
    const begin = this.at % kept;
    const ordered = [...this.lines.slice(begin), ...this.lines.slice(0, begin)];
    return ordered.filter((line) => !/: (time|looks)$/.test(line)).slice(-count);
  }
}
