import { compileFunction } from 'node:vm';

/**
 * Source under construction. A plan knows its keys, and a function that was written for them reads every object at
 * places the engine of JavaScript can remember; one closure for all plans cannot (measured: the writer of responses takes
 * a third of the time that way). Whatever comes from outside enters as a constant or through {@link literal}, never as
 * bare text.
 */
export class Program {
  private readonly constants: unknown[] = [];
  private readonly functions: string[] = [];

  /** A name for a value of this process. */
  constant(value: unknown): string {
    let index = this.constants.indexOf(value);
    if (index < 0) index = this.constants.push(value) - 1;
    return `c${index}`;
  }

  /** A new name that no constant and no function has. */
  declare(parameters: string, body: string): string {
    const name = `f${this.functions.length}`;
    this.functions.push(`function ${name}(${parameters}) {\n${body}\n}`);
    return name;
  }

  /** The value of an expression over everything declared so far. */
  link<Value>(expression: string): Value {
    const names = this.constants.map((_, index) => `c${index}`);
    const source = `'use strict';\n${this.functions.join('\n')}\nreturn ${expression};`;
    const factory = compileFunction(source, names) as (...constants: unknown[]) => Value;
    return factory(...this.constants);
  }
}

/** A text as source. JSON is a subset of JavaScript, line separators included. */
export function literal(text: string): string {
  return JSON.stringify(text);
}
