import { z } from 'zod';
import { ContractBreach, defineEvent } from './define-event.js';

const lit = defineEvent({ type: 'lamp.lit', version: 1, schema: z.object({ lampId: z.string(), watts: z.int() }) });

const input = {
  aggregateType: 'lamp',
  aggregateId: 'a',
  aggregateVersion: 1,
  payload: { lampId: 'a', watts: 5 },
  topics: ['lamp:a', 'lamp:a'],
  occurredAt: new Date('2025-01-01T00:00:00Z'),
};

describe('defineEvent', () => {
  it('makes an event with an id, and its topics once', () => {
    const event = lit.create(input);
    expect(event).toMatchObject({ type: 'lamp.lit', version: 1, topics: ['lamp:a'], actor: null, requestId: null });
    expect(event.eventId).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('leaves behind what the contract does not name', () => {
    const payload = { ...input.payload, phone: '13800000000' };
    expect(lit.create({ ...input, payload }).payload).toEqual(input.payload);
  });

  it('refuses a payload that is not as agreed, on both sides', () => {
    const payload = { lampId: 'a', watts: 1.5 };
    expect(() => lit.create({ ...input, payload })).toThrow();
    const logged = { ...lit.create(input), position: 1, recordedAt: new Date() };
    expect(lit.read(logged).payload.watts).toBe(5);
    expect(() => lit.read({ ...logged, payload })).toThrow();
    expect(() => lit.read({ ...logged, version: 2 })).toThrow(ContractBreach);
    expect(lit.matches({ ...logged, version: 2 })).toBe(false);
  });

  it.each([
    ['Lamp.lit', 1],
    ['lamp', 1],
    ['lamp.lit', 0],
  ])('refuses the declaration %s v%d', (type, version) => {
    expect(() => defineEvent({ type, version, schema: z.object({}) })).toThrow(RangeError);
  });
});
