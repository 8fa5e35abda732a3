import { type Chance, many } from '../chance.js';
import { asked, documents, type Family, raw } from '../hostile-request.js';

const inherited = [
  '__proto__',
  'constructor',
  'toString',
  'hasOwnProperty',
  'valueOf',
  '__defineGetter__',
  'prototype',
];

function prototypeDocument(chance: Chance): string {
  const name = chance.pick(inherited);
  return chance.pick([
    `{ ${name}: knot { ${name}: id } }`,
    `{ knot { ${name}: peer { ${name}: id id } ${chance.pick(inherited)}: name } }`,
    `{ ${name} }`,
    `{ knot { ${name} } }`,
    `{ knot { id(${name}: 1) } }`,
    `{ knot { take(n: 1, ${name}: 1) } }`,
    `{ knot { find(by: { ${name}: 1 }) { id } } }`,
    `{ knot { any(value: { ${name}: { ${name}: 1 } }) } }`,
    `{ knot { id @${name} } }`,
    `{ knot { id @skip(if: true, ${name}: 1) } }`,
    `query ${name} { knot { id } }`,
    `{ knot { ...${name} } } fragment ${name} on Knot { id peer { id } }`,
    `{ knot { ... on ${name} { id } } }`,
    `{ knot { ...f } } fragment f on ${name} { id }`,
    `{ knot { hues(of: [${name}]) } }`,
    `query ($${name}: Int = 1) { knot { take(n: $${name}) } }`,
    `query ($v: ${name}) { knot { id } }`,
    `{ __type(name: "${name}") { name } __schema { ${name}: queryType { ${name}: name } } }`,
    `mutation { ${name}: echo(text: "${name}") }`,
    `subscription { ${name}: stationFeed(stationId: "${name}") { cursor } }`,
  ]);
}

const prototypeVariables: Family = {
  name: 'names: prototype keys in JSON',
  make(chance) {
    const name = chance.pick(inherited);
    const type = chance.pick(['Int', 'By', 'Any', '[Int]', 'Hue', 'String', 'Boolean']);
    const field = { By: 'find(by: $X) { id }', Any: 'any(value: $X)', Int: 'take(n: $X)' }[type] ?? 'id';
    const query = `query ($${name}: ${type} $n: Int) { knot { ${field.replace('X', name)} b: take(n: $n) } }`;
    const value = chance.pick(['1', '{}', '{"n":7}', '{"__proto__":{"n":7}}', '"RED"', '[{"__proto__":null}]', 'null']);
    const body = chance.pick([
      `{"query":"${query}","variables":{"${name}":${value}}}`,
      `{"query":"${query}","variables":{"__proto__":{"${name}":${value}}}}`,
      `{"query":"${query}","__proto__":{"variables":{"${name}":${value}}}}`,
      `{"query":"{ knot { id } }","extensions":{"${name}":${value},"persistedQuery":{"${name}":${value}}}}`,
      `{"query":"{ knot { id } }","extensions":{"persistedQuery":{"__proto__":{"version":1,"sha256Hash":${value}}}}}`,
      `{"query":"query a { knot { id } }","operationName":"${name}"}`,
      `{"${name}":"{ knot { id } }"}`,
      `{"__proto__":{"query":"{ knot { id } }"}}`,
    ]);
    return raw(body);
  },
};

/** Names that are nearly right: hints at them are dear to find and tell a stranger the schema. */
function unknown(chance: Chance): string {
  const times = chance.pick([1, 10, 100, 450, 900]);
  return chance.pick([
    `{ knot { ${many(times, (n) => `nam${n}`)} } }`,
    `{ ${many(Math.min(times, 30), (n) => `kno${n}`)} }`,
    `{ knot { ${many(times, (n) => `... on Kno${n} { id }`)} } }`,
    `{ knot { take(${many(Math.min(times, 500), (n) => `m${n}: 1`)}) } }`,
    `{ knot { find(by: {${many(Math.min(times, 500), (n) => `an${n}: 1`)}}) { id } } }`,
    `{ knot { hues(of: [${many(times, (n) => `RE${n}`)}]) } }`,
    `{ knot { id ${many(times, (n) => `@ski${n}`)} } }`,
    `query (${many(Math.min(times, 400), (n) => `$v${n}: Strin${n}`)}) { knot { id } }`,
    `{ knot { ${many(Math.min(times, 300), (n) => `take(n: $w${n})`)} } }`,
    `query (${many(Math.min(times, 400), (n) => `$v${n}: Int`)}) { knot { id } }`,
    `query (${many(Math.min(times, 400), () => '$v: Int')}) { knot { id } }`,
    `{ tied { ${many(times, () => 'nam')} } }`,
    `{ knot { ${many(times, (n) => `...f${n}`)} } }`,
    `{ knot { id { id } peer nodes ${many(times, () => 'peer')} } }`,
    `{ knot { ${many(times, () => '... on Query { knot { id } }')} } }`,
  ]);
}

/** The same faults spread over as many lines as a document may have: whoever counts lines for each error is slow. */
function lines(chance: Chance): string {
  const breaks = chance.pick(['\n', '\r', '\r\n']);
  const tail = chance.pick([
    unknown(chance),
    `{ knot { ${many(400, () => 'a: id a: name')} } }`,
    `{ knot { ${many(100, (n) => `a: take(n: ${n})`)} } }`,
    many(100, (n) => `fragment f${n} on Knot { ...f${(n + 1) % 100} }`),
    '{ knot { id',
    'query q { knot { id } } '.repeat(200),
  ]);
  return breaks.repeat(Math.floor(Math.max(0, chance.size(1_000, 65_000) - tail.length) / breaks.length)) + tail;
}

function introspection(chance: Chance): string {
  const hop = chance.pick([
    'fields { type { HOP } }',
    'ofType { HOP }',
    'possibleTypes { HOP }',
    'interfaces { HOP }',
    'fields { args { type { HOP } } }',
    'inputFields { type { HOP } }',
  ]);
  let inner = 'name';
  for (let level = chance.int(0, 20); level > 0; level--) inner = hop.replace('HOP', `name ${inner}`);
  const fragments =
    'fragment T on __Type { kind name fields(includeDeprecated: true) { name args { name type { name } } type { name ofType { name } } } }';
  return chance.pick([
    `{ __schema { types { ${inner} } } }`,
    `{ __type(name: "Knot") { ${inner} } }`,
    `{ ${many(chance.int(1, 31), (n) => `a${n}: __schema { types { name fields { name type { name } } } }`)} }`,
    `{ ${many(chance.int(1, 31), (n) => `a${n}: __schema { types { ...T } directives { name args { name } } }`)} } ${fragments}`,
    `{ __schema { queryType { ${inner} } ${many(chance.int(1, 60), (n) => `t${n}: types { name description }`)} } }`,
    `{ knot { __typename ${many(chance.int(1, 60), (n) => `t${n}: __typename`)} } __schema { types { name } } }`,
  ]);
}

function unicode(chance: Chance): string {
  const odd = chance.pick([
    '\ufeff',
    '\u0000',
    '\ud800',
    '\udc00',
    '\u2028',
    '\u00a0',
    '\u202e',
    '𝒦',
    '\u200b',
    '\uffff',
    '\x1b[31m',
    '\x07',
  ]);
  const times = chance.pick([1, 10, 5_000]);
  return chance.pick([
    `${odd.repeat(times)}{ knot { id } }`,
    `{ knot { ${odd.repeat(times)}id } }`,
    `{ knot { say(text: "${odd.repeat(times)}") } }`,
    `{ knot { take(n: "${odd.repeat(times)}") } }`,
    `{ knot { say(text: """${odd.repeat(times)}""") } }`,
    `# ${odd.repeat(times)}\n{ knot { id } }`,
    `{ knot { id${odd} } }`,
    `{ knot { say(text: "\\u{${'0'.repeat(times)}41}") } }`,
    `{ knot { say(text: "\\uD83D${'\\uDE00'.repeat(times)}") } }`,
  ]);
}

function comments(chance: Chance): string {
  const size = chance.pick([100, 30_000, 65_400, 65_536]);
  const fill = chance.pick(['#\n', '#{{{{\n', ',', ' ', '\n', '\t', '#"""\n', '\ufeff']);
  const text = fill.repeat(Math.floor((size - 30) / Buffer.byteLength(fill)));
  return chance.pick([`${text}{ knot { id } }`, `{ knot { id } } ${text}`, `{ knot ${text} { id } }`, text]);
}

const operationNames: Family = {
  name: 'names: operation names',
  make(chance) {
    const name = chance.pick(['x', '字', '\u0000', '\n', '"']).repeat(chance.size(1, 60_000));
    return asked(chance, {
      query: chance.pick(['{ knot { id } }', 'query a { knot { id } }', '']),
      operationName: name,
    });
  },
};

export const nameFamilies = [
  documents('names: prototype keys', prototypeDocument),
  prototypeVariables,
  documents('names: unknown', unknown),
  documents('names: faults on many lines', lines),
  documents('names: introspection', introspection),
  documents('names: unicode', unicode),
  documents('names: comments', comments),
  operationNames,
];
