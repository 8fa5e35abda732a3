import { type Bilingual, type Locale, render } from '@lianxin/errors';
import { SuggestionAction, SuggestionStatus } from '@lianxin/events';
import { NotificationKind, type NotificationRow, type ToldPeriod } from './notification.row.js';

const closed: Bilingual = { zh: '{number} 已办结', en: '{number} is closed' };
const replied: Bilingual = { zh: '{number} 已答复', en: '{number} was answered' };

const byAction: Readonly<Record<SuggestionAction, Bilingual>> = {
  [SuggestionAction.COLLECT]: { zh: '新收集 {number},待受理', en: '{number} is new and waits to be admitted' },
  [SuggestionAction.ADMIT]: { zh: '{number} 已受理', en: '{number} was admitted' },
  [SuggestionAction.REJECT]: { zh: '{number} 不予受理,请查看理由', en: '{number} was not admitted; see why' },
  [SuggestionAction.MERGE]: { zh: '{number} 已并案', en: '{number} was merged into another one' },
  [SuggestionAction.WITHDRAW]: { zh: '{number} 已撤回', en: '{number} was withdrawn' },
  [SuggestionAction.DISPATCH]: { zh: '{number} 已分派', en: '{number} was dispatched' },
  [SuggestionAction.REDISPATCH]: { zh: '{number} 已重新分派', en: '{number} was dispatched anew' },
  [SuggestionAction.ACCEPT]: { zh: '{number} 已接单,正在办理', en: '{number} was accepted and is being handled' },
  [SuggestionAction.REQUEST_RETURN]: { zh: '{number} 申请退单,待审核', en: '{number}: a return waits to be decided' },
  [SuggestionAction.APPROVE_RETURN]: { zh: '{number} 已同意退单', en: '{number}: the return was approved' },
  [SuggestionAction.DENY_RETURN]: {
    zh: '{number} 未同意退单,请继续办理',
    en: '{number}: the return was denied; handle it',
  },
  [SuggestionAction.SELF_ANSWER]: replied,
  [SuggestionAction.REPLY]: replied,
  [SuggestionAction.EVALUATE]: closed,
  // Like a case that was rated: a unit must not learn from a title whether the person rated it (RULEBOOK §0.7, TRUST).
  [SuggestionAction.EXPIRE]: closed,
  [SuggestionAction.CLOSE]: closed,
  [SuggestionAction.IMPORT_REPLY]: replied,
};

/** Where the state says more than the action that led to it. */
const byStatus: Readonly<Partial<Record<SuggestionStatus, Bilingual>>> = {
  [SuggestionStatus.REWORK]: { zh: '{number} 需重办', en: '{number} is to be handled again' },
  [SuggestionStatus.ESCALATED]: { zh: '{number} 已挂牌督办', en: '{number} was escalated' },
};

const disabled: Bilingual = {
  zh: '推送端点已停用:对方长时间无响应或已撤销接收。请联系对方后恢复推送',
  en: 'A webhook was disabled: its receiver has not answered for days, or wants no more. Ask them, then resume it',
};

/** Of what is no suggestion. The outcome itself is left to the page that it leads to. */
const byKind: Readonly<Partial<Record<NotificationKind, Bilingual>>> = {
  [NotificationKind.WEBHOOK_DISABLED]: disabled,
  [NotificationKind.OBJECTION_ANSWERED]: {
    zh: '您对履职指数的申诉已答复,请查看',
    en: 'Your objection to your duty index was answered; see the answer',
  },
  [NotificationKind.DUTY_RECORD_DECIDED]: {
    zh: '您的履职记录已由代表工作机构处理,请查看履职档案',
    en: 'The office has decided about a record of yours; see your duty archive',
  },
  [NotificationKind.INDEX_PERIOD_SHOWN]: {
    zh: '您{period}的履职指数已亮分,如有异议,可在 {until}(含当日)前申诉',
    en: 'Your duty index of {period} is shown; you may object until {until}',
  },
  [NotificationKind.INDEX_PERIOD_FROZEN]: {
    zh: '您{period}的履职指数已封账,快照哈希 {hash}',
    en: 'Your duty index of {period} is frozen; hash of the snapshot: {hash}',
  },
  [NotificationKind.EVALUATION_CLOSED]: {
    zh: '您{period}的考评已封账,请查看本人结果,快照哈希 {hash}',
    en: 'Your evaluation of {period} is closed, see your result; hash of the snapshot: {hash}',
  },
};

const periodNames: Readonly<Record<ToldPeriod['kind'], Bilingual>> = {
  MONTH: { zh: '{year}年{month}月', en: '{year}-{twoDigits}' },
  QUARTER: { zh: '{year}年第{quarter}季度', en: '{year} Q{quarter}' },
  YEAR: { zh: '{year}年', en: '{year}' },
  TERM: { zh: '{year}年{month}月起一届', en: 'the term from {year}-{twoDigits}' },
};

/** A period as people call it, e.g. 2026年3月. */
function nameOf({ kind, start }: ToldPeriod, locale: Locale): string {
  const [year = '', twoDigits = ''] = start.split('-');
  const month = Number(twoDigits);
  return render(periodNames[kind], locale, { year, twoDigits, month, quarter: Math.ceil(month / 3) });
}

/** The title of a notification in the reader's language; composed when it is read, so nothing of it is stored. */
export function titleOf({ kind, action, to_status, number, period }: NotificationRow, locale: Locale): string {
  const own = byKind[kind];
  if (own && period) {
    const { until = '', hash } = period;
    return render(own, locale, { period: nameOf(period, locale), until, hash: hash ?? '' });
  }
  if (own) return render(own, locale);
  const text =
    (to_status !== null ? byStatus[to_status] : undefined) ?? (action !== null ? byAction[action] : undefined);
  return text === undefined ? (number ?? '') : render(text, locale, { number: number ?? '' });
}
