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
export function forbiddenIndicator(name: string): string | undefined {
  const plain = name.toLowerCase().replace(/[^a-z\p{Script=Han}]/gu, '');
  return forbidden[plain] ?? Object.values(forbidden).find((chinese) => plain.includes(chinese));
}
