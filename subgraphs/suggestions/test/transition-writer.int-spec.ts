import { randomUUID } from 'node:crypto';
import { TransitionWriter } from '@lianxin/workflow';
import { changingColumns } from '../src/suggestion/suggestion.state.js';
import { suggestionsWorld, type SuggestionsWorld } from './suggestions-world.js';

let world: SuggestionsWorld;
beforeAll(async () => (world = await suggestionsWorld()));
afterAll(() => world[Symbol.asyncDispose]());

type Shown = Record<string, unknown>;

const collected = (count: number): Promise<Shown[]> =>
  Promise.all(Array.from({ length: count }, () => world.collect('liaison')));
const admit = (it: Shown | undefined, more: Shown = {}): Promise<Shown> =>
  world.command('liaison', 'admitSuggestion', {
    id: it?.['id'],
    expectedVersion: it?.['version'],
    categoryCode: 'c1',
    urgency: 'NORMAL',
    ...more,
  });

/** How often each writing statement was sent meanwhile. */
async function writesDuring(work: () => Promise<unknown>): Promise<number> {
  let writes = 0;
  const stop = world.db.onQuery(({ text }) => (writes += text.includes('update suggestions.suggestion t') ? 1 : 0));
  await work();
  stop();
  return writes;
}

/** Rows that tell of a suggestion's steps, its first state included. */
async function traceOf(id: unknown): Promise<unknown> {
  const [row] = await world.db.queryText(
    `select s.version, s.support_count as support,
       (select count(*)::int from suggestion_history h where h.subject_id = s.id) as history,
       (select count(*)::int from outbox o where o.aggregate_id = s.id::text) as told,
       (select count(*)::int from idempotency i where i.response->>'id' = s.id::text) as keys
     from suggestion s where id = $1`,
    [id],
  );
  return row;
}

describe('Steps of one moment', () => {
  it('share statements, and each is written whole', async () => {
    const all = await collected(60);
    let answers: Shown[] = [];
    const writes = await writesDuring(async () => (answers = await Promise.all(all.map((it) => admit(it)))));
    expect(answers.map(({ status, version }) => [status, version])).toEqual(all.map(() => ['ADMITTED', 2]));
    expect(new Set(answers.map(({ id }) => id)).size).toBe(60);
    expect(writes).toBeLessThan(60);
    for (const { id } of all)
      expect(await traceOf(id)).toEqual({ version: 2, support: 0, history: 2, told: 2, keys: 2 });
  });

  it('of one suggestion have one winner', async () => {
    const [it] = await collected(1);
    const answers = await Promise.all(Array.from({ length: 20 }, () => admit(it)));
    expect(answers.map(({ status, code }) => status ?? code).sort()).toEqual([
      'ADMITTED',
      ...Array.from({ length: 19 }, () => 'VERSION_CONFLICT'),
    ]);
    expect(await traceOf(it?.['id'])).toMatchObject({ version: 2, history: 2, told: 2, keys: 2 });
  });

  it('do not suffer from one that the database refuses', async () => {
    const [broken, ...others] = await collected(12);
    const { steps } = world.services;
    const row = { status: 'ADMITTED', urgency: 'NORMAL', category_code: 'nowhere' };
    const refused = steps.write({
      id: String(broken?.['id']),
      version: 1,
      row,
      before: {},
      history: {} as never,
      event: { eventId: randomUUID(), occurredAt: new Date() } as never,
      key: null,
      parts: {},
    });
    const [failure, ...answers] = await Promise.all([
      refused.catch((error: unknown) => error),
      ...others.map((it) => admit(it)),
    ]);
    expect(failure).toMatchObject({ code: expect.stringMatching(/^23/) as string });
    expect(answers.map((it) => it['status'])).toEqual(others.map(() => 'ADMITTED'));
    expect(await traceOf(broken?.['id'])).toMatchObject({ version: 1, history: 1, told: 1 });
  });

  it('answer a repeated key with the state of then, and leave alone what they do not change', async () => {
    const [it] = await collected(1);
    const idempotencyKey = randomUUID();
    const first = await admit(it, { idempotencyKey });
    await world.db.queryText('update suggestion set support_count = 7 where id = $1', [it?.['id']]);
    await world.command('liaison', 'dispatchSuggestion', {
      id: it?.['id'],
      expectedVersion: 2,
      leadUnitId: world.unitId('U2'),
      assistUnitIds: [],
    });
    expect(await admit(it, { idempotencyKey })).toEqual(first);
    expect(await traceOf(it?.['id'])).toMatchObject({ version: 3, support: 7, history: 3, keys: 3 });
  });

  it('set what they change and nothing else, alone and together', async () => {
    const texts: string[] = [];
    const stop = world.db.onQuery(
      ({ text }) => void (text.includes('update suggestions.suggestion t') && texts.push(text)),
    );
    const [one, ...others] = await collected(4);
    await admit(one);
    // In one turn, so that they share a statement; the version is not there, so nothing is written.
    const row = { category_code: 'c1', status: 'ADMITTED', admitted_at: new Date() };
    const about = { history: {} as never, event: { eventId: randomUUID(), occurredAt: new Date() } as never };
    const step = { version: 99, row, before: {}, key: null, parts: {}, ...about };
    const moved = await Promise.all(others.map(({ id }) => world.services.steps.write({ ...step, id: String(id) })));
    expect(moved).toEqual(['stale', 'stale', 'stale']);
    stop();
    const sets = texts.map((text) => /set (.*)/.exec(text)?.[1] ?? '');
    expect(new Set(sets.map((set) => set.startsWith('version = ')))).toEqual(new Set([true, false]));
    for (const set of sets) {
      expect(set).toMatch(/category_code.*status.*admitted_at/);
      expect(set).not.toMatch(/lead_unit_id|representative_id|assist_unit_ids|rating/);
    }
  });

  it('keep to so many statements, however many columns they change together', async () => {
    const [it] = await collected(1);
    const id = String(it?.['id']);
    const columns = [
      'category_code',
      'urgency',
      'admitted_at',
      'dispatched_at',
      'accepted_at',
      'replied_at',
      'closed_at',
    ];
    const writer = await TransitionWriter.open(world.db, {
      schema: 'suggestions',
      table: 'suggestion',
      columns: ['id', 'version', ...changingColumns],
    });
    const texts = new Set<string>();
    const stop = world.db.onQuery(
      ({ text }) => void (text.includes('update suggestions.suggestion t') && texts.add(text)),
    );
    const [row] = await world.db.queryText<Shown>(
      `select ${changingColumns.join(', ')} from suggestion where id = $1`,
      [id],
    );
    for (let mask = 0; mask < 128; mask += 1) {
      const before = Object.fromEntries(
        columns.map((column, n) => [column, mask & (1 << n) ? 'other' : row?.[column]]),
      );
      // The version is not there: nothing is written.
      const step = { id, version: 99, row: row ?? {}, before, key: null, parts: {} };
      const about = { history: {} as never, event: { eventId: randomUUID(), occurredAt: new Date() } as never };
      expect(await writer.write({ ...step, ...about })).toBe('stale');
    }
    stop();
    expect(texts.size).toBe(49);
  });

  it('cannot be of columns that hold JSON, or are not there', async () => {
    const columns = ['id', 'version', 'key', 'response', 'nowhere'];
    await expect(
      TransitionWriter.open(world.db, { schema: 'suggestions', table: 'idempotency', columns }),
    ).rejects.toThrow(
      'suggestions.idempotency: no column id; no column nowhere; column response is jsonb, which no step can change; no column version',
    );
  });
});
