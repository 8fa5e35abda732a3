import { type Chance, many } from '../chance.js';
import { documents } from '../hostile-request.js';

const spreads = (chance: Chance, name: string, width: number): string =>
  many(width, (n) => {
    switch (chance.int(0, 3)) {
      case 0:
        return `a${n}: node { ...${name} }`;
      case 1:
        return `... on Knot { ...${name} }`;
      case 2:
        return `node { ...${name} }`;
      default:
        return `...${name}`;
    }
  });

function fanOut(chance: Chance): string {
  const depth = chance.int(1, 60);
  const width = chance.int(2, chance.yes() ? 3 : Math.max(2, Math.floor(300 / depth)));
  const last = chance.pick(['id', 'id', '...f0', '...f1', 'nothing', '...absent']);
  const fragments = many(depth, (n) => `fragment f${n} on Knot { ${spreads(chance, `f${n + 1}`, width)} }`);
  return `{ knot { ${chance.yes(0.8) ? '...f0' : 'id'} } } ${fragments} fragment f${depth} on Knot { ${last} }`;
}

/** Every fragment spreads every later one, or all of them. */
function web(chance: Chance): string {
  const count = chance.int(2, 40);
  const cyclic = chance.yes(0.3);
  const body = (from: number): string =>
    many(count, (n) => (n > from || (cyclic && n !== from) ? `...f${n}` : '')) + ` k${from % 3}: id`;
  return `{ knot { ...f0 } } ${many(count, (n) => `fragment f${n} on Knot { ${body(n)} }`)}`;
}

function inline(chance: Chance): string {
  const depth = chance.int(1, 29);
  const on = (): string => chance.pick(['... on Knot', '...', '... @include(if: true)', '... on Tied', '... on Query']);
  const build = (left: number): string =>
    left === 0 ? 'id' : many(left > 6 ? 1 : 2, () => `${on()} { ${build(left - 1)} }`);
  return `{ knot { ${build(depth)} } }`;
}

function cycles(chance: Chance): string {
  const length = chance.int(1, 220);
  const through = chance.pick(['...NEXT', 'node { ...NEXT }', '... on Knot { ...NEXT }', 'nodes { node { ...NEXT } }']);
  const body = (n: number): string => through.replace('NEXT', `f${(n + 1) % length}`);
  return `{ knot { ...f0 } } ${many(length, (n) => `fragment f${n} on Knot { ${body(n)} }`)}`;
}

/** Fragments that no operation spreads are validated all the same. */
function unused(chance: Chance): string {
  const fields = chance.size(10, 1_900);
  const field = chance.pick(['id', 'x: id', 'take(n: 1)', 'take(n: $v)', '...g', 'node { id }', 'x: node { x: id }']);
  const per = chance.int(1, 4);
  return `{ knot { id } } ${many(per, (n) => `fragment f${n} on Knot { ${many(Math.floor(fields / per / 2), () => field)} }`)} fragment g on Knot { id }`;
}

/** Fragments that fan out without ever using a fragment twice in one path, in pairs that all have to be compared. */
function pairs(chance: Chance): string {
  const count = chance.int(2, 110);
  const set = many(count, (n) => `...f${n}`);
  const inner = chance.pick(['id', 'x: id', 'node { x: id }', 'node { node { id } }', 'x: node { y: id }']);
  return `{ knot { ${set} } } ${many(count, (n) => `fragment f${n} on Knot { ${inner} }`)}`;
}

export const fragmentFamilies = [
  documents('fragments: fan out', fanOut),
  documents('fragments: web', web),
  documents('fragments: inline', inline),
  documents('fragments: cycles', cycles),
  documents('fragments: unused', unused),
  documents('fragments: pairs', pairs),
];
