import { buildSubgraphSchema } from '@apollo/subgraph';
import { localTransport, type Transport } from '@lianxin/federation-engine';
import type { GatewayRequest, GatewaySubgraph } from '@lianxin/gateway';
import { parse } from 'graphql';
import { stubSubgraphs } from '../stub-subgraphs.js';

const link =
  'extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@shareable", "@listSize"])';

/** Types that lead to themselves in every way: through objects, lists, interfaces, arguments and another subgraph. */
const knots = `${link}
  scalar Any
  enum Hue { RED GREEN BLUE }
  input By {
    id: ID and: By all: [By!] hue: Hue name: String from: Int to: Int since: String until: String
    city: ID street: ID unit: ID kind: String state: String text: String first: Int after: String
  }
  input Wide { a: Int b: Int c: Int d: String e: String f: String g: Hue h: ID i: ID j: Boolean k: Wider l: Wider }
  input Wider { a: Int b: Int c: Int d: String e: String f: String g: Hue h: ID i: ID j: Boolean k: [Widest] l: Widest }
  input Widest { a: Int b: Int c: Int d: String e: String f: String g: [Hue] h: ID i: ID j: Boolean }
  interface Tied { id: ID! name: String peer: Knot }
  type Query { knot: Knot tied: [Tied] @listSize(assumedSize: 2) }
  type Knot implements Tied @key(fields: "id") {
    id: ID! name: String peer: Knot node: Knot nodes: [Knot!] @listSize(assumedSize: 2) tied: Tied
    take(n: Int): Int say(text: String): String pick(list: [Int]): Int deep(list: [[[Int]]]): Int
    bound: Bound find(by: By): Knot wide(of: [Wide]): Int any(value: Any): Any hues(of: [Hue]): Int
  }
  interface Bound { id: ID name: String bound: Bound }
  type Bow implements Bound { id: ID name: String bound: Bound }
  type Coil implements Bound { id: ID name: String bound: Bound }
  type Hitch implements Bound { id: ID name: String bound: Bound }
  type Loose implements Tied { id: ID! name: String peer: Knot }
`;
const loops = `${link}
  type Knot @key(fields: "id") { id: ID! self: Knot loop: Loop }
  type Loop @key(fields: "id") { id: ID! knot: Knot }
`;

const knot = { __typename: 'Knot', id: '1', name: 'one' };
const bow = { __typename: 'Bow', id: '1' };
const knotResolvers = {
  Query: { knot: () => knot, tied: () => [knot, { __typename: 'Loose', id: '2' }] },
  Bow: { bound: () => bow },
  Knot: {
    __resolveReference: () => knot,
    peer: () => knot,
    node: () => knot,
    nodes: () => [knot, knot],
    tied: () => knot,
    bound: () => bow,
    find: () => knot,
    take: (_: unknown, { n }: { n?: number }) => n,
    any: (_: unknown, { value }: { value: unknown }) => value,
  },
};
const loop = { id: '1' };
const loopResolvers = {
  Knot: { __resolveReference: () => knot, self: () => knot, loop: () => loop },
  Loop: { __resolveReference: () => loop, knot: () => knot },
};

function member(name: string, sdl: string, resolvers: object): GatewaySubgraph {
  const schema = buildSubgraphSchema({ typeDefs: parse(sdl), resolvers: resolvers as never });
  const transport = localTransport<GatewayRequest>({
    schema,
    createContext: () => ({}),
    callerOf: ({ caller }) => caller,
    cachedDocuments: 0,
  });
  return { name, sdl, transport };
}

/** The one that the bystander asks; its calls say nothing of hostile requests. */
const bystanders = 'stations';

/** The stub subgraphs and two more that hostile documents can get lost in; `onCall` hears of the calls they cause. */
export function tangledSubgraphs(onCall: () => void): GatewaySubgraph[] {
  const all = [...stubSubgraphs(), member('knots', knots, knotResolvers), member('loops', loops, loopResolvers)];
  return all.map((subgraph) => {
    const { name, transport } = subgraph;
    if (name === bystanders) return subgraph;
    const counted: Transport<GatewayRequest> = {
      ...transport,
      execute(request) {
        onCall();
        return transport.execute(request);
      },
    };
    return { ...subgraph, transport: counted };
  });
}
