import { type Chance, many } from '../chance.js';
import { documents } from '../hostile-request.js';

const count = (chance: Chance): number =>
  chance.pick([10, 30, 31, 59, 60, 61, 200, 400, 499, 500, 660, 990, 1_990, 8_000]);

function aliases(chance: Chance): string {
  const times = count(chance);
  const field = chance.pick([
    (n: number) => `a${n}: id`,
    () => 'a: id',
    (n: number) => `a: take(n: ${n})`,
    (n: number) => `a${n}: peer { id }`,
    (n: number) => `a${n}: find(by: { id: "${n}" }) { id }`,
    (n: number) => `id: ${n % 2 ? 'id' : 'name'}`,
  ]);
  return `{ knot { ${many(times, field)} } }`;
}

function rootFields(chance: Chance): string {
  const field = chance.pick([
    (n: number) => `a${n}: knot { id }`,
    () => '__typename',
    () => 'knot { id }',
    (n: number) => `a${n}: __typename`,
    (n: number) => `a${n}: __schema { types { name } }`,
    (n: number) => `a${n}: nothing`,
    (n: number) => `a${n}: operationCost(document: "{ knot { id } } #${n}") { cost }`,
  ]);
  return `${chance.pick(['', 'query ', 'mutation ', 'subscription '])}{ ${many(count(chance), field)} }`;
}

/** Many selections of one response key: whoever compares each with each is slow. */
function same(chance: Chance): string {
  const field = chance.pick([
    () => 'id',
    () => 'take(n: 1)',
    () => 'pick(list: [1, 2, 3])',
    () => 'pick(list: [3, 2, 1, 0, 1, 2, 3])',
    () => 'find(by: { id: "1", and: { id: "2" } }) { id }',
    () => 'node { id }',
    () => 'node { node { id } }',
    () => 'node { id name }',
    () => 'node { node { node { node { node { id } } } } }',
    (n: number) => `node { a${n % 60}: id }`,
    (n: number) => `node { a: take(n: ${n}) }`,
    (n: number) => `... on Knot { id @include(if: ${n % 2 === 0}) }`,
    () => '... on Tied { id } ... on Knot { id } ... on Loose { id }',
    () => 'tied { ... on Knot { name id } ... on Loose { id name } id }',
    () => '...f',
    () => 'node { ...f }',
    () => 'say(text: "x")',
  ]);
  const tokens = field(0).split(/\W+/).length * 2;
  const times = Math.min(count(chance), chance.pick([Math.floor(1_900 / tokens), 499]));
  return `{ knot { ${many(times, field)} } } fragment f on Knot { id name }`;
}

/** The same tree twice or more: comparing sub-selections pairwise multiplies by the depth. */
function trees(chance: Chance): string {
  const width = chance.int(2, 4);
  const deep = chance.int(1, Math.floor(Math.log(chance.pick([100, 480, 900])) / Math.log(width)));
  const name = chance.pick(['node', 'tied', 'nodes', 'self']);
  const tree = (left: number): string =>
    left === 0
      ? chance.pick(['id', 'id name', 'id', 'x: name', 'x: id'])
      : many(width, () => `${name} { ${tree(left - 1)} }`);
  return `{ knot { ${tree(deep)} } }`;
}

function directives(chance: Chance): string {
  const times = count(chance);
  const directive = chance.pick([
    () => '@skip(if: false)',
    () => '@include(if: true)',
    (n: number) => `@unknown${n}`,
    () => '@unknown',
    () => '@skip(if: $v)',
    () => '@deprecated',
    () => '@include(if: true, if: false)',
    () => '@cost(weight: "1")',
    () => '@__proto__ @constructor',
    () => '@skip',
  ]);
  const set = many(times, directive);
  return chance.pick([
    `{ knot ${set} { id } }`,
    `query ${set} { knot { id } }`,
    `query ($v: Boolean = true ${set}) { knot { id @skip(if: $v) } }`,
    `{ knot { ...f ${set} } } fragment f on Knot { id }`,
    `{ knot { ...f } } fragment f on Knot ${set} { id }`,
    `{ knot { ... ${set} { id } } }`,
    `{ knot { ${many(Math.min(times, 300), (n) => `id ${directive(n)}`)} } }`,
  ]);
}

function operations(chance: Chance): string {
  const times = chance.pick([2, 50, 100, 160, 240]);
  const name = chance.yes() ? (n: number) => `q${n}` : () => 'q';
  const share = Math.floor(900 / times);
  return chance.pick([
    many(times, (n) => `query ${name(n)} { knot { id } }`),
    many(times, () => '{ knot { id } }'),
    `${many(times, (n) => `query ${name(n)} { knot { ...f0 } }`)} ${many(100, (n) => `fragment f${n} on Knot { ...f${n + 1} }`)} fragment f100 on Knot { id }`,
    `${many(times, (n) => `query ${name(n)}($v: Int) { knot { ...f } }`)} fragment f on Knot { ${many(share, () => 'take(n: $v)')} }`,
    `${many(times, (n) => `subscription ${name(n)} { a: __typename b: __typename }`)}`,
  ]);
}

/** What is within the limits and keeps the planner busy: ways back and forth between subgraphs, under many names. */
export function crossings(chance: Chance): string {
  const names = chance.int(1, 60);
  const hop = chance.pick([
    (n: number) => `a${n}: self { name }`,
    (n: number) => `a${n}: loop { knot { name } }`,
    (n: number) => `a${n}: peer { self { peer { id } } }`,
    (n: number) => `a${n}: node { loop { id knot { node { name } } } }`,
    (n: number) => `a${n}: tied { ... on Knot { self { name } } name }`,
    (n: number) => `a${n}: nodes { loop { knot { name self { name } } } }`,
  ]);
  const depth = chance.int(0, 4);
  const way = chance.pick(['loop { knot { ', 'self { node { ', 'node { self { ']);
  return `{ knot { ${way.repeat(depth)} ${many(names, hop)} ${'} } '.repeat(depth)} } }`;
}

export const repetitionFamilies = [
  documents('repetition: aliases', aliases),
  documents('repetition: root fields', rootFields),
  documents('repetition: one response key', same),
  documents('repetition: trees', trees),
  documents('repetition: crossings', crossings),
  documents('repetition: directives', directives),
  documents('repetition: operations', operations),
];
