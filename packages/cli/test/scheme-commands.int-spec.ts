import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openDb } from '@lianxin/database';
import { startTestServer } from '@lianxin/testing';
import { exportPoints } from '../src/commands/index/export-points.js';
import { migrateInstallation } from '../src/commands/migrate.js';
import { checkSchemes, readScheme } from '../src/commands/schemes/check-schemes.js';
import { loadScheme } from '../src/commands/schemes/load-scheme.js';
import { readEnvironment } from '../src/env.js';
import { openSpreadsheet } from '../src/spreadsheet/open-spreadsheet.js';
import { allRows } from './all-rows.js';

const secret = 'one-secret-for-the-loading-of-schemes-0123456789';
const example = (name: string): string =>
  fileURLToPath(new URL(`../../../gateway/schemes/${name}.json`, import.meta.url));

/** What the log told of a deputy, as the consumer of points keeps it. */
const deeds = `
  insert into duty_schemes.deputy values ('d1', 'D-001', '=代表1', '{330700000000,330702000000}');
  insert into duty_schemes.unit (type, id, version, event_id, event_type, state, day) values
    ('OFFER', 'o1', 1, gen_random_uuid(), 'duty_offer.changed', '{"offerId": "o1", "status": "COMPLETED",
      "kind": "INSPECTION", "representativeId": "d1", "completedAt": "2026-03-05T08:00:00Z"}', '2026-03-05'),
    ('OFFER', 'o2', 1, gen_random_uuid(), 'duty_offer.changed', '{"offerId": "o2", "status": "COMPLETED",
      "kind": "MEETING", "representativeId": "d1", "completedAt": "2026-03-06T08:00:00Z"}', '2026-03-06');`;

describe('lianxin schemes', () => {
  const folder = mkdtempSync(join(tmpdir(), 'lianxin-schemes-'));
  afterAll(() => rmSync(folder, { recursive: true }));
  const write = (name: string, text: string): string => {
    writeFileSync(join(folder, name), text);
    return join(folder, name);
  };

  it('checks files without an installation, and says what is wrong where', async () => {
    const printed: string[] = [];
    const how = { locale: 'zh' as const, print: (text: string) => void printed.push(text) };
    expect(await checkSchemes('points', [example('duty-points')], how)).toBe(0);
    expect(printed.pop()).toContain('可以保存');
    const text = readFileSync(example('duty-points'), 'utf8');
    const wrong = write('wrong.json', `\uFEFF${text.replace('"points": 3', '"points": 0')}`);
    expect(await checkSchemes('points', [wrong, example('duty-points')], how)).toBe(1);
    expect(printed[0]).toContain(`${wrong}  rules[1].points: `);
    for (const [name, bad] of [
      ['cut.json', text.slice(0, -3)],
      ['list.json', '[]'],
    ] as const) {
      await expect(readScheme(write(name, bad))).rejects.toMatchObject({
        code: 'INVALID_INPUT',
        message: expect.stringContaining(name),
      });
    }
    await expect(readScheme(join(folder, 'none.json'))).rejects.toMatchObject({ code: 'INVALID_INPUT' });
  });

  it('tries a file, loads it once, and exports the ledger that comes of it', async () => {
    await using opened = new AsyncDisposableStack();
    const server = await startTestServer();
    opened.defer(() => server.stop());
    const environment = readEnvironment({ DATABASE_URL: server.adminUrl, LIANXIN_SECRET: secret });
    await migrateInstallation(environment);
    await using admin = await openDb({ url: server.adminUrl, schema: 'duty_schemes' });
    await admin.queryText(deeds);
    const printed: string[] = [];
    const command = { environment, locale: 'en' as const, print: (text: string) => void printed.push(text) };
    const load = (kind: 'points' | 'evaluation' | 'warnings', file: string, dryRun = false): Promise<number> => {
      printed.length = 0;
      return loadScheme(command, { kind, file, dryRun });
    };
    const count = async (table: string): Promise<number> =>
      (await admin.queryText<{ count: number }>(`select count(*)::int as count from duty_schemes.${table}`))[0]!.count;

    const file = example('duty-points');
    expect(await load('points', file, true)).toBe(0);
    expect(printed).toEqual([
      '  Dry run: nothing was written.',
      expect.stringMatching(/^ {2}Would be saved as version 1, in force from 2026-01-01, SHA-256 [0-9a-f]{64}$/),
      '  Entries for what was done before: 2',
    ]);
    expect([await count('points_scheme'), await count('points_entry'), await count('idempotency')]).toEqual([0, 0, 0]);
    expect(await load('points', file)).toBe(0);
    expect(printed[0]).toContain('Saved as version 1');
    expect([await count('points_scheme'), await count('points_entry')]).toEqual([1, 2]);
    for (const dryRun of [true, false]) {
      expect(await load('points', file, dryRun)).toBe(0);
      expect(printed.at(-1)).toBe('  The same as version 1.');
    }
    const changed = readFileSync(file, 'utf8').replace('履职工分', '工分');
    expect(await load('points', write('changed.json', changed), true)).toBe(1);
    expect(printed.at(-1)).toContain('A new version cannot reach back');
    expect(await load('points', write('other.json', '{"schemeId": 1}'))).toBe(1);
    expect(await count('points_scheme')).toBe(1);

    expect(await load('evaluation', example('five-dimensions'))).toBe(0);
    const rules = readFileSync(example('warnings'), 'utf8').replace('"yellowDaysBefore": 1', '"yellowDaysBefore": 2');
    const own = write('warnings.json', rules);
    expect(await load('warnings', own, true)).toBe(0);
    expect([await count('warning_rules'), await count('outbox')]).toEqual([0, 0]);
    expect(await load('warnings', own)).toBe(0);
    expect([await count('evaluation_scheme'), await count('warning_rules'), await count('outbox')]).toEqual([1, 1, 1]);

    const to = join(folder, 'points.xlsx');
    const options = { scheme: 'duty-points', region: '330702000000', period: '2026-Q1', to };
    await exportPoints(command, options);
    expect(printed.at(-1)).toBe(`${to}: 1 deputies, 2 entries.`);
    const [headings, total, first] = await allRows(await openSpreadsheet(to));
    expect(headings?.cells.slice(0, 4)).toEqual(['序号', '代表编号', '姓名', '计分项']);
    expect(total?.cells.slice(0, 7)).toEqual([1, 'D-001', "'=代表1", '合计', null, 5, 5]);
    expect(first?.cells.slice(3, 8)).toEqual(['检查视察', 'INSPECTION', 3, 3, 36]);
    await expect(exportPoints(command, { ...options, scheme: 'none' })).rejects.toMatchObject({
      code: 'INVALID_INPUT',
    });
  });
});
