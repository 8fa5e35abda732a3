import type { FieldModel, Model, ObjectModel, Required } from './model.js';
import { requiredValues, takeRequired } from './required-values.js';
import { canonical } from './values.js';

/**
 * What subgraphs were asked wrongly. They note documents that are not valid there, and what fields that require others
 * were given instead of what they require: the planner takes, for one, the value of `f(x: 1)` where `f(x: 2)` is required
 * and both are asked for.
 */
export class Misled {
  /** By field and object, what came with the representation. */
  private readonly taken = new Map<string, unknown>();
  /** By field, object and required name, the wrong value as text, without nulls: the oracle leaves these out. */
  private readonly wrong = new Map<string, string>();
  /** One field of one object was misled in two ways: no single schema can answer so. */
  private isTwofold = false;
  private invalid = 0;

  noteInvalid(): void {
    this.invalid++;
  }

  /** Called by a subgraph for each field that requires something. */
  note(
    model: Model,
    type: ObjectModel,
    field: FieldModel,
    subject: string,
    given: Readonly<Record<string, unknown>>,
  ): void {
    const key = `${type.name}.${field.name} of ${subject}`;
    const truth = requiredValues(model, type.name, subject, field.requires!, () => undefined);
    let isWrong = false;
    for (const { field: name } of field.requires!) {
      if (name === undefined || name === '__typename') continue;
      const selections = field.requires!.filter((selection) => selection.field === name);
      if (takenText(selections, given) === canonical({ [name]: truth[name] })) continue;
      isWrong = true;
      const taken = canonical(withoutNulls(takeRequired(selections, given, true)));
      const before = this.wrong.get(`${key}, ${name}`);
      if (before !== undefined && before !== taken) this.isTwofold = true;
      this.wrong.set(`${key}, ${name}`, taken);
    }
    if (!isWrong && !this.taken.has(key)) return;
    if (!isWrong) this.isTwofold = true;
    else this.taken.set(key, takeRequired(field.requires!, given));
  }

  /** Instead of what the field of this object requires. */
  insteadOf(type: ObjectModel, field: FieldModel, subject: string): unknown {
    return this.taken.get(`${type.name}.${field.name} of ${subject}`);
  }

  /** Did another executor of the planner's plans send documents that are not valid, too? Then the plans hold them. */
  isAsInvalidAs(other: Misled): boolean {
    return this.invalid > 0 && other.invalid > 0;
  }

  /** Was another executor of the same plan misled by the same values? Then the plan brings them. */
  isSharedBy(other: Misled): boolean {
    if (this.wrong.size === 0 || this.isTwofold) return false;
    return [...this.wrong].every(([key, value]) => other.wrong.get(key) === value);
  }
}

function takenText(selections: readonly Required[], given: Readonly<Record<string, unknown>>): string {
  try {
    return canonical(takeRequired(selections, given));
  } catch {
    return 'nothing';
  }
}

function withoutNulls(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutNulls);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).filter(([, inner]) => inner !== null);
  return Object.fromEntries(entries.map(([key, inner]) => [key, withoutNulls(inner)]));
}
