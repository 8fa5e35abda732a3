import { decodeCursor, encodeCursor } from '@lianxin/events';
import { type Principal, Role } from '@lianxin/subgraph-kit';
import type { UnreadBytes } from '../../src/http/unread-bytes.js';
import type { SessionWatch } from '../../src/guard/session-watch.js';
import type { FanOut } from '../../src/live/fan-out/fan-out.js';
import type { Member } from '../../src/live/fan-out/member.js';
import type { LiveHub } from '../../src/live/live-hub.js';
import type { PlantedBug } from './planted.js';
import type { Life, Scheduler } from './scheduler.js';

/** Sees everything: whoever is taken for this one shares a key with everybody. */
const everybody: Principal = {
  accountId: 'office',
  sessionId: 'office',
  displayName: 'office',
  roles: [Role.OFFICE_CLERK],
};

/** Overrides some of a real part's methods; what is not named stays the part's own. */
function override<Part extends object>(part: Part, methods: Partial<Part>): Part {
  return Object.assign(part, methods);
}

/** The hub with the bug in it, if it is one of the hub's. */
export function breakHub(hub: LiveHub, scheduler: Scheduler, life: Life, bug: PlantedBug | null): LiveHub {
  if (bug === 'a queue is left behind') return override(hub, { detach: () => undefined });
  const attach = hub.attach.bind(hub);
  if (bug === 'what is expected counts as told') {
    return override(hub, {
      attach(topic) {
        const queue = attach(topic);
        const push = queue.push.bind(queue);
        queue.push = (event) => push(event.told ? { ...event, told: Promise.resolve(true) } : event);
        return queue;
      },
    });
  }
  if (bug !== 'the queue is attached after the log was read') return hub;
  return override(hub, {
    attach(topic) {
      const queue = attach(topic);
      const push = queue.push.bind(queue);
      let isAttached = false;
      queue.push = (event) => {
        if (isAttached) push(event);
      };
      const later = async (): Promise<void> => {
        for (let turn = 0; turn < 12; turn += 1) await scheduler.wait(life, 'attaches late');
        isAttached = true;
      };
      void later();
      return queue;
    },
  });
}

/** The watch with the bug in it, if it is one of the watch's. */
export function breakWatch(watch: SessionWatch, bug: PlantedBug | null): SessionWatch {
  if (bug !== 'an ended session is still served') return watch;
  return override(watch, { stands: () => true, add: () => undefined });
}

/** The fan-out with the bug in it, if it is one of the fan-out's. */
export function breakFanOut(fanOut: FanOut, hub: LiveHub, bug: PlantedBug | null): FanOut {
  const seatFor = fanOut.seatFor.bind(fanOut);
  switch (bug) {
    case 'two classes share a key':
      return override(fanOut, {
        seatFor: ({ request, ...subscription }, member) =>
          seatFor({ ...subscription, request: { ...request, principal: everybody } }, member),
      });
    case 'a RESYNC is swallowed':
      return override(fanOut, {
        seatFor: (subscription, member) =>
          seatFor(subscription, override(Object.create(member) as Member, { cutOff: () => undefined })),
      });
    case 'a group is joined without a look at its progress':
      return override(fanOut, {
        seatFor(subscription, member) {
          const seat = seatFor(subscription, member);
          const join = seat.join?.bind(seat);
          return override(seat, {
            join: (standing) => join?.(standing) || (join?.({ ...standing, after: hub.position }) ?? false),
          });
        },
      });
    default:
      return fanOut;
  }
}

/** What is known of a reader's end of a socket with the bug in it, if it is one of that. */
export function breakUnread(unread: UnreadBytes, bug: PlantedBug | null): UnreadBytes {
  if (bug === 'a pong is not heard') return override(unread, { answered: () => undefined });
  if (bug === 'what nobody reads is not counted') return override(unread, { wrote: () => undefined });
  if (bug !== 'a pong answers for what was asked behind its ping') return unread;
  const [wrote, answered] = [unread.wrote.bind(unread), unread.answered.bind(unread)];
  let asked = '';
  return override(unread, {
    wrote(bytes) {
      const question = wrote(bytes);
      asked = question ?? asked;
      return question;
    },
    answered: () => answered(asked),
  });
}

/** What a client sends, with the bug in it, if it is one of the client's. */
export function breakClient(bug: PlantedBug | null): (text: string) => string {
  const moves: Partial<Record<PlantedBug, number>> = {
    'the client resumes one too early': -1,
    'the client resumes one too late': 1,
  };
  const by = bug === null ? undefined : moves[bug];
  if (by === undefined) return (text) => text;
  return (text) =>
    text.replace(/"after":"([^"]+)"/, (_, cursor: string) => {
      const { position } = decodeCursor(cursor);
      return `"after":"${encodeCursor(position === 0 ? 0 : position + by)}"`;
    });
}
