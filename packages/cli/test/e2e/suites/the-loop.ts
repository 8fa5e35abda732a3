import { expectOk } from '@lianxin/testing';
import type { Answered } from '../client.js';
import type { World } from '../e2e-world.js';
import { journeyIn, resolved } from '../journey.js';

const eventsOf = (results: readonly { data?: Answered }[], field: string): Answered[] =>
  results.map(({ data }) => data[field]);
const steps = (events: readonly Answered[]): string[] =>
  events.map(({ action, toStatus }) => (toStatus ? `${action} ${toStatus}` : action));

/** 收集-分派-接单-反馈-评价 with the documents of the clients, while a phone, a station and a unit watch. */
export function describeTheLoop(world: () => World): void {
  describe('the whole loop', () => {
    it('brings the words of a resident around, and everybody concerned sees each step once', async () => {
      const { cast, send, subscribe } = world();
      const { collect, step, bring } = journeyIn(world());
      const station = await subscribe('liaison', 'StationFeed', { stationId: cast.stationId }, 'sse');
      const inbox = await subscribe('unit', 'UnitInbox', { unitId: cast.units.town });

      let it = await collect();
      expect(it).toMatchObject({
        stage: 'COLLECT',
        status: 'COLLECTED',
        version: 1,
        number: expect.stringMatching(/^L\d{8}-\d{6}$/),
      });
      const { id } = it;
      const phone = await subscribe('constituent', 'SuggestionProgress', { id });
      const queue = await send('liaison', 'StationQueue', {
        stationId: cast.stationId,
        filter: { status: ['COLLECTED'] },
        first: 100,
      });
      const waiting = expectOk<Answered>(queue).station.suggestions.edges.map(({ node }: Answered) => node.id);
      expect(waiting).toContain(id);

      it = await step('liaison', 'AdmitSuggestion', it, { categoryCode: 'c1-1', urgency: 'NORMAL' });
      expect(it).toMatchObject({ stage: 'COLLECT', status: 'ADMITTED', version: 2 });
      const target = {
        leadUnitId: cast.units.town,
        assistUnitIds: [cast.units.housing],
        representativeId: cast.representativeId,
      };
      it = await step('liaison', 'DispatchSuggestion', it, target);
      expect(it).toMatchObject({
        stage: 'DISPATCH',
        status: 'DISPATCHED',
        version: 3,
        leadUnit: { name: '城东街道办事处' },
        assistUnits: [{ name: '市住房和城乡建设局' }],
      });
      it = await step('unit', 'AcceptSuggestion', it);
      expect(it).toMatchObject({ stage: 'ACCEPT', status: 'IN_PROGRESS', version: 4, dueAt: expect.any(String) });
      it = await step('unit', 'ReplySuggestion', it, resolved);
      expect(it).toMatchObject({
        stage: 'FEEDBACK',
        status: 'REPLIED',
        version: 5,
        reply: { resultCode: 'RESOLVED', text: '已修复。' },
      });
      it = await step('constituent', 'EvaluateSuggestion', it, { rating: 'SATISFIED', attitudeRating: 'SATISFIED' });
      expect(it).toMatchObject({
        stage: 'EVALUATE',
        status: 'CLOSED',
        version: 6,
        evaluation: { rating: 'SATISFIED' },
      });

      // What follows on the same topics marks the end: nothing came twice before it.
      const marker = await bring('DISPATCHED');
      const onPhone = eventsOf(await phone.take(5), 'suggestionProgress');
      expect(steps(onPhone)).toEqual([
        'ADMIT ADMITTED',
        'DISPATCH DISPATCHED',
        'ACCEPT IN_PROGRESS',
        'REPLY REPLIED',
        'EVALUATE CLOSED',
      ]);
      expect(onPhone.at(-1)).toMatchObject({
        actor: { role: 'CONSTITUENT', displayName: '胡*' },
        suggestion: {
          id,
          status: 'CLOSED',
          station: { name: '城东街道代表联络站' },
          leadUnit: { name: '城东街道办事处' },
          representative: { id: cast.representativeId, name: '施代表', dutyIndex: null },
        },
      });
      const atStation = eventsOf(await station.take(9), 'stationFeed');
      expect(steps(atStation.slice(0, 6))).toEqual(['COLLECT COLLECTED', ...steps(onPhone)]);
      expect(atStation.slice(0, 6).every(({ suggestion }) => suggestion.id === id)).toBe(true);
      expect(atStation[5].suggestion).toMatchObject({
        leadUnit: { name: '城东街道办事处' },
        representative: { name: '施代表' },
      });
      expect(atStation.slice(6).map(({ suggestion }) => suggestion.id)).toEqual([marker.id, marker.id, marker.id]);
      const inUnit = eventsOf(await inbox.take(5), 'unitInbox');
      expect(steps(inUnit)).toEqual(['DISPATCH', 'ACCEPT', 'REPLY', 'EVALUATE', 'DISPATCH']);
      expect(inUnit[0].suggestion).toMatchObject({ id, title: '路灯不亮', urgency: 'NORMAL' });

      const cursors = atStation.map(({ cursor }) => cursor);
      expect(new Set(cursors).size).toBe(9);
      // One event has one cursor, whoever sees it.
      expect(onPhone.map(({ cursor }) => cursor)).toEqual(cursors.slice(1, 6));
      expect([phone.received.length, station.received.length, inbox.received.length]).toEqual([5, 9, 5]);
    });

    it('shows the person the whole history and the answer', async () => {
      const { send } = world();
      const { bring, step } = journeyIn(world());
      const replied = await bring('REPLIED');
      await step('constituent', 'EvaluateSuggestion', replied, { rating: 'BASICALLY_SATISFIED', comment: '有点慢' });
      const { suggestion } = expectOk<Answered>(await send('constituent', 'SuggestionDetail', { id: replied.id }));
      expect(suggestion).toMatchObject({
        content: '东市街 12 号门前的路灯坏了一周。',
        stage: 'EVALUATE',
        light: null,
        dueAt: null,
        station: { name: '城东街道代表联络站', region: { name: '城东街道' } },
        leadUnit: { name: '城东街道办事处' },
        reply: { text: '已修复。', resultCode: 'RESOLVED', promisedDate: null },
        evaluation: { rating: 'BASICALLY_SATISFIED', comment: '有点慢' },
      });
      const timeline = suggestion.timeline.edges.map(({ node }: Answered) => [
        node.action,
        node.actor.role,
        node.actor.displayName,
      ]);
      expect(timeline).toEqual([
        ['COLLECT', 'CONSTITUENT', '胡*'],
        ['ADMIT', 'LIAISON_OFFICER', '林联络'],
        ['DISPATCH', 'LIAISON_OFFICER', '林联络'],
        ['ACCEPT', 'UNIT_CLERK', '方科员'],
        ['REPLY', 'UNIT_CLERK', '方科员'],
        ['EVALUATE', 'CONSTITUENT', '胡*'],
      ]);
      expect(suggestion.availableActions.every(({ allowed }: Answered) => !allowed)).toBe(true);
      const mine = expectOk<Answered>(await send('constituent', 'MySuggestions', { first: 1 })).viewer.suggestions;
      expect(mine.edges[0].node).toMatchObject({
        id: replied.id,
        reply: { unit: { name: '城东街道办事处' } },
        evaluation: { rating: 'BASICALLY_SATISFIED' },
      });
    });
  });
}
