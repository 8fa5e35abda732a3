import { refuse, type RefusalReason } from '@lianxin/errors';
import { type IndexPolicy, indexPolicySchema } from './index-policy.js';

/**
 * What no policy may count (国办函〔2026〕12号, RULEBOOK §5.6): presence on the platform instead of results. Compared
 * without case and separators, so that `login_count` and `LoginCount` are one.
 */
const forbidden: Readonly<Record<string, string>> = {
  logincount: '登录次数',
  checkin: '打卡签到',
  signin: '打卡签到',
  signins: '打卡签到',
  onlinetime: '在线时长',
  timeonline: '在线时长',
  likes: '点赞',
  shares: '转发',
  photos: '照片数量',
  photocount: '照片数量',
  gpstrack: '轨迹',
  tracks: '轨迹',
  readingtime: '阅读时长',
};

/** The Chinese name of an indicator that is on the forbidden list. */
function forbiddenIndicator(name: string): string | undefined {
  const plain = name.toLowerCase().replace(/[^a-z\p{Script=Han}]/gu, '');
  return forbidden[plain] ?? Object.values(forbidden).find((chinese) => plain.includes(chinese));
}

/** A policy as it comes from outside: indicators by name, before anybody has looked at them. */
export interface GivenPolicy extends Omit<IndexPolicy, 'weights'> {
  readonly weights: readonly { readonly kind: string; readonly weightBp: number }[];
}

/** The checked policy, or why it cannot be one. */
export function checkPolicy(
  given: GivenPolicy,
): { readonly policy: IndexPolicy } | { readonly refused: RefusalReason } {
  for (const { kind } of given.weights) {
    const chinese = forbiddenIndicator(kind);
    if (chinese !== undefined) return { refused: refuse('INDICATOR_FORBIDDEN', { indicator: `${kind}(${chinese})` }) };
  }
  const parsed = indexPolicySchema.safeParse(given);
  if (!parsed.success) {
    const fields = parsed.error.issues.map(({ path }) => path.join('.'));
    return { refused: refuse('POLICY_INVALID', { fields: [...new Set(fields)].join(', ') }) };
  }
  const policy = parsed.data;
  const kinds = policy.weights.map(({ kind }) => kind);
  if (new Set(kinds).size !== kinds.length) return { refused: refuse('POLICY_INVALID', { fields: 'weights' }) };
  const sum = policy.weights.reduce((total, { weightBp }) => total + weightBp, 0);
  return sum === 10_000 ? { policy } : { refused: refuse('POLICY_WEIGHTS_SUM', { sum }) };
}
