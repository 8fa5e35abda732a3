import type { SeededRandom } from '../../../src/demo/seeded/seeded-random.js';
import type { Cast, Player } from '../../e2e/cast.js';

/** One legal transition, by somebody whose part it is. */
export interface Step {
  readonly who: Player;
  /** The document that is sent. */
  readonly operation: string;
  /** As the history and the event name it. */
  readonly action: string;
  readonly input: object;
}

/** The way of one suggestion from its collection to an end. */
export function scriptOf(random: SeededRandom, cast: Cast, title: string): readonly Step[] {
  const collect: Step = {
    who: 'constituent',
    operation: 'CollectSuggestion',
    action: 'COLLECT',
    input: {
      stationId: cast.stationId,
      channel: 'PORTAL',
      title,
      content: `${title},请有关单位处理。`,
      constituent: { anonymous: false, contactConsent: true, name: '胡小居', phone: '13800001234' },
    },
  };
  const admit: Step = {
    who: 'liaison',
    operation: 'AdmitSuggestion',
    action: 'ADMIT',
    input: { categoryCode: 'c1-1', urgency: random.pick(['NORMAL', 'URGENT']) },
  };
  const dispatch: Step = {
    who: 'liaison',
    operation: 'DispatchSuggestion',
    action: 'DISPATCH',
    input: { leadUnitId: cast.units.town, representativeId: cast.representativeId },
  };
  const accept: Step = { who: 'unit', operation: 'AcceptSuggestion', action: 'ACCEPT', input: {} };
  const answer: readonly Step[] = [
    accept,
    {
      who: 'unit',
      operation: 'ReplySuggestion',
      action: 'REPLY',
      input: { resultCode: 'EXPLAINED', text: '已说明情况。' },
    },
    { who: 'constituent', operation: 'EvaluateSuggestion', action: 'EVALUATE', input: { rating: 'SATISFIED' } },
  ];
  const giveBack: readonly Step[] = [
    { who: 'unit', operation: 'RequestReturn', action: 'REQUEST_RETURN', input: { reason: '不属本单位职责' } },
    // Denied: an approved return takes the case out of the unit's sight, and with it what its subscribers have to have.
    {
      who: 'office',
      operation: 'DecideReturn',
      action: 'DENY_RETURN',
      input: { approve: false, reason: '属职责范围' },
    },
  ];
  const toUnit = [collect, admit, dispatch];
  return random.pick<readonly Step[]>([
    [...toUnit, ...answer],
    [...toUnit, ...answer],
    [...toUnit, ...giveBack, ...answer.slice(1)],
    [collect, { who: 'liaison', operation: 'RejectSuggestion', action: 'REJECT', input: { reason: '重复反映' } }],
    [collect, { who: 'constituent', operation: 'WithdrawSuggestion', action: 'WITHDRAW', input: {} }],
  ]);
}
