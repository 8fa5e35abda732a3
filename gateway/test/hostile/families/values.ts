import { type Chance, many } from '../chance.js';
import { asked, documents, type Family, raw } from '../hostile-request.js';

const listed = [
  ['[Int]', '{ pick(list: $v) }', '1'],
  ['[Int]', '{ pick(list: $v) }', '"x"'],
  ['[Int]', '{ pick(list: $v) }', 'null'],
  ['[By!]', '{ find(by: { all: $v }) { id } }', '{}'],
  ['[By!]', '{ find(by: { all: $v }) { id } }', '{"id":"1","and":{}}'],
  ['[By!]', '{ find(by: { all: $v }) { id } }', '{"idd":"1"}'],
  ['[By!]', '{ find(by: { all: $v }) { id } }', '[]'],
  ['[By!]', '{ find(by: { all: $v }) { id } }', 'null'],
  ['Any', '{ any(value: $v) }', '{"a":[1]}'],
  ['Any', '{ any(value: $v) }', '[]'],
  ['[Hue]', '{ hues(of: $v) }', '"RED"'],
  ['[Hue]', '{ hues(of: $v) }', '"REDD"'],
  ['[[[Int]]]', '{ deep(list: $v) }', '1'],
  ['[[[Int]]]', '{ deep(list: $v) }', '[[1],[]]'],
  ['Int', '{ take(n: $v) }', '1'],
] as const;

/** Lists and objects in the variables, up to the size of a body and a little above. */
const lists: Family = {
  name: 'values: lists in variables',
  make(chance) {
    const [type, selections, item] = chance.pick(listed);
    const bytes = chance.size(10, 262_000);
    const query = `query ($v: ${type}) { knot ${selections} }`;
    const times = Math.max(1, Math.floor((bytes - query.length - 40) / (item.length + 1)));
    return raw(`{"query":"${query}","variables":{"v":[${`${item},`.repeat(times).slice(0, -1)}]}}`);
  },
};

const objects: Family = {
  name: 'values: objects in variables',
  make(chance) {
    const times = chance.size(10, 20_000);
    const key = chance.pick([
      (n: number) => `k${n}`,
      (n: number) => `id${n}`,
      (n: number) => 'x'.repeat(Math.floor(200_000 / times)) + String(n),
      () => '__proto__',
    ]);
    const fields = many(times, (n) => `"${key(n)}":${n}`, ',');
    const query = chance.pick([
      'query ($v: By) { knot { find(by: $v) { id } } }',
      'query ($v: Any) { knot { any(value: $v) } }',
      'query ($v: [Int]) { knot { pick(list: $v) } }',
      '{ knot { id } }',
    ]);
    const place = chance.pick([`"variables":{"v":{${fields}}}`, `"variables":{${fields}}`, `"extensions":{${fields}}`]);
    return raw(`{"query":"${query}",${place}}`);
  },
};

function literals(chance: Chance): string {
  const times = chance.pick([10, 400, 900, 1_900, 10_000, 30_000]);
  return chance.pick([
    `{ knot { pick(list: [${'1 '.repeat(times)}]) } }`,
    `{ knot { pick(list: [${'"x" '.repeat(times)}]) } }`,
    `{ knot { any(value: [${'1 '.repeat(times)}]) } }`,
    `{ knot { any(value: {${many(Math.floor(times / 3), (n) => `k${n}: ${n}`)}}) } }`,
    `{ knot { find(by: {${many(Math.floor(times / 3), () => 'id: "1"')}}) { id } } }`,
    `{ knot { find(by: {${many(Math.floor(times / 3), (n) => `i${n}: "1"`)}}) { id } } }`,
    `{ knot { find(by: { all: [${'{} '.repeat(times / 2)}] }) { id } } }`,
    `{ knot { take(${many(Math.floor(times / 3), () => 'n: 1')}) } }`,
    `{ knot { take(${many(Math.floor(times / 3), (n) => `n${n}: 1`)}) } }`,
    `query ($v: [Int] = [${'1 '.repeat(times)}]) { knot { pick(list: $v) } }`,
  ]);
}

function strings(chance: Chance): string {
  const size = chance.pick([100, 20_000, 64_000, 65_400]);
  const fill = chance.pick(['x', '\\n', '\\u0041', '\\u{1F600}', '字', ' ', ' Did you mean ', '?', '\\"']);
  const text = fill.repeat(Math.floor(size / Buffer.byteLength(fill)));
  return chance.pick([
    `{ knot { say(text: "${text}") } }`,
    `{ knot { take(n: "${text}") } }`,
    `{ knot { pick(list: ["${text}", "${text.slice(0, 10)}"]) } }`,
    `{ knot { hues(of: "${text}") } }`,
    `{ knot { hues(of: ${'R'.repeat(size)}) } }`,
    `{ knot { say(text: """${fill.repeat(Math.floor(size / fill.length / 3))}""") } }`,
    `{ knot { take(n: """${'\n '.repeat(Math.floor(size / 2))}""") } }`,
    `{ knot { say(text: """${'\n'.repeat(size)}""") } }`,
    `{ knot { say(text: "${text}`,
    `{ knot { say(text: """${'""'.repeat(Math.floor(size / 2))}`,
    `{ knot { take(n: ${'9'.repeat(size)}) } }`,
    `{ knot { take(n: ${'9'.repeat(Math.floor(size / 2))}.0e${'9'.repeat(100)}) } }`,
    `{ ${'k'.repeat(size)} }`,
    `{ knot { ...${'f'.repeat(size)} } }`,
    `{ knot { id @${'d'.repeat(size)} } }`,
    `query ${'q'.repeat(size)} { knot { id } }`,
    `query ($${'v'.repeat(size)}: Int) { knot { id } }`,
    `query ($v: ${'T'.repeat(size)}) { knot { id } }`,
  ]);
}

const longVariables: Family = {
  name: 'values: long texts in variables',
  make(chance) {
    const fill = chance.pick(['x', ' Did you mean ', '?', '字', '\\', '"', '\u0000', '\ud800', '\n']);
    const text = fill.repeat(Math.floor(chance.size(100, 60_000) / fill.length));
    const type = chance.pick(['Int', 'Boolean', 'String', 'Hue', '[Int]', 'By', 'ID']);
    const many = chance.yes(0.3);
    const field = { Int: 'take(n: $v)', String: 'say(text: $v)', Hue: 'hues(of: [$v])' }[type] ?? 'id @skip(if: $v)';
    const query = `query ($v: ${type}) { knot { ${field} } }`;
    return asked(chance, { query, variables: { v: many ? [text, text, text] : text, [text.slice(0, 50)]: text } });
  },
};

export const valueFamilies = [
  lists,
  objects,
  documents('values: literals', literals),
  documents('values: strings and names', strings),
  longVariables,
];
