/**
 * Source under construction. A plan knows its keys, and a function that was written for them reads every object at
 * places the engine of JavaScript can remember; one closure for all plans cannot. Whatever comes from outside enters as a
 * constant or through {@link literal}, never as bare text.
 */
export class Program {
  private readonly constants = new Map<unknown, string>();
  private readonly functions: string[] = [];
  private readonly made = new Map<object, string>();
  private declared = 0;

  /** A name for a value of this process. */
  constant(value: unknown): string {
    let name = this.constants.get(value);
    if (name === undefined) this.constants.set(value, (name = `c${this.constants.size}`));
    return name;
  }

  /** Declares a function and returns its name, which `body` may use to call it again. */
  declare(parameters: string, body: (name: string) => string): string {
    const name = `f${this.declared++}`;
    // In brackets, so that JavaScript compiles it now and not, after reading it twice, in the way of its first call.
    this.functions.push(`var ${name} = (function (${parameters}) {\n${body(name)}\n});`);
    return name;
  }

  /** The name that `make` gave for this key the first time. */
  once(key: object, make: () => string): string {
    let name = this.made.get(key);
    if (name === undefined) this.made.set(key, (name = make()));
    return name;
  }

  /** The value of an expression over everything declared so far. */
  link<Value>(expression: string): Value {
    const source = `'use strict';\n${this.functions.join('\n')}\nreturn ${expression};`;
    // Not `compileFunction` of node:vm: what it compiled is let go only when memory is short, some 3 KB a function.
    const factory = new Function(...this.constants.values(), source) as (...constants: unknown[]) => Value;
    return factory(...this.constants.keys());
  }
}

/** A text as source. JSON is a subset of JavaScript, line separators included. */
export function literal(text: string): string {
  return JSON.stringify(text);
}
