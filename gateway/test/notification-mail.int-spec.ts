import { indexObjectionChanged, SuggestionAction as A, SuggestionStatus as S } from '@lianxin/events';
import type { Gateway } from '@lianxin/gateway';
import { Role } from '@lianxin/subgraph-kit';
import { expectOk, expectRefused } from '@lianxin/testing';
import { moduleWorld, type ModuleWorld } from './module-world.js';
import { type SmtpInbox, startSmtpInbox } from './smtp-inbox.js';

const set = `mutation($address: String) { setNotificationMail(address: $address) {
  ... on NotificationMailPayload { mail { address confirmed } } ... on Refusal { code } } }`;
const confirm = `mutation($code: String!) { confirmNotificationMail(code: $code) {
  ... on NotificationMailPayload { mail { address confirmed } } ... on Refusal { code } } }`;

describe('mail of notifications', () => {
  let world: ModuleWorld;
  let inbox: SmtpInbox;
  let gateway: Gateway;
  let owner: string;

  beforeEach(async () => {
    inbox = await startSmtpInbox();
    world = await moduleWorld();
    gateway = await open();
    owner = await world.account(gateway, 'owner', [
      { role: Role.CONSTITUENT },
      { role: Role.REPRESENTATIVE, representativeId: 'r1' },
    ]);
  });
  afterEach(async () => {
    await world[Symbol.asyncDispose]();
    await inbox[Symbol.asyncDispose]();
  });

  const open = (): Promise<Gateway> =>
    world.gateway({
      notifications: {
        databaseUrl: world.urlFor('notifications'),
        addressKey: Buffer.alloc(32, 5),
        mail: { smtpUrl: inbox.url, from: '连心 <noreply@lianxin.example>', publicUrl: 'https://lianxin.example/' },
      },
    });
  const codeIn = (text = ''): string => /(?:Code: )(\d{6})/.exec(text)?.[1] ?? '';
  const confirmed = async (address = 'zhang@example.org'): Promise<void> => {
    expectOk(await world.ask(gateway, 'owner', set, { address }));
    expectOk(await world.ask(gateway, 'owner', confirm, { code: codeIn(inbox.mails.at(-1)?.text) }));
    inbox.mails.length = 0;
  };
  const admit = async (number: string): Promise<void> => {
    await world.transitions({ number, suggestionId: 's7', action: A.ADMIT, toStatus: S.ADMITTED, ownerId: owner });
  };

  it('goes to an address once its code has come back, with number and link and nothing else', async () => {
    expect(expectOk(await world.ask(gateway, 'owner', set, { address: ' zhang@example.org ' }))).toEqual({
      setNotificationMail: { mail: { address: 'zhang@example.org', confirmed: false } },
    });
    await admit('JH-6');
    await gateway.notifications?.catchUp();
    expect(inbox.mails).toHaveLength(1);
    const [mail] = inbox.mails;
    expect(mail).toMatchObject({ from: 'noreply@lianxin.example', to: ['zhang@example.org'] });
    expectRefused(await world.ask(gateway, 'owner', confirm, { code: '12345' }), 'MAIL_CODE_WRONG');
    const done = expectOk(await world.ask(gateway, 'owner', confirm, { code: codeIn(mail?.text) }));
    expect(done).toMatchObject({ confirmNotificationMail: { mail: { confirmed: true } } });

    await admit('JH-7');
    await gateway.notifications?.catchUp();
    expect(inbox.mails).toHaveLength(2);
    const text = inbox.mails[1]?.text ?? '';
    expect(text).toContain('JH-7 有新进展');
    expect(text).toContain('https://lianxin.example/suggestions/s7');
    expect(text).toContain('Auto-Submitted: auto-generated');
    expect(text).not.toContain('李联络员');
    expect(text).not.toContain('title of');
  });

  it('leads to what it is about where that is no suggestion', async () => {
    await confirmed();
    const payload = { objectionId: 'ob1', periodId: 'p1', representativeId: 'r1', state: 'UPHELD' as const };
    const about = { aggregateType: 'index_objection', aggregateId: 'ob1', aggregateVersion: 2, topics: [] };
    await world.write(indexObjectionChanged.create({ ...about, payload, occurredAt: world.clock.now() }));
    await gateway.notifications?.catchUp();
    expect(inbox.mails.map(({ text }) => /https:[^\s]+/.exec(text)?.[0])).toEqual([
      'https://lianxin.example/index-objections/ob1',
    ]);
  });

  it('keeps addresses sealed, and a code for five tries and fifteen minutes', async () => {
    expectOk(await world.ask(gateway, 'owner', set, { address: 'zhang@example.org' }));
    const [row] = await world.db.queryText<{ all: string }>('select m::text as all from notifications.mail_address m');
    expect(row?.all).not.toContain('zhang');
    expectRefused(await world.ask(gateway, 'owner', set, { address: 'li@example.org' }), 'MAIL_CODE_TOO_SOON');
    for (let time = 0; time < 5; time += 1) {
      expectRefused(await world.ask(gateway, 'owner', confirm, { code: 'wrong' }), 'MAIL_CODE_WRONG');
    }
    const code = codeIn(inbox.mails[0]?.text);
    expectRefused(await world.ask(gateway, 'owner', confirm, { code }), 'MAIL_CODE_WRONG');
    world.clock.advance(60_000);
    expectOk(await world.ask(gateway, 'owner', set, { address: 'li@example.org' }));
    world.clock.advance(15 * 60_000);
    const late = codeIn(inbox.mails[1]?.text);
    expectRefused(await world.ask(gateway, 'owner', confirm, { code: late }), 'MAIL_CODE_WRONG');
    for (const address of [
      'x',
      'a@b',
      'a@b.c, d@e.org',
      'a@b.org\nBcc: c@d.org',
      '"a b"@c.org',
      `a@${'b'.repeat(250)}.org`,
    ]) {
      expectRefused(await world.ask(gateway, 'owner', set, { address }), 'MAIL_ADDRESS_INVALID');
    }
    expect(inbox.mails).toHaveLength(2);
  });

  it('waits for a server that refuses, over the end of the process that sends', async () => {
    await confirmed();
    inbox.refuses(true);
    await admit('JH-8');
    await gateway.notifications?.catchUp();
    expect(inbox.mails).toHaveLength(0);
    const [waits] = await world.db.queryText<object>('select status, attempts from notifications.mail');
    expect(waits).toEqual({ status: 'PENDING', attempts: 1 });
    await gateway.close();
    inbox.refuses(false);
    world.clock.advance(61_000);
    const next = await open();
    await next.notifications?.catchUp();
    expect(inbox.mails.map(({ text }) => /Message-ID: <[^>]+>/.exec(text)?.[0])).toEqual([
      expect.stringMatching(/<notification-\d+@lianxin\.example>/),
    ]);
    expect(await world.db.queryText('select status, attempts from notifications.mail')).toEqual([
      { status: 'SENT', attempts: 2 },
    ]);
  });

  it('ends when the address is taken away, and passes over what was read', async () => {
    await confirmed();
    inbox.refuses(true);
    await admit('JH-9');
    await gateway.notifications?.catchUp();
    await world.db.queryText('update notifications.notification set read_at = now()');
    inbox.refuses(false);
    world.clock.advance(61_000);
    await gateway.notifications?.catchUp();
    expect(await world.db.queryText('select status from notifications.mail')).toEqual([{ status: 'PASSED_OVER' }]);
    for (let time = 0; time < 2; time += 1) {
      expect(expectOk(await world.ask(gateway, 'owner', set, {}))).toEqual({ setNotificationMail: { mail: null } });
    }
    await admit('JH-10');
    await gateway.notifications?.catchUp();
    expect(inbox.mails).toHaveLength(0);
  });
});
