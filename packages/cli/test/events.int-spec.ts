import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { appendToOutbox, stationRegistered } from '@lianxin/events';
import { silentLog } from '@lianxin/gateway';
import { startTestServer } from '@lianxin/testing';
import { archiveEvents } from '../src/commands/events/archive-events.js';
import { listEvents, type ListOptions } from '../src/commands/events/list-events.js';
import { rebuildConsumer } from '../src/commands/events/rebuild-consumer.js';
import { replayEvents, type ReplayOptions } from '../src/commands/events/replay-events.js';
import { restoreEvents } from '../src/commands/events/restore-events.js';
import { readEnvironment } from '../src/env.js';
import { keysOf } from '../src/platform/keys.js';
import { startPlatform } from '../src/platform/start-platform.js';

const secret = 'one-secret-for-the-maintenance-of-events-0123456789';

/** A station as its subgraph tells of it; `code` is unique, and a second one of a code is what a defect would bring. */
const registered = (code: string, stationId = randomUUID()) =>
  stationRegistered.create({
    aggregateType: 'station',
    aggregateId: stationId,
    aggregateVersion: 1,
    payload: {
      stationId,
      code,
      name: '站',
      tier: 'HOME',
      kind: 'FIXED',
      regionCode: '330702000000',
      regionPath: ['330702000000'],
    },
    topics: [],
    occurredAt: new Date('2026-03-05T00:00:00Z'),
  });

describe('lianxin events', () => {
  it('shows what is parked, replays it, and rebuilds the replica, beside a running platform', async () => {
    await using opened = new AsyncDisposableStack();
    const server = await startTestServer();
    opened.defer(() => server.stop());
    const environment = readEnvironment({ DATABASE_URL: server.adminUrl, LIANXIN_SECRET: secret });
    const keys = keysOf(secret);
    const platform = opened.use(await startPlatform({ adminUrl: server.adminUrl, keys, log: silentLog }));
    const { stations, suggestions } = platform.subgraphs;
    const future = { ...registered('Z-3'), version: 7 };
    const [first, second] = [registered('Z-1'), registered('Z-2')];
    await stations.db.transaction((tx) => appendToOutbox(tx, 'stations', [first, future, second]));
    await platform.catchUp();

    const printed: string[] = [];
    const command = (locale: 'zh' | 'en' = 'en') => ({
      environment,
      locale,
      print: (text: string) => void printed.push(text),
    });
    const list = async (options: Partial<ListOptions>): Promise<string[]> => {
      printed.length = 0;
      await listEvents(command(), { after: 0, limit: 100, ...options });
      return printed.join('\n').split('\n');
    };
    const replay = async (options: Omit<ReplayOptions, 'consumer'>, locale: 'zh' | 'en' = 'en') => {
      printed.length = 0;
      const left = await replayEvents(command(locale), { consumer: 'directory', ...options });
      return { left, printed: printed.join('\n') };
    };

    const [head, reason, ...rest] = await list({ parked: true, consumer: 'directory' });
    expect(head).toContain(`suggestions/directory  station.registered v7  ×1  ${future.eventId}`);
    expect(reason?.trim()).toBe('Unknown version 7 of station.registered');
    expect(rest).toEqual([]);
    const [parked] = (await list({ parked: true, json: true, consumer: 'directory' })).map((line): unknown =>
      JSON.parse(line),
    );
    expect(parked).toMatchObject({ schema: 'suggestions', eventId: future.eventId, attempts: 1 });
    const logged = await list({ type: 'station.registered', json: true, limit: 2 });
    expect(logged.map((line) => (JSON.parse(line) as { eventId: string }).eventId)).toEqual([
      first.eventId,
      future.eventId,
    ]);
    expect((await list({ consumer: 'directory' })).at(-1)).toContain(second.eventId);
    expect(await list({ type: 'no.such' })).toEqual(['There are no such events.']);

    expect(await replay({ all: true })).toEqual({
      left: 1,
      printed: expect.stringContaining('failed again, stays parked: Unknown version 7'),
    });
    // As if a program that knows the version had taken it: the inbox has it, its parking is left over.
    await suggestions.db.queryText(`insert into inbox (consumer, event_id) values ('directory', $1)`, [future.eventId]);
    expect(await replay({ event: future.eventId }, 'zh')).toMatchObject({
      left: 0,
      printed: expect.stringContaining('已处理'),
    });
    expect(await replay({ event: future.eventId })).toMatchObject({
      printed: expect.stringContaining('handled already'),
    });
    expect(await replay({ all: true })).toEqual({ left: 0, printed: 'No event is parked.' });
    for (const wrong of [{}, { all: true, event: future.eventId }, { event: randomUUID() }, { event: 'x' }]) {
      await expect(replay(wrong)).rejects.toMatchObject({ code: 'INVALID_INPUT' });
    }
    await expect(replayEvents(command(), { consumer: 'nobody', all: true })).rejects.toThrow('directory');

    await suggestions.db.queryText(`delete from station_ref where code = 'Z-1'`);
    printed.length = 0;
    // The unknown version failed before anybody knew of it, so this time it is no reason to keep the old replica.
    await suggestions.db.queryText(
      `insert into parked_event (consumer, event_id, position, type, version, reason, attempts)
       values ('directory', $1, 2, 'station.registered', 7, 'as before', 1)`,
      [future.eventId],
    );
    expect(await rebuildConsumer(command(), 'directory')).toBe(0);
    expect(printed.at(-1)).toContain('directory is rebuilt');
    const codes = await suggestions.db.queryText(`select code from station_ref where code like 'Z-%' order by code`);
    expect(codes).toEqual([{ code: 'Z-1' }, { code: 'Z-2' }]);

    const to = mkdtempSync(join(tmpdir(), 'lianxin-events-'));
    opened.defer(() => rmSync(to, { recursive: true }));
    // A consumer that is behind would hold the log back for another reason.
    await platform.catchUp();
    await archiveEvents(command('zh'), { before: '2999-01-01', to });
    expect(printed.at(-1)).toMatch(/日志自位置 1 起保留:消费者 \S+ 在其后的分区有搁置的事件/);
    await archiveEvents(command(), { before: '1', to });
    expect(printed.at(-1)).toContain('kept from position 1 on: the next partition is not wholly before the limit.');
    for (const before of ['2026-02-31x', 'soon', '-1', '2026-13-01']) {
      await expect(archiveEvents(command(), { before, to })).rejects.toMatchObject({ code: 'INVALID_INPUT' });
    }
    await restoreEvents(command(), { from: to, position: 1 });
    expect(printed.at(-1)).toBe('The log is kept from position 1 on.');
  });
});
