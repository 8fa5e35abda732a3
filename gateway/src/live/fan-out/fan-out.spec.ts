import type { GatewayRequest } from '../../guard/gateway-request.js';
import { silentLog } from '../../log.js';
import { LiveHub } from '../live-hub.js';
import { FanOut, type FanOutParts } from './fan-out.js';
import type { Member } from './member.js';

const request: GatewayRequest = { requestId: 'r', locale: 'en', principal: null, session: null };

/** How a member of a group whose stream ends like this leaves, standing at a position. */
async function leaves(end: (request: GatewayRequest) => void): Promise<string> {
  const hub = new LiveHub(10);
  const engine: FanOutParts['engine'] = {
    async *streamText(_prepared, _variables, context) {
      end(context);
    },
  };
  const fanOut = new FanOut({ engine, hub, write: () => '', log: silentLog });
  const left = Promise.withResolvers<string>();
  const member: Member = {
    last: 0,
    stands: () => true,
    deliver: () => true,
    cutOff: (last) => left.resolve(`to go on behind ${last}`),
    finish: () => left.resolve('for good'),
  };
  const seat = fanOut.seatFor({ prepared: {}, variables: null, request }, member);
  expect(seat.join?.({ topic: 't', audience: 'CLASS', queue: hub.attach('t'), after: 7 })).toBe('opened');
  return left.promise;
}

test('a member leaves a group whose stream has ended, and goes on by itself when the group was lost', async () => {
  expect(await leaves(() => undefined)).toBe('for good');
  const lose = ({ seat }: GatewayRequest): void => void (seat?.feed && (seat.feed.isLost = true));
  expect(await leaves(lose)).toBe('to go on behind 7');
});
