import { NetworkList } from '../../guard/network-list.js';
import { addressGuard } from './address-guard.js';
import { checkedUrl } from './webhook-url.js';

const strict = addressGuard(new NetworkList([]));
const local = addressGuard(new NetworkList(['127.0.0.0/8', '::1/128', '10.20.0.0/16']));

describe('addressGuard', () => {
  it.each([
    '0.0.0.0',
    '10.20.0.1',
    '100.100.100.200',
    '127.0.0.1',
    '169.254.169.254',
    '172.31.0.1',
    '192.168.1.1',
    '198.18.0.1',
    '224.0.0.1',
    '255.255.255.255',
    '::',
    '::1',
    '::ffff:8.8.8.8',
    '::ffff:169.254.169.254',
    '64:ff9b::a9fe:a9fe',
    '2001::1',
    '2001:db8::1',
    '2002:a9fe:a9fe::1',
    'fc00::1',
    'fd00:ec2::254',
    'fe80::1',
    'ff02::1',
  ])('keeps deliveries away from %s', (address) => expect(strict.permits(address, 'https:')).toBe(false));

  it.each(['8.8.8.8', '172.32.0.1', '2400:3200::1'])('lets them go to %s', (address) => {
    expect(strict.permits(address, 'https:')).toBe(true);
    expect(strict.permits(address, 'http:')).toBe(false);
  });

  it('permits the networks that the operator names, by http only loopback', () => {
    expect(local.permits('10.20.3.4', 'https:')).toBe(true);
    expect(local.permits('10.21.3.4', 'https:')).toBe(false);
    expect(local.permits('10.20.3.4', 'http:')).toBe(false);
    expect(local.permits('127.0.0.1', 'http:')).toBe(true);
    expect(strict.permits('127.0.0.1', 'http:')).toBe(false);
  });

  it('looks at what a name resolves to before it connects', async () => {
    const look = (guard: typeof local) =>
      new Promise<string | undefined>((resolve) =>
        guard.lookupFor('http:')('localhost', {}, (error) => resolve(error?.code)),
      );
    expect(await look(local)).toBeUndefined();
    expect(await look(strict)).toBe('ADDRESS_REFUSED');
  });

  it('refuses what is no address', () => expect(strict.permits('example.org', 'https:')).toBe(false));
});

describe('checkedUrl', () => {
  const codeOf = async (url: string, guard = strict): Promise<string> => {
    const checked = await checkedUrl(url, guard);
    return 'refused' in checked ? checked.refused.code : checked.url;
  };

  it.each([
    ['ftp://8.8.8.8/', 'WEBHOOK_URL_INVALID'],
    ['http://8.8.8.8/', 'WEBHOOK_URL_INVALID'],
    ['https://user:secret@8.8.8.8/', 'WEBHOOK_URL_INVALID'],
    ['https://8.8.8.8/#part', 'WEBHOOK_URL_INVALID'],
    ['8.8.8.8', 'WEBHOOK_URL_INVALID'],
    ['http://no-such-name.invalid/', 'WEBHOOK_URL_INVALID'],
    ['https://localhost/', 'WEBHOOK_ADDRESS_REFUSED'],
    ['https://[::1]/', 'WEBHOOK_ADDRESS_REFUSED'],
    ['https://[::ffff:7f00:1]/', 'WEBHOOK_ADDRESS_REFUSED'],
    ['https://0x7f.1/', 'WEBHOOK_ADDRESS_REFUSED'],
    ['https://2852039166/latest/meta-data', 'WEBHOOK_ADDRESS_REFUSED'],
    [`https://8.8.8.8/${'x'.repeat(2_000)}`, 'WEBHOOK_URL_INVALID'],
    [' https://8.8.8.8/events?a=1 ', 'https://8.8.8.8/events?a=1'],
    ['https://no-such-name.invalid/', 'https://no-such-name.invalid/'],
  ])('of %s says %s', async (url, expected) => expect(await codeOf(url)).toBe(expected));

  it('takes http to a permitted loopback', async () => {
    expect(await codeOf('http://localhost:8080/', local)).toBe('http://localhost:8080/');
  });
});
