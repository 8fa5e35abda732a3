import { SuggestionStatus } from '@lianxin/events';
import { isUuid } from '@lianxin/subgraph-kit';
import { marketStand, suggestionTaskId } from './market-stand.js';

describe('the stand of a suggestion in the claim market', () => {
  const states = Object.values(SuggestionStatus);

  it('is open from admission until somebody has it or it is answered', () => {
    const open = states.filter((status) => marketStand(status, null) === 'OPEN');
    expect(open).toEqual([
      'ADMITTED',
      'DISPATCHED',
      'RETURN_PENDING',
      'IN_PROGRESS',
      'SUSPENDED',
      'REWORK',
      'ESCALATED',
    ]);
    expect(states.filter((status) => marketStand(status, 'deputy') === 'OPEN')).toEqual([]);
    expect(marketStand(SuggestionStatus.COLLECTED, null)).toBeNull();
  });

  it('tells what was answered from what is gone', () => {
    const of = (stand: string): string[] => states.filter((status) => marketStand(status, null) === stand);
    expect(of('HANDLED')).toEqual(['REPLIED', 'CLOSED', 'ARCHIVED']);
    expect(of('GONE')).toEqual(['CONVERTED', 'MERGED', 'REJECTED', 'WITHDRAWN']);
  });

  it('has one task a suggestion, however its id is written', () => {
    const id = '0195a000-0000-7000-8000-00000000000a';
    expect(suggestionTaskId(id.toUpperCase())).toBe(suggestionTaskId(id));
    expect(isUuid(suggestionTaskId(id))).toBe(true);
    expect(suggestionTaskId('0195a000-0000-7000-8000-00000000000b')).not.toBe(suggestionTaskId(id));
  });
});
