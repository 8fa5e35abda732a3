import { limits } from './limits.js';

const ESCAPE = /_x([0-9A-Fa-f]{4})_/g;

/** Collects the text of one cell from its runs and gives up, without keeping it, when it grows too long. */
export class CellTextCollector {
  #text = '';
  #isTooLarge = false;

  clear(): void {
    this.#text = '';
    this.#isTooLarge = false;
  }

  add(text: string): void {
    if (this.#isTooLarge || this.#text.length + text.length > limits.cellCharacters) {
      this.#isTooLarge = true;
      this.#text = '';
    } else {
      this.#text += text;
    }
  }

  /** The text; undefined when it was too long. */
  get(): string | undefined {
    return this.#isTooLarge ? undefined : this.#text;
  }
}

/** Text as typed: workbooks write characters that XML cannot hold as `_x000D_`, and a literal one as `_x005F_x000D_`. */
export function unescapeText(text: string): string {
  if (!text.includes('_x')) return text;
  return text.replace(ESCAPE, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
}
