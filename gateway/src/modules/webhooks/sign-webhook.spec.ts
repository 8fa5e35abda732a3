import { Webhook } from 'standardwebhooks';
import { signatureHeaders } from './sign-webhook.js';

const secret = (fill: number): string => `whsec_${Buffer.alloc(32, fill).toString('base64')}`;

describe('signatureHeaders', () => {
  const message = { id: 'e1', at: new Date(), body: '{"of":"民生"}' };

  it('is read by the verifier of Standard Webhooks, with either of two secrets', () => {
    const headers = signatureHeaders(message, [secret(1), secret(2)]);
    for (const each of [secret(1), secret(2)]) {
      expect(new Webhook(each).verify(message.body, headers)).toEqual({ of: '民生' });
    }
    expect(() => new Webhook(secret(3)).verify(message.body, headers)).toThrow('No matching signature');
  });

  it('signs id, time and body', () => {
    const headers = signatureHeaders(message, [secret(1)]);
    const verifier = new Webhook(secret(1));
    const altered = [
      [{ ...headers, 'webhook-id': 'e2' }, message.body],
      [{ ...headers, 'webhook-timestamp': String(Number(headers['webhook-timestamp']) + 1) }, message.body],
      [headers, '{"of":"民生" }'],
    ] as const;
    for (const [changed, body] of altered) expect(() => verifier.verify(body, changed)).toThrow();
  });
});
