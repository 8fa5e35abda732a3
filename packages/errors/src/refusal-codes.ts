import { schemeRefusals } from './scheme-refusals.js';
import { render, type Bilingual, type Locale, type MessageDetails } from './locale.js';

/**
 * The closed list of expected refusals: a command that was understood and is declined. They are returned as members of
 * a result union (`interface Refusal`), never thrown, and say what to do next.
 */
export const refusals = {
  VERSION_CONFLICT: {
    zh: '该记录刚被他人更新(当前版本 {currentVersion})。请刷新后重试。',
    en: 'Somebody changed this record (its version is now {currentVersion}). Reload and try again.',
  },
  NOT_IN_STATE: { zh: '当前状态({status})不能进行此操作。', en: 'This cannot be done in the state {status}.' },
  ROLE_NOT_PERMITTED: { zh: '您的角色不能进行此操作。', en: 'Your role may not take this action.' },
  NOT_YOUR_STATION: { zh: '该诉求不属于您的站点。', en: 'This suggestion belongs to another station.' },
  NOT_YOUR_UNIT: { zh: '该诉求未分派给您的单位。', en: 'This suggestion is not with your unit.' },
  NOT_YOUR_SUGGESTION: { zh: '只有反映人本人可以进行此操作。', en: 'Only the person who raised it may do this.' },
  RETURN_NOT_ALLOWED: {
    zh: '该件已指定承办或已三次分派,不能退单。',
    en: 'This case was designated or dispatched three times; it cannot be returned.',
  },
  RETURN_WINDOW_CLOSED: {
    zh: '已超过退单期限({dueAt}),请按期办理。',
    en: 'The time to return it ended at {dueAt}; handle it.',
  },
  CONTACT_RECORD_REQUIRED: {
    zh: '答复为“已解决”须附与反映人的联系记录。',
    en: 'A reply that says RESOLVED needs a record of contact with the person.',
  },
  PROMISED_DATE_REQUIRED: {
    zh: '答复为“列入计划”须写明承诺日期。',
    en: 'A reply that says PLANNED needs the promised date.',
  },
  PROMISED_DATE_IN_PAST: { zh: '承诺日期须晚于今天。', en: 'The promised date must lie after today.' },
  REASON_REQUIRED: { zh: '请填写理由。', en: 'Give a reason.' },
  RATING_NOT_ALLOWED: {
    zh: '请选择满意、基本满意或不满意;“未评价”由系统在期满后记录。',
    en: 'Choose SATISFIED, BASICALLY_SATISFIED or NOT_SATISFIED; UNRATED is recorded by the system when the window ends.',
  },
  MERGE_TARGET_INVALID: {
    zh: '并入的目标须为同一地区内另一件未办结的诉求。',
    en: 'The target of a merge must be another open suggestion of the same region.',
  },
  STATION_UNKNOWN: { zh: '没有找到该站点或站码。', en: 'There is no such station or station code.' },
  CATEGORY_UNKNOWN: { zh: '没有找到该分类。', en: 'There is no such category.' },
  UNIT_UNKNOWN: { zh: '没有找到该承办单位。', en: 'There is no such handling unit.' },
  REPRESENTATIVE_UNKNOWN: { zh: '没有找到该代表。', en: 'There is no such deputy.' },
  REPRESENTATIVE_NOT_ACTIVE: { zh: '该代表当前不在任。', en: 'This deputy holds no active mandate.' },
  MANDATE_NOT_ACTIVE: {
    zh: '您当前未任职或已暂停执行代表职务,不能认领;如有疑问请联系代工委。',
    en: 'You hold no active mandate now, so you cannot claim; ask your congress office.',
  },
  MANDATE_DAYS_WRONG: {
    zh: '日期须在任期之内、晚于上一次暂停,且不晚于今天。',
    en: 'The day must lie within the mandate, after the last suspension, and not ahead.',
  },
  ASSIST_INCLUDES_LEAD: { zh: '协办单位不能包含主办单位。', en: 'The lead unit cannot also assist.' },
  LEAD_OUTSIDE_CATALOG: {
    zh: '主办单位不在该分类的派单目录中,须由代工委分派。',
    en: 'The lead unit is not in the dispatch catalogue of this category; the congress office must dispatch it.',
  },
  TEXT_REQUIRED: { zh: '{field}不能为空。', en: '{field} must not be empty.' },
  TEXT_TOO_LONG: { zh: '{field}不能超过 {max} 个字符。', en: '{field} may have {max} characters at most.' },
  PHONE_INVALID: { zh: '电话号码格式不正确。', en: 'The phone number is not valid.' },
  ANONYMOUS_WITH_IDENTITY: {
    zh: '匿名反映不能同时填写姓名或电话。',
    en: 'An anonymous suggestion cannot carry a name or a phone number.',
  },
  NOT_YOUR_TASK: { zh: '该任务未派发给您。', en: 'This task was not offered to you.' },
  QUOTA_FILLED: {
    zh: '该任务名额已满,请认领其他任务。',
    en: 'All places of this task are taken; claim another one.',
  },
  TASK_OFF_MARKET: {
    zh: '该诉求已答复、办结或已有代表办理,请认领其他事项。',
    en: 'It was answered, closed or given to a deputy meanwhile; claim another one.',
  },
  CLAIM_DEADLINE_PASSED: {
    zh: '认领截止时间({claimBy})已过,请联系派发单位。',
    en: 'It could be claimed until {claimBy}; ask the office that offered it.',
  },
  TASK_DUE_PASSED: {
    zh: '任务完成期限({dueAt})已过,请联系派发单位。',
    en: 'It was due at {dueAt}; ask the office that offered it.',
  },
  TASK_TIMES_WRONG: {
    zh: '认领截止时间须晚于现在,且不晚于完成期限。',
    en: 'The claim deadline must lie ahead and not after the due time.',
  },
  OFFER_ONE_WAY: {
    zh: '请在指定代表、按条件派发、面向全域、面向站点附近四种方式中选择一种。',
    en: 'Offer it to named deputies, by a cohort rule, to the region, or near a station: one of the four.',
  },
  COHORT_TOO_LARGE: {
    zh: '符合条件的代表超过 {max} 人,请缩小范围。',
    en: 'More than {max} deputies fit; narrow the rule.',
  },
  NOTHING_TO_APPROVE: {
    zh: '没有待批准的退回或逾期。',
    en: 'There is no drop that waits for approval.',
  },
  EXCUSE_NOT_GRANTABLE: {
    zh: '只能以请假、回避或不在任为由免计;其他原因由系统记录。',
    en: 'Grant ON_LEAVE, RECUSED or MANDATE_INACTIVE; the other excuses follow from what happened.',
  },
  CONCLUSION_REQUIRED: {
    zh: '检查任务须填写结论:发现问题或无问题。',
    en: 'An inspection needs its conclusion: PROBLEM_FOUND or CLEAN.',
  },
  CONCLUSION_NOT_ASKED: {
    zh: '只有检查任务填写结论和问题。',
    en: 'Only an inspection has a conclusion and findings; leave them out.',
  },
  FINDINGS_REQUIRED: {
    zh: '结论为“发现问题”须至少填写一个问题。',
    en: 'PROBLEM_FOUND needs at least one finding.',
  },
  CLEAN_WITH_FINDINGS: {
    zh: '结论为“无问题”不能填写问题。',
    en: 'CLEAN cannot come with findings; conclude PROBLEM_FOUND.',
  },
  NOT_YOUR_RECORD: {
    zh: '只有填写该记录的代表可以进行此操作。',
    en: 'Only the deputy whose record it is may do this.',
  },
  DUTY_RECORD_DERIVED: {
    zh: '群众意见、代表建议、微心愿、发现问题和跟踪检查由系统自动归档,无需填写。',
    en: 'Suggestions, proposals, micro-wishes, findings and checks come into the archive by themselves; do not add them.',
  },
  DUTY_RECORD_IN_FUTURE: {
    zh: '履职日期不能晚于今天;请在履职之后填写。',
    en: 'The day lies ahead; add the record once it is done.',
  },
  NOT_A_FINDER: {
    zh: '只有该问题的发现代表可以进行此操作。',
    en: 'Only the deputies who found it may do this.',
  },
  FINDING_MERGE_INVALID: {
    zh: '并入的目标须为同一地区内另一个待核实或属实的问题。',
    en: 'Merge it into another reported or verified finding of the same region.',
  },
  NOT_RESPONSIBLE_UNIT: {
    zh: '只有整改责任单位可以进行此操作。',
    en: 'Only the unit that has to put it right may do this.',
  },
  ACCEPTANCE_BY_OWN_UNIT: {
    zh: '责任单位的人员不能为本单位的整改销号,请由代工委或其他发现代表验收。',
    en: 'Nobody of the unit responsible may accept its work; let the congress office or another finder do it.',
  },
  NO_EXTENSION_ASKED: { zh: '没有待审核的延期申请。', en: 'No extension is asked for.' },
  EXTENSION_NOT_LATER: {
    zh: '申请的期限须晚于现期限({dueOn})。',
    en: 'Ask for a day after the present due day, {dueOn}.',
  },
  TOO_MANY_FOLLOW_UPS: {
    zh: '该整改事项的跟踪检查已达上限。',
    en: 'This rectification has as many follow-up checks as it can hold.',
  },
  BAD_CREDENTIALS: { zh: '用户名或密码不正确。', en: 'The user name or the password is wrong.' },
  ACCOUNT_LOCKED: {
    zh: '连续登录失败次数过多,账号已锁定,请在 {minutes} 分钟后再试。',
    en: 'Too many failed sign-ins; the account is locked. Try again in {minutes} minutes.',
  },
  POLICY_INVALID: {
    zh: '履职指数规则有误,请检查:{fields}。',
    en: 'The rules of the index are not valid; look at: {fields}.',
  },
  POLICY_WEIGHTS_SUM: {
    zh: '各项权重合计须为 10000(基点),现为 {sum}。请调整权重。',
    en: 'The weights must add up to 10000 basis points and add up to {sum}. Change the weights.',
  },
  INDICATOR_FORBIDDEN: {
    zh: '{indicator} 不得作为评价指标(国办函〔2026〕12号)。请改用履职结果。',
    en: '{indicator} must not be assessed (国办函〔2026〕12号). Count results instead.',
  },
  POLICY_PERIOD_CLOSED: {
    zh: '{until} 之前的周期已亮分或封账,规则须自此后生效。请改晚生效月份。',
    en: 'Periods up to {until} are published or frozen; let the rules take effect after that.',
  },
  COHORT_UNKNOWN: {
    zh: '没有该评价范围。请先保存其指数规则。',
    en: 'There is no such cohort. Save the rules of its index first.',
  },
  COHORT_EMPTY: {
    zh: '没有符合条件的在任代表。请检查范围条件。',
    en: 'No deputy in office fits these conditions. Look at them.',
  },
  PERIOD_NOT_ENDED: {
    zh: '该周期至 {end} 才结束,届时再亮分。',
    en: 'The period ends on {end}; publish it after that.',
  },
  OBJECTION_WINDOW_OPEN: {
    zh: '申诉期至 {until},期满后方可封账。',
    en: 'Objections can be made until {until}; freeze the period after that.',
  },
  OBJECTION_WINDOW_CLOSED: {
    zh: '申诉期已于 {until} 结束。此后的更正由代工委另行登记。',
    en: 'Objections ended on {until}. Ask the congress office for a correction.',
  },
  OBJECTIONS_UNANSWERED: {
    zh: '还有 {count} 件申诉未答复,请先逐件答复。',
    en: '{count} objections have no answer yet; answer each of them first.',
  },
  DOCUMENT_REQUIRED: {
    zh: '启用排名须填写依据文号。',
    en: 'Ranking needs the number of the document that allows it (文号).',
  },
  ...schemeRefusals,
  REFRESH_TOKEN_INVALID: { zh: '登录已失效,请重新登录。', en: 'The session has ended; sign in again.' },
  WEBHOOK_URL_INVALID: {
    zh: '推送地址须以 https:// 开头,不含用户名、密码和 # 片段。请改用这样的地址。',
    en: 'The address must begin with https:// and have no user name, password or # fragment. Give such an address.',
  },
  WEBHOOK_ADDRESS_REFUSED: {
    zh: '推送地址指向内部网络。请改用公网地址,或请运维人员用 WEBHOOK_NETWORKS 放行该网段。',
    en: 'The address leads to an internal network. Give a public one, or ask the operator to permit the network with WEBHOOK_NETWORKS.',
  },
  WEBHOOK_LIMIT_REACHED: {
    zh: '推送端点已达上限({max} 个)。请先删除不再使用的端点。',
    en: 'There are {max} endpoints already, as many as there can be. Delete one that is not used any more.',
  },
  MAIL_ADDRESS_INVALID: { zh: '邮箱地址格式不正确。', en: 'The mail address is not valid.' },
  MAIL_CODE_TOO_SOON: {
    zh: '验证码刚刚已发送。请查收邮件,或一分钟后重试。',
    en: 'A code was sent a moment ago. Look into your mail, or try again in a minute.',
  },
  MAIL_CODE_WRONG: {
    zh: '验证码不正确、已过期或尝试次数过多。请核对,或重新发送验证码。',
    en: 'The code is wrong, too old, or was tried too often. Check it, or have a new one sent.',
  },
  MAIL_NOT_SENT_HERE: {
    zh: '本系统未启用邮件。请在站内查看通知。',
    en: 'This installation sends no mail. Read your notifications here.',
  },
} as const satisfies Record<string, Bilingual>;

/** Code of an expected refusal; stable, part of the API (`Refusal.code`). */
export type RefusalCode = keyof typeof refusals;

/** Why a command is declined: a code and what fills its message. */
export interface RefusalReason {
  readonly code: RefusalCode;
  readonly details?: MessageDetails;
}

/** Builds a refusal; the name reads well where a guard returns it. */
export function refuse(code: RefusalCode, details?: MessageDetails): RefusalReason {
  return details ? { code, details } : { code };
}

/** The message of a refusal in the reader's language. */
export function refusalMessage(reason: RefusalReason, locale: Locale): string {
  return render(refusals[reason.code], locale, reason.details);
}
