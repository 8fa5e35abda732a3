import type { LoggedEvent } from '@lianxin/events';
import type { EventLog } from './event-log.js';
import { ExpectedEvents } from './expected-events.js';
import { followTopic } from './follow-topic.js';
import { LiveHub } from './live-hub.js';

const event = (position: number, eventId = `event ${position}`): LoggedEvent =>
  ({ position, eventId, topics: ['t'], type: 'x', payload: {}, aggregateId: 'a' }) as unknown as LoggedEvent;

/** The stream of a group that begins with what is expected, and what feeds it. */
function eagerGroup() {
  const hub = new LiveHub(10);
  const log: EventLog = {
    read: () => Promise.reject(new Error('It has no need of the log')),
    first: async () => 1,
    markAt: async () => null,
    head: async () => hub.position,
  };
  const abort = new AbortController();
  const asked = { hub, log, topic: 't', after: null, locale: 'en', isEager: true, signal: abort.signal } as const;
  const events = followTopic({ ...asked, seat: { feed: { queue: hub.attach('t'), after: 0, at: null } } });
  /** Its next events: positions, those that are only expected in negative. */
  const next = async (): Promise<number[]> => {
    const { value } = await events.next();
    return (value ?? []).map(({ position, told }) => (told ? -position : position));
  };
  return { hub, abort, next, alone: () => followTopic(asked), end: () => events.return() };
}

describe('a group is given what the log is about to have', () => {
  let group: ReturnType<typeof eagerGroup>;
  let hub: LiveHub;
  let next: () => Promise<number[]>;
  beforeEach(() => {
    group = eagerGroup();
    ({ hub, next } = group);
  });
  afterEach(() => group.end());

  it('while it is committed, and not again when it is told', async () => {
    const first = next();
    hub.expect([event(1), event(2)]);
    expect(await first).toEqual([-1, -2]);
    const third = next();
    for (const position of [1, 2, 3]) hub.publish(event(position));
    expect(await third).toEqual([3]);
  });

  it('and what it has in its place when the commit fails', async () => {
    const first = next();
    hub.expect([event(1, 'lost'), event(2, 'lost, too')]);
    expect(await first).toEqual([-1, -2]);
    const second = next();
    hub.doubt();
    hub.publish(event(1));
    expect(await second).toEqual([1]);
    hub.expect([event(2, 'lost again')]);
    expect(await next()).toEqual([-2]);
    hub.publish(event(2));
    expect(await next()).toEqual([2]);
  });

  it('as told where it was expected and told meanwhile', async () => {
    const first = next();
    hub.publish(event(1));
    expect(await first).toEqual([1]);
    hub.expect([event(2), event(3)]);
    hub.publish(event(2));
    expect(await next()).toEqual([2]);
    hub.publish(event(3));
    expect(await next()).toEqual([3]);
  });

  it('but nothing that does not follow on what was told, and nobody who stands alone is', async () => {
    const first = next();
    const alone = group.alone();
    const firstAlone = alone.next();
    hub.expect([event(2)]);
    hub.expect([event(1)]);
    expect(await first).toEqual([-1]);
    for (const position of [1, 2]) hub.publish(event(position));
    expect(await next()).toEqual([2]);
    expect((await firstAlone).value).toEqual([event(1), event(2)]);
    await alone.return();
  });

  it('not what another one says of the same place, while that is open', async () => {
    const first = next();
    hub.publish(event(1));
    expect(await first).toEqual([1]);
    hub.expect([event(2, 'mine')]);
    hub.expect([event(2, 'theirs')]);
    expect(await next()).toEqual([-2]);
    hub.publish(event(2, 'theirs'));
    hub.publish(event(3, 'mine'));
    expect(await next()).toEqual([2, 3]);
  });

  it('only in whole: who comes meanwhile is not given the later ones without the earlier', async () => {
    const first = next();
    hub.publish(event(1));
    expect(await first).toEqual([1]);
    const late = hub.attach('t');
    hub.expect([event(2)]);
    late.isEager = true;
    hub.expect([event(2), event(3)]);
    expect(late.size).toBe(0);
    expect(await next()).toEqual([-2]);
    hub.detach('t', late);
  });

  it('and ends with its readers, though nobody ever tells', async () => {
    const first = next();
    hub.expect([event(1)]);
    expect(await first).toEqual([-1]);
    const second = next();
    group.abort.abort();
    expect(await second).toEqual([]);
  });

  it('and ends with them, though they have gone before they began with it', async () => {
    const first = next();
    hub.expect([event(1)]);
    group.abort.abort();
    expect(await first).toEqual([-1]);
    expect(await next()).toEqual([]);
  });

  it('anew when it is told long after', async () => {
    const first = next();
    hub.expect([event(1)]);
    expect(await first).toEqual([-1]);
    const again = next();
    const now = performance.now();
    const clock = jest.spyOn(performance, 'now').mockReturnValue(now + 1_001);
    hub.publish(event(1));
    clock.mockRestore();
    expect(await again).toEqual([1]);
  });

  it('up to the first that fails: what comes behind it fails with it', async () => {
    // As if the relay had passed over the second of three.
    const guess = [event(1), event(2, 'passed over'), event(3)];
    const first = next();
    hub.expect(guess);
    expect(await first).toEqual([-1, -2, -3]);
    const second = next();
    const expected = new ExpectedEvents();
    const told = expected.begin(guess).map(async (each) => each.told);
    for (const position of [1, 2, 3]) {
      hub.publish(event(position));
      expected.told(event(position));
    }
    expect(await second).toEqual([2, 3]);
    expect(await Promise.all(told)).toEqual([true, false, false]);
  });
});
