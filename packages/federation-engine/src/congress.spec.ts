import type { ExecutionResult } from 'graphql';
import { congress, wholeCongress } from '../test/congress.js';
import { asRead, askMonolith, both, startFederation } from '../test/federation.js';

const wide = `query ($first: Int!) {
  suggestions(first: $first) {
    id
    number
    station {
      name
      region { name suggestionCount projects(first: 3) { name unit { name projects { name } } } }
      representatives(first: 5) { name stations { name region { code } } }
    }
    leadUnit { name projects { id name } }
  }
}`;

describe.each(both)('suggestion, station, region, projects, unit over %s subgraphs', (via) => {
  test('a wide query is answered as by one schema', async () => {
    await using federation = await startFederation(congress(), { via });
    const answered = await federation.ask(wide, { first: 20 });
    expect(JSON.stringify(answered)).toBe(JSON.stringify(await askMonolith(wholeCongress(), wide, { first: 20 })));
  });

  test('equal representations are sent once', async () => {
    await using federation = await startFederation(congress(), { via });
    await federation.ask('{ suggestions(first: 20) { station { name } } }');
    expect(federation.calls.map(({ subgraph }) => subgraph)).toEqual(['suggestions', 'stations']);
    expect(federation.calls[1]!.variables.representations).toEqual(
      ['st0', 'st1', 'st2'].map((id) => ({ __typename: 'Station', id })),
    );
  });

  test('a fetch is not made when nothing leads to it', async () => {
    await using federation = await startFederation(congress(), { via });
    const { data } = await federation.ask('{ suggestions(first: 0) { station { name } } station(id: "no") { name } }');
    expect(data).toEqual({ suggestions: [], station: null });
    expect(federation.calls.map(({ subgraph }) => subgraph).sort()).toEqual(['stations', 'suggestions']);
  });

  test('a mutation answers with a member of its union, and federated fields of it', async () => {
    await using federation = await startFederation(congress(), { via });
    const mutation = `mutation ($title: String!) { collect(title: $title) {
      __typename ... on SuggestionPayload { suggestion { id station { name } } } ... on Refusal { code }
    } }`;
    const collected = { __typename: 'SuggestionPayload', suggestion: { id: 's1', station: { name: '第1站' } } };
    expect((await federation.ask(mutation, { title: '路灯' })).data).toEqual({ collect: collected });
    const refused = { __typename: 'EmptyTitle', code: 'TEXT_REQUIRED' };
    expect((await federation.ask(mutation, { title: '' })).data).toEqual({ collect: refused });
  });

  test('a subscription takes each event through the rest of the plan', async () => {
    let closed = false;
    async function* events() {
      try {
        for (const id of ['s0', 's1', 's4']) yield { suggestionProgress: { cursor: `c-${id}`, suggestion: { id } } };
      } finally {
        closed = true;
      }
    }
    await using federation = await startFederation(congress({ events }), { via });
    const received: unknown[] = [];
    const document =
      'subscription { suggestionProgress(id: "s0") { at: cursor suggestion { number station { name } leadUnit { name } } } }';
    for await (const event of federation.events(document)) received.push(asRead(event).data);
    const progress = (id: string, number: string, station: string, unit: string | null) => ({
      suggestionProgress: {
        at: `c-${id}`,
        suggestion: { number, station: { name: station }, leadUnit: unit === null ? null : { name: unit } },
      },
    });
    expect(received).toEqual([
      progress('s0', '2026-0', '第0站', null),
      progress('s1', '2026-1', '第1站', '单位u1'),
      progress('s4', '2026-4', '第1站', null),
    ]);
    expect(closed).toBe(true);
  });

  test('a reader that leaves while nothing happens closes the source', async () => {
    const source = silentSource();
    await using federation = await startFederation(congress({ events: () => source.events }), { via });
    const stream = federation
      .events('subscription { suggestionProgress(id: "s0") { cursor } }')
      [Symbol.asyncIterator]();
    const waiting = stream.next();
    await source.opened;
    await stream.return!();
    expect(await waiting).toEqual({ done: true, value: undefined });
    await source.closed;
  });

  test('an abort ends the stream and closes the source', async () => {
    const source = silentSource();
    await using federation = await startFederation(congress({ events: () => source.events }), { via });
    const leave = new AbortController();
    const { engine } = federation;
    const prepared = engine.prepare('subscription { suggestionProgress(id: "s0") { cursor } }');
    const stream = engine.stream(prepared, {}, {}, leave.signal)[Symbol.asyncIterator]();
    const waiting = stream.next();
    await source.opened;
    leave.abort();
    expect(await waiting).toEqual({ done: true, value: undefined });
    await source.closed;
  });

  test('a source that fails ends the stream with one error', async () => {
    const events = () => ({
      [Symbol.asyncIterator]: () => ({
        next: () => Promise.reject<IteratorResult<never>>(new Error('the log is gone at 10.0.0.7')),
      }),
    });
    await using federation = await startFederation(congress({ events }), { via });
    const received: ExecutionResult[] = [];
    for await (const event of federation.events('subscription { suggestionProgress(id: "s0") { cursor } }'))
      received.push(event);
    expect(received.map(asRead)).toEqual([
      {
        data: null,
        errors: [
          {
            message: 'The subgraph "live" is not available.',
            path: ['suggestionProgress'],
            extensions: { code: 'SUBGRAPH_UNAVAILABLE', serviceName: 'live' },
          },
        ],
      },
    ]);
  });

  test('a subscription is not run, and a query streams its one result', async () => {
    await using federation = await startFederation(congress(), { via });
    const refused = await federation.ask('subscription { suggestionProgress(id: "s0") { cursor } }');
    expect(refused.errors?.[0]?.extensions?.code).toBe('SUBSCRIPTION_NEEDS_STREAM');
    const received: unknown[] = [];
    for await (const event of federation.events('{ station(id: "st0") { name } }')) received.push(asRead(event));
    expect(received).toEqual([{ data: { station: { name: '第0站' } } }]);
  });
});

/** A source that never has an event. */
function silentSource() {
  const opened = signalled();
  const closed = signalled();
  const ended = signalled();
  const over = { done: true as const, value: undefined };
  const events = {
    [Symbol.asyncIterator]: () => ({
      next: () => {
        opened.give();
        return ended.given.then(() => over);
      },
      return: () => {
        ended.give();
        closed.give();
        return Promise.resolve(over);
      },
    }),
  };
  return { events, opened: opened.given, closed: closed.given };
}

function signalled(): { given: Promise<void>; give: () => void } {
  let give = (): void => undefined;
  const given = new Promise<void>((resolve) => {
    give = resolve;
  });
  return { given, give: () => give() };
}
