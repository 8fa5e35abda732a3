import { type Chance, many } from '../chance.js';
import { asked, documents, type Family } from '../hostile-request.js';

/** The same inside itself, so many times. */
function nested(levels: number, around: string, inner: string): string {
  let text = inner;
  for (let level = 0; level < levels; level++) text = around.replace('HOP', () => text);
  return text;
}

const literal = (chance: Chance): string => {
  const times = chance.pick([1, 20, 200, 450]);
  return chance.pick([
    `find(by: { all: [${'{} '.repeat(times)}] }) { id }`,
    `find(by: { all: [${'{ from: $n } '.repeat(Math.ceil(times / 3))}] }) { id }`,
    `pick(list: [${'1 '.repeat(times)}])`,
    `pick(list: [${'$n '.repeat(times)}])`,
    `deep(list: [[${'[1] '.repeat(times)}]])`,
    `hues(of: [${'RED '.repeat(times)}])`,
    `wide(of: [${'{ k: { l: {} } } '.repeat(Math.ceil(times / 4))}])`,
    `wide(of: [${'{} '.repeat(times)}])`,
  ]);
};

/** Large arguments of a field that stands on many objects: whoever reads them anew for each is slow. */
function literals(chance: Chance): string {
  const nodes = nested(chance.int(0, 9), 'nodes { HOP }', literal(chance));
  const beside = chance.pick(['', 'b: find(by: $v) { id }', nested(chance.int(1, 8), 'tied { peer { HOP } }', 'id')]);
  return `query ($n: Int, $v: By) { knot { take(n: $n) c: find(by: $v) { id } ${nodes} ${beside} } }`;
}

/** Abstract types inside each other: whoever writes each out for each type it may be writes thousands of fields. */
function abstract(chance: Chance): string {
  const around = chance.pick([
    'tied { peer { HOP } }',
    'tied { ... on Knot { node { HOP } } ... on Loose { peer { HOP } } }',
    'tied { __typename id name peer { id name HOP } }',
    'tied { ... on Tied { ... on Tied { peer { HOP } } } }',
    'tied { ... on Knot { self { HOP } } }',
    'bound { HOP }',
    'bound { id name HOP }',
    'bound { ... on Bow { bound { HOP } } ... on Coil { id } }',
  ]);
  const levels = chance.int(1, around.startsWith('bound { ... on Bow') ? 9 : around.startsWith('bound') ? 18 : 9);
  return `{ knot { ${nested(levels, around, chance.pick(['id', 'id name']))} } }`;
}

/** Many variables of types with many fields: whoever writes each out writes thousands of fields. */
const variables: Family = {
  name: 'multiplied: variables',
  make(chance) {
    const times = chance.pick([1, 10, 60, 240]);
    const type = chance.pick(['Wide', 'Wider', 'Widest', '[Wide]', 'By', 'Int', 'Hue']);
    const name = chance.pick(['v', 'variable_', 'x']);
    const list = many(times, (n) => `$${name}${n}`);
    const one = `$${name}0`;
    const field =
      {
        Wide: `wide(of: [${list}])`,
        Wider: `wide(of: [${many(times, (n) => `{ k: $${name}${n} }`)}])`,
        Widest: `wide(of: [{ k: { k: [${list}] } }])`,
        '[Wide]': many(Math.min(times, 60), (n) => `a${n}: wide(of: $${name}${n})`),
        By: `find(by: { all: [${list}] }) { id }`,
        Hue: `hues(of: [${list}])`,
      }[type] ?? `pick(list: [${list}])`;
    const declared = type === '[Wide]' ? Math.min(times, 60) : times;
    const required = type === 'By' ? '!' : '';
    const query = `query (${many(declared, (n) => `$${name}${n}: ${type}${required}`)}) { knot { ${field} } }`;
    const value = { By: {}, Int: 1, Hue: 'RED', '[Wide]': [{}, { k: {} }] }[type] ?? { a: 1 };
    const given = chance.yes() ? declared : 1;
    const values = Object.fromEntries(Array.from({ length: given }, (_, n) => [`${name}${n}`, value]));
    return asked(chance, { query: chance.yes(0.9) ? query : query.replace(one, '$other'), variables: values });
  },
};

export const multipliedFamilies = [
  documents('multiplied: literals', literals),
  documents('multiplied: abstract types', abstract),
  variables,
];
