import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDb } from '@lianxin/database';
import { appendToOutbox, rectificationChanged, RectificationStatus, wakeRelay } from '@lianxin/events';
import { silentLog } from '@lianxin/gateway';
import { startTestServer } from '@lianxin/testing';
import { exportEvaluation } from '../src/commands/index/export-evaluation.js';
import { exportIndex, periodWritten } from '../src/commands/index/export-index.js';
import { rebuildIndex } from '../src/commands/index/rebuild-index.js';
import { readEnvironment } from '../src/env.js';
import { keysOf } from '../src/platform/keys.js';
import { startPlatform } from '../src/platform/start-platform.js';
import { openSpreadsheet } from '../src/spreadsheet/open-spreadsheet.js';
import { allRows } from './all-rows.js';

const secret = 'one-secret-for-the-maintenance-of-the-index-0123456789';

describe('lianxin index', () => {
  it('verifies, rebuilds and exports the index beside a running platform', async () => {
    await using opened = new AsyncDisposableStack();
    const folder = mkdtempSync(join(tmpdir(), 'lianxin-index-'));
    opened.defer(() => rmSync(folder, { recursive: true }));
    const server = await startTestServer();
    opened.defer(() => server.stop());
    const environment = readEnvironment({ DATABASE_URL: server.adminUrl, LIANXIN_SECRET: secret });
    const keys = keysOf(secret);
    const platform = opened.use(await startPlatform({ adminUrl: server.adminUrl, keys, log: silentLog }));
    const { useCases, db } = platform.subgraphs.representatives;
    const [deputy] = await useCases.registerRepresentatives([
      {
        code: 'D-001',
        name: '=代表1',
        isPartyMember: true,
        delegation: '婺城代表团',
        congressLevel: 'CITY',
        regionCode: '330702',
      },
    ]);
    await useCases.grantMandates([{ representativeId: deputy!.id, termNo: 8, from: '2022-03-01' }]);
    const payload = {
      rectificationId: 'z1',
      findingId: 'f1',
      status: RectificationStatus.ACCEPTED,
      responsibleUnitId: null,
      representativeIds: [deputy!.id],
      dueOn: '2026-03-31',
      acceptedAt: '2026-03-30T08:00:00Z',
      followUps: [],
    };
    const accepted = rectificationChanged.create({
      aggregateType: 'rectification',
      aggregateId: 'z1',
      aggregateVersion: 1,
      payload,
      topics: [],
      occurredAt: new Date('2026-03-30T08:00:00Z'),
    });
    await db.transaction((tx) => appendToOutbox(tx, 'representatives', [accepted]));
    wakeRelay(db);
    await platform.catchUp();

    const printed: string[] = [];
    const command = { environment, locale: 'en' as const, print: (text: string) => void printed.push(text) };
    const verify = { of: 'index', verifyOnly: true } as const;
    expect(await rebuildIndex(command, verify)).toBe(0);
    expect(printed.pop()).toContain('The index is what the log gives, row by row: 3 events');

    await using admin = await openDb({ url: server.adminUrl, schema: 'duty_index' });
    await admin.queryText('delete from duty_index.total');
    expect(await rebuildIndex(command, verify)).toBe(1);
    expect(printed.join('\n')).toContain('duty_index.total: 0 rows too many, 3 missing');
    expect(await rebuildIndex(command, { of: 'index', verifyOnly: false })).toBe(0);
    expect(await rebuildIndex(command, verify)).toBe(0);

    const warnings = { of: 'warnings', verifyOnly: true } as const;
    expect(await rebuildIndex(command, warnings)).toBe(0);
    expect(printed.pop()).toContain('The table of warnings is what the log gives, row by row: 1 events');
    await admin.queryText('delete from duty_schemes.watched_unit');
    expect(await rebuildIndex(command, warnings)).toBe(1);
    expect(printed.join('\n')).toContain('duty_schemes.watched_unit: 0 rows too many, 1 missing');
    expect(printed.at(-1)).toContain('lianxin index rebuild --warnings');
    expect(await rebuildIndex(command, { ...warnings, verifyOnly: false })).toBe(0);
    expect(await rebuildIndex(command, warnings)).toBe(0);

    const to = join(folder, 'ledger.xlsx');
    await exportIndex(command, { cohort: 'default', period: '2026-Q1', to });
    expect(printed.at(-1)).toBe(`${to}: 1 deputies, 1 events.`);
    const [headings, first] = await allRows(await openSpreadsheet(to));
    expect(headings?.cells.slice(0, 4)).toEqual(['序号', '代表编号', '姓名', '履职指数']);
    expect(first?.cells.slice(0, 5)).toEqual([1, 'D-001', "'=代表1", 100, 40]);
    const ledger = { cohort: 'default', period: '2026-Q1', to };
    await exportIndex(command, { ...ledger, region: '3307' });
    expect(printed.at(-1)).toBe(`${to}: 1 deputies, 1 events.`);
    for (const nobody of [{ cohort: 'nobody' }, { region: '3310' }])
      await expect(exportIndex(command, { ...ledger, ...nobody })).rejects.toMatchObject({ code: 'INVALID_INPUT' });

    await using schemes = await openDb({ url: server.adminUrl, schema: 'duty_schemes' });
    const table = JSON.stringify({
      schemeId: 'table',
      name: '考评',
      effectiveFrom: '2026-01-01',
      groups: [{ code: 'DEPUTY', name: '人大代表' }],
      dimensions: [
        {
          code: 'WORK',
          name: '业务成效',
          weightBp: 10_000,
          indicators: [{ code: 'DONE', name: '任务完成', weightBp: 10_000 }],
        },
      ],
      sources: [{ source: 'INTERNAL', weightBp: 10_000, minSample: 1 }],
      selection: { thresholdHundredths: 9_500, quotaBp: 10_000, ties: 'INCLUDE', talkBelowHundredths: 6_000 },
    });
    await schemes.queryText(`
      insert into duty_schemes.evaluation_scheme values ('table', 1, '${table}', 'hash', 'a', now());
      insert into duty_schemes.evaluated values ('table', 'd1', 'DEPUTY', '=代表1', '330702000000', 1);
      insert into duty_schemes.judgement values
        ('table', 1, 'MONTH', '2026-03-01', 'd1', 'INTERNAL', 'j', 1, '{"DONE": 97}', now());`);
    const group = { scheme: 'table', group: 'DEPUTY', region: '330702000000', period: '2026-03', to };
    await exportEvaluation(command, group);
    expect(printed.at(-1)).toBe(`${to}: 1 people.`);
    const [, result] = await allRows(await openSpreadsheet(to));
    expect(result?.cells.slice(0, 5)).toEqual([1, 'd1', "'=代表1", 97, 97]);
    await expect(exportEvaluation(command, { ...group, scheme: 'none' })).rejects.toMatchObject({
      code: 'INVALID_INPUT',
    });
  });
});

it.each([
  ['2026-03', 'MONTH', '2026-03-01'],
  ['2026-Q4', 'QUARTER', '2026-10-01'],
  ['2026', 'YEAR', '2026-01-01'],
])('reads %s as %s from %s', (text, kind, start) => expect(periodWritten(text)).toMatchObject({ kind, start }));

it.each(['', '26', '2026-13', '2026-Q5', '2026-3', 'Q1'])('refuses the period "%s"', (text) => {
  expect(() => periodWritten(text)).toThrow('2026-Q1');
});
