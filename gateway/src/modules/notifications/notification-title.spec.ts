import { SuggestionAction, SuggestionStatus } from '@lianxin/events';
import { NotificationKind, type NotificationRow } from './notification.row.js';
import { titleOf } from './notification-title.js';

const row = (action: SuggestionAction | null, to_status: SuggestionStatus | null): NotificationRow => ({
  id: 1,
  account_id: 'a',
  event_id: 'e',
  kind: action === null ? NotificationKind.WEBHOOK_DISABLED : NotificationKind.SUGGESTION_MOVED,
  subject_id: 's',
  number: action === null ? null : 'JH-1',
  action,
  to_status,
  period: null,
  at: new Date(0),
  read_at: null,
});

describe('titleOf', () => {
  it('says of every action, in both languages, what happened to which number', () => {
    for (const action of Object.values(SuggestionAction)) {
      for (const locale of ['zh', 'en'] as const) {
        expect(titleOf(row(action, SuggestionStatus.ADMITTED), locale)).toMatch(/JH-1.+|.+JH-1/);
      }
    }
    expect(titleOf(row(null, null), 'zh')).toContain('推送端点');
  });

  it('tells a rework and an escalation from a case that is closed', () => {
    const { EVALUATE } = SuggestionAction;
    expect(titleOf(row(EVALUATE, SuggestionStatus.REWORK), 'zh')).toBe('JH-1 需重办');
    expect(titleOf(row(EVALUATE, SuggestionStatus.ESCALATED), 'en')).toBe('JH-1 was escalated');
  });

  it('does not tell a rating from silence', () => {
    const { EVALUATE, EXPIRE } = SuggestionAction;
    const { CLOSED } = SuggestionStatus;
    expect(titleOf(row(EVALUATE, CLOSED), 'zh')).toBe(titleOf(row(EXPIRE, CLOSED), 'zh'));
  });
});
