import { type Chance, many } from '../chance.js';
import { asked, documents, type Family, raw } from '../hostile-request.js';

/** Up to 100,000 where the size of a document allows it; above that the document is refused for its size. */
const levels = (chance: Chance): number =>
  chance.pick([1, 2, 10, 59, 60, 61, 500, 5_000, 20_000, 32_000, 60_000, 100_000]);

function document(chance: Chance): string {
  const deep = levels(chance);
  const closed = chance.yes(0.7);
  const wrap = (before: string, open: string, inner: string, close: string, after: string): string =>
    before + open.repeat(deep) + inner + (closed ? close.repeat(deep) + after : '');
  switch (chance.int(0, 8)) {
    case 0:
      return wrap('{ knot', '{node', '{id}', '}', '}');
    case 1:
      return wrap('{ knot { pick(list: ', '[', '1', ']', ') } }');
    case 2:
      return wrap('{ knot { find(by: ', '{and:', '{}', '}', ') { id } } }');
    case 3:
      return wrap('query ($v: ', '[', 'Int', ']', ') { knot { id } }');
    case 4:
      return wrap('query ($v: By = ', '{and:', '{}', '}', ') { knot { find(by: $v) { id } } }');
    case 5:
      return wrap('{ knot ', '{...', '{id}', '}', '}');
    case 6:
      return wrap('', '{', 'a', '}', '');
    case 7:
      return wrap('{ knot @skip(if: ', '[', 'true', ']', ') { id } }');
    default:
      return '(['.repeat(deep);
  }
}

/** Brackets that only a reader who knows strings and comments takes for none, and the other way round. */
function hidden(chance: Chance): string {
  const open = '{'.repeat(levels(chance));
  return chance.pick([
    `{ knot { say(text: "${open}") } }`,
    `{ knot { say(text: """${open}""") } }`,
    `{ knot { say(text: """\\"""${open}""") } }`,
    `{ knot { say(text: "\\"${open}") } }`,
    `# ${open}\n{ knot { id } }`,
    `# x\r${open}`,
    `"""${open}`,
    `"${open}\n${open}`,
    `{ knot { say(text: """" ${open} """) } }`,
    `{ knot { say(text: "") } } """ """${open}`,
  ]);
}

/** Depth of fields around the limit. */
function fields(chance: Chance): string {
  const deep = chance.int(1, 58);
  const name = chance.pick(['node', 'a: node', 'nodes', 'tied', 'peer', 'self { node']);
  const count = name.includes('{') ? Math.floor(deep / 2) : deep;
  return `{ knot { ${`${name} { `.repeat(count)} id ${'}'.repeat(name.includes('{') ? 2 * count : count)} } }`;
}

const jsonBodies: Family = {
  name: 'nesting: JSON bodies',
  make(chance) {
    const deep = chance.pick([10, 33, 1_000, 30_000, 100_000, 130_000, 262_000]);
    const closed = chance.yes(0.8);
    const [open, close] = chance.pick([
      ['[', ']'],
      ['{"a":', '}'],
      ['{"query":', '}'],
      ['[{"__proto__":', '}]'],
    ] as const);
    const value = open.repeat(Math.min(deep, Math.floor(250_000 / (open.length + close.length))));
    const nested = `${value}1${closed ? close.repeat(value.length / open.length) : ''}`;
    const field = chance.pick(['query', 'variables', 'operationName', 'extensions', 'documentId', 'other', '']);
    return raw(field ? `{"query":"{ knot { id } }","${field}":${nested}}` : nested);
  },
};

const variables: Family = {
  name: 'nesting: variables',
  make(chance) {
    const deep = chance.pick([1, 20, 31, 32, 33, 34, 200, 5_000, 20_000]);
    const query = chance.pick([
      'query ($v: By) { knot { find(by: $v) { id } } }',
      'query ($v: Any) { knot { any(value: $v) } }',
      'query ($v: [Int]) { knot { pick(list: $v) } }',
      'query ($v: Int) { knot { take(n: $v) } }',
      'query ($v: String) { knot { say(text: $v) } }',
      '{ knot { id } }',
    ]);
    const [open, close] = chance.pick([
      ['{"and":', '}'],
      ['[', ']'],
      ['{"all":[', ']}'],
    ] as const);
    return raw(`{"query":${JSON.stringify(query)},"variables":{"v":${open.repeat(deep)}1${close.repeat(deep)}}}`);
  },
};

/** A value whose own JSON holds a document for `operationCost`, which reads it as deep as it is. */
const inner: Family = {
  name: 'nesting: documents in documents',
  make(chance) {
    const root = many(chance.int(1, 30), (n) => `c${n}: operationCost(document: $d${chance.yes() ? 0 : n}) { cost }`);
    const names = [...new Set(root.match(/\$d\d+/g))];
    const query = `query (${names.map((name) => `${name}: String!`).join(' ')}) { ${root} }`;
    const size = Math.floor(200_000 / names.length);
    const held = chance.pick([
      () => document(chance),
      () => `query (${many(390, (n) => `$v${n}: Int`)}) { knot { id } }`,
      () => `{ knot { ...f0 } } ${many(180, (n) => `fragment f${n} on Knot { ...f${(n + 1) % 180} }`)}`,
      () => `{ knot { ${many(240, () => 'node { id }')} } }`,
    ]);
    const values = names.map((name, n) => [name.slice(1), `${held().slice(0, size)}#${n}`]);
    return asked(chance, { query, variables: Object.fromEntries(values) as object });
  },
};

export const nestingFamilies = [
  documents('nesting: documents', document),
  documents('nesting: hidden brackets', hidden),
  documents('nesting: fields', fields),
  jsonBodies,
  variables,
  inner,
];
