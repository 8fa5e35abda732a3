import { createHmac } from 'node:crypto';
import { verifyWebhook, type VerifyWebhookOptions, WebhookVerificationError } from './verify-webhook.js';

const secret = (fill: number): string => `whsec_${Buffer.alloc(32, fill).toString('base64')}`;
const now = Date.parse('2026-03-05T08:00:00Z');
const body = JSON.stringify({ id: 'e1', type: 'suggestion.transitioned', payload: { number: '连心-1' } });

function signed(fill: number, at = now, text = body): Record<string, string> {
  const timestamp = String(Math.floor(at / 1_000));
  const mac = createHmac('sha256', Buffer.alloc(32, fill)).update(`e1.${timestamp}.${text}`).digest('base64');
  return { 'webhook-id': 'e1', 'webhook-timestamp': timestamp, 'webhook-signature': `v1,${mac}` };
}

const verify = (
  headers: Record<string, string | undefined> | Headers,
  {
    secrets = secret(1),
    text = body,
    ...options
  }: VerifyWebhookOptions & { secrets?: string | string[]; text?: string } = {},
) => verifyWebhook(secrets, { body: text, headers }, { now: () => now, ...options });

const faultOf = (verifying: Promise<unknown>): Promise<unknown> =>
  verifying.catch((error: unknown) => (error instanceof WebhookVerificationError ? error.fault : error));

describe('verifyWebhook', () => {
  it('reads a delivery whose signature holds', async () => {
    expect(await verify(signed(1))).toMatchObject({ id: 'e1', payload: { number: '连心-1' } });
    expect(await verify(new Headers(signed(1)))).toMatchObject({ id: 'e1' });
  });

  it('takes any of several signatures and secrets, and no other version of signature', async () => {
    const both = {
      ...signed(1),
      'webhook-signature': `v1a,x ${signed(2)['webhook-signature']} ${signed(1)['webhook-signature']}`,
    };
    expect(await verify(both)).toMatchObject({ id: 'e1' });
    expect(await verify(signed(2), { secrets: [secret(1), secret(2)] })).toMatchObject({ id: 'e1' });
    const old = signed(1)['webhook-signature']!.replace('v1,', 'v0,');
    expect(await faultOf(verify({ ...signed(1), 'webhook-signature': old }))).toBe('NOT_SIGNED');
  });

  it.each([
    ['another body', signed(1), { text: `${body} ` }, 'NOT_SIGNED'],
    ['another secret', signed(3), {}, 'NOT_SIGNED'],
    ['another id', { ...signed(1), 'webhook-id': 'e2' }, {}, 'NOT_SIGNED'],
    ['no base64', { ...signed(1), 'webhook-signature': 'v1,%%% v1,' }, {}, 'NOT_SIGNED'],
    ['an old one', signed(1, now - 301_000), {}, 'OUT_OF_TIME'],
    ['one of the future', signed(1, now + 301_000), {}, 'OUT_OF_TIME'],
    ['a time that is none', { ...signed(1), 'webhook-timestamp': '1e9' }, {}, 'OUT_OF_TIME'],
    ['a missing header', { ...signed(1), 'webhook-signature': undefined }, {}, 'HEADERS_MISSING'],
  ])('refuses %s', async (_, headers, options, fault) => expect(await faultOf(verify(headers, options))).toBe(fault));

  it('keeps to a tolerance that it is told', async () => {
    expect(await verify(signed(1, now - 3_600_000), { toleranceMs: 3_600_000 })).toMatchObject({ id: 'e1' });
  });

  it('takes no secret that is none', async () => {
    await expect(verify(signed(1), { secrets: 'secret' })).rejects.toBeInstanceOf(RangeError);
    await expect(verify(signed(1), { secrets: 'whsec_' })).rejects.toBeInstanceOf(RangeError);
  });
});
