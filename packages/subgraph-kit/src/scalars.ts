import { GraphQLError, GraphQLScalarType, Kind, type ValueNode } from 'graphql';

function invalid(what: string): GraphQLError {
  return new GraphQLError(`Expected ${what}.`, { extensions: { code: 'INVALID_INPUT' } });
}

function parseInstant(value: unknown): Date {
  if (typeof value === 'string' && /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)$/.test(value)) {
    const instant = new Date(value);
    if (!Number.isNaN(instant.getTime())) return instant;
  }
  throw invalid('an instant such as 2026-03-05T08:30:00Z or 2026-03-05T16:30:00+08:00');
}

function parseDay(value: unknown): string {
  if (typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value)) {
    const day = new Date(`${value}T00:00:00Z`);
    if (!Number.isNaN(day.getTime()) && day.toISOString().startsWith(value)) return value;
  }
  throw invalid('a calendar day such as 2026-03-05');
}

function literalString(node: ValueNode): unknown {
  return node.kind === Kind.STRING ? node.value : undefined;
}

function literalJson(node: ValueNode): unknown {
  switch (node.kind) {
    case Kind.STRING:
    case Kind.BOOLEAN:
      return node.value;
    case Kind.INT:
    case Kind.FLOAT:
      return Number(node.value);
    case Kind.LIST:
      return node.values.map(literalJson);
    case Kind.OBJECT:
      return Object.fromEntries(node.fields.map((field) => [field.name.value, literalJson(field.value)]));
    default:
      return null;
  }
}

/** An instant. Written in UTC with milliseconds (`2026-03-05T08:30:00.000Z`); any offset is accepted. */
export const DateTimeScalar = new GraphQLScalarType<Date, string>({
  name: 'DateTime',
  description: 'An instant, ISO 8601. Answers are in UTC with milliseconds; inputs may carry any offset.',
  serialize: (value) => (value instanceof Date ? value.toISOString() : parseInstant(value).toISOString()),
  parseValue: parseInstant,
  parseLiteral: (node) => parseInstant(literalString(node)),
});

/** A calendar day in Asia/Shanghai, `YYYY-MM-DD`; a string in code. */
export const DayScalar = new GraphQLScalarType<string, string>({
  name: 'Date',
  description: 'A calendar day in Asia/Shanghai, `YYYY-MM-DD`.',
  serialize: parseDay,
  parseValue: parseDay,
  parseLiteral: (node) => parseDay(literalString(node)),
});

/** Any JSON value. */
export const JsonScalar = new GraphQLScalarType({
  name: 'JSON',
  description: 'Any JSON value.',
  serialize: (value) => value,
  parseValue: (value) => value,
  parseLiteral: literalJson,
});
