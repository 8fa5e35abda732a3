import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Db, openDb } from '@lianxin/database';
import { startTestServer, type TestServer } from '@lianxin/testing';
import { openSpreadsheet } from '../../src/spreadsheet/open-spreadsheet.js';
import { allRows } from '../all-rows.js';
import { lianxin, runLianxin } from '../e2e/program.js';
import { writeMessages, writeRows } from './message-workbook.js';

// Each command is a program that starts and ends; several of them share the machine with other tests.

const summary = /Added (\d+), (\d+) of them with a reply; already there (\d+); warnings (\d+); refused (\d+) rows/;

describe('lianxin import suggestions', () => {
  const folder = mkdtempSync(join(tmpdir(), 'lianxin-import-spec-'));
  const at = (name: string): string => join(folder, name);
  let server: TestServer;
  let db: Db;
  beforeAll(async () => {
    server = await startTestServer();
    expect(await run('migrate')).toMatchObject({ code: 0 });
    db = await openDb({ url: server.adminUrl, schema: 'suggestions', poolSize: 2 });
  }, 90_000);
  afterAll(async () => {
    await db?.close();
    await server?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  const environment = (): Record<string, string> => ({
    DATABASE_URL: server.adminUrl,
    LIANXIN_SECRET: 'one-secret-for-the-import-0123456789',
    DATA_DIR: at('data'),
  });
  const run = (...args: string[]) => runLianxin(args, environment());
  const imported = (file: string, ...options: string[]) => run('import', 'suggestions', file, ...options);
  const countOf = async (source: string): Promise<number> => {
    const [row] = await db.queryText<{ n: number }>('select count(*)::int as n from suggestion where source = $1', [
      source,
    ]);
    return row?.n ?? -1;
  };
  /** Added, replies, already there, warnings, refused. */
  const numbersIn = (stdout: string): number[] => (summary.exec(stdout) ?? []).slice(1).map(Number);

  it('tries without writing, imports, and adds nothing the second time', async () => {
    writeMessages(at('board.xlsx'), 50);
    const dry = await imported(at('board.xlsx'), '--source', 'board', '--dry-run');
    expect(dry.code).toBe(0);
    expect(dry.stdout).toContain('Dry run: nothing was written.');
    expect(dry.stdout).toContain('Would add 50, 25 of them with a reply');
    expect(await countOf('board')).toBe(0);
    const first = await imported(at('board.xlsx'), '--source', 'board');
    expect([first.code, numbersIn(first.stdout)]).toEqual([0, [50, 25, 0, 0, 0]]);
    expect(await countOf('board')).toBe(50);
    const second = await imported(at('board.xlsx'), '--source', 'board');
    expect([second.code, numbersIn(second.stdout)]).toEqual([0, [0, 0, 50, 0, 0]]);
    expect(await countOf('board')).toBe(50);
  });

  it('makes replies of replies, with their own dates, and asks nobody to rate what is years old', async () => {
    const [answered, open] = await db.queryText<Record<string, unknown>>(
      `select s.status, s.rating, s.channel, s.support_count, s.collected_at, s.replied_at, r.text, r.replied_at as answered_at,
         array(select action || ' ' || to_char(at at time zone 'Asia/Shanghai', 'YYYY-MM-DD HH24:MI')
               from suggestion_history h where h.subject_id = s.id order by version) as history
       from suggestion s left join reply r on r.suggestion_id = s.id
       where s.source = 'board' and s.source_number in ('M4', 'M5') order by s.source_number`,
    );
    expect(answered).toMatchObject({
      status: 'CLOSED',
      rating: 'UNRATED',
      channel: 'IMPORT',
      support_count: 4,
      text: '您好,第4件已办理。',
      collected_at: new Date('2024-03-05T08:15:00+08:00'),
      answered_at: new Date('2024-04-05T09:30:00+08:00'),
    });
    expect((answered?.['history'] as string[]).slice(0, 2)).toEqual([
      'COLLECT 2024-03-05 08:15',
      'IMPORT_REPLY 2024-04-05 09:30',
    ]);
    expect((answered?.['history'] as string[])[2]).toMatch(/^EXPIRE 2024-04-/);
    expect(open).toMatchObject({
      status: 'COLLECTED',
      text: null,
      replied_at: null,
      history: ['COLLECT 2024-03-06 08:15'],
    });
  });

  it('lists refused rows in a workbook, with the reason and their own cells', async () => {
    writeMessages(at('faulty.xlsx'), 3, [
      ['F1', '某人', '没有日期', null, '内容'],
      ['F2', '某人', null, '2024-03-01', null],
      ['F3', '=1+1', '未来', '2099-01-01', '内容'],
      ['M1', '某人', '同号另一件', '2024-03-01', '内容'],
    ]);
    const ran = await imported(at('faulty.xlsx'), '--source', 'faulty');
    expect(ran.code).toBe(2);
    expect(numbersIn(ran.stdout)).toEqual([3, 2, 0, 0, 4]);
    expect(ran.stdout).toContain(at('faulty-未导入.xlsx'));
    await using workbook = await openSpreadsheet(at('faulty-未导入.xlsx'));
    const [, ...rows] = (await allRows(workbook)).map(({ cells }) => cells);
    const reasons = rows.map(([row, zh, , number]) => [row, number, zh]);
    expect(reasons.map(([row, number]) => [row, number])).toEqual([
      [5, 'F1'],
      [6, 'F2'],
      [7, 'F3'],
      [8, 'M1'],
    ]);
    for (const [at, words] of ['没有留言时间', '都是空的', '在未来', '另一条留言'].entries())
      expect(reasons[at]?.[2]).toContain(words);
    expect(rows[2]?.[4]).toBe("'=1+1");
  });

  it('goes on after it was killed in the middle', async () => {
    const rows = 4_000;
    writeMessages(at('large.xlsx'), rows);
    const program = lianxin(['import', 'suggestions', at('large.xlsx'), '--source', 'large'], environment());
    let over = false;
    void program.ended.then(() => (over = true));
    while (!over && (await countOf('large')) < 200);
    program.signal('SIGKILL');
    await program.ended;
    const there = await countOf('large');
    expect(there).toBeLessThan(rows);
    // A batch is whole or absent: whatever is there has its history and its event.
    expect(there % 200).toBe(0);
    const again = await imported(at('large.xlsx'), '--source', 'large');
    expect([again.code, numbersIn(again.stdout)]).toEqual([0, [rows - there, (rows - there) / 2, there, 0, 0]]);
    const [whole] = await db.queryText<Record<string, number>>(
      `select count(*)::int as suggestions, count(distinct s.number)::int as numbers, sum((select count(*) from suggestion_history h
         where h.subject_id = s.id and h.action = 'COLLECT'))::int as collected,
         (select count(*)::int from reply r join suggestion t on t.id = r.suggestion_id where t.source = 'large') as replies
       from suggestion s where s.source = 'large'`,
    );
    expect(whole).toEqual({ suggestions: rows, numbers: rows, collected: rows, replies: rows / 2 });
    const [log] = await db.queryText<{ n: number; last: number }>(
      `select count(*)::int as n, max(position)::int as last from events.log`,
    );
    expect(log?.n).toBe(log?.last);
  });

  it('stops when it is asked to, after the batch that it is at', async () => {
    const rows = 4_000;
    writeMessages(at('stopped.xlsx'), rows);
    const program = lianxin(['import', 'suggestions', at('stopped.xlsx'), '--source', 'stopped'], environment());
    let over = false;
    void program.ended.then(() => (over = true));
    while (!over && (await countOf('stopped')) < 200);
    program.signal('SIGINT');
    expect(await program.ended).toEqual({ code: 130, signal: null });
    expect(program.output.stdout).toBe('');
    expect(program.output.stderr).toBe(
      'Stopped. What has been imported is whole and stays; run it again to go on from here.\n',
    );
    const there = await countOf('stopped');
    expect([there % 200, there < rows]).toEqual([0, true]);
    const again = await imported(at('stopped.xlsx'), '--source', 'stopped');
    expect([again.code, numbersIn(again.stdout)]).toEqual([0, [rows - there, (rows - there) / 2, there, 0, 0]]);
  });

  it('says what is wrong with a file as a whole', async () => {
    writeFileSync(at('paper.xlsx'), '%PDF-1.7 not a workbook');
    const ole = Buffer.concat([
      Buffer.from('d0cf11e0a1b11ae1', 'hex'),
      Buffer.alloc(600),
      Buffer.from('EncryptedPackage', 'utf16le'),
      Buffer.alloc(600),
    ]);
    writeFileSync(at('locked.xlsx'), ole);
    writeFileSync(at('nothing.xlsx'), '');
    writeRows(at('empty.xlsx'), []);
    writeRows(at('other.xlsx'), [
      ['甲', '乙'],
      ['1', '2'],
    ]);
    const words = {
      'paper.xlsx': 'This is not a spreadsheet that can be imported (PDF)',
      'locked.xlsx': 'The workbook has a password.',
      'nothing.xlsx': 'The file is empty (0 bytes).',
      'empty.xlsx': 'holds nothing. Put the data into the first sheet',
      'other.xlsx': 'No headings were recognised',
      'absent.xlsx': 'There is no file',
    };
    for (const [name, said] of Object.entries(words)) {
      const ran = await imported(at(name), '--source', 'wrong');
      expect([ran.code, ran.stdout]).toEqual([1, '']);
      expect(ran.stderr).toContain(said);
      expect(ran.stderr.trimEnd().split('\n')).toHaveLength(2);
      expect(existsSync(at(name.replace('.xlsx', '-未导入.xlsx')))).toBe(false);
    }
    expect(await countOf('wrong')).toBe(0);
    const nowhere = await imported(at('board.xlsx'), '--station', 'no-such-station');
    expect([nowhere.code, nowhere.stderr]).toEqual([1, expect.stringContaining('no-such-station')]);
  });
});
