import type { Bilingual } from './locale.js';

/** Why commands on schemes are declined: points (工分), evaluation by dimensions, warnings. */
export const schemeRefusals = {
  SCHEME_INVALID: {
    zh: '方案有误,请检查:{fields}。',
    en: 'The scheme is not valid; look at: {fields}.',
  },
  SCHEME_REACHES_BACK: {
    zh: '新版本不能追溯,请从 {earliest} 或之后的月份起生效。',
    en: 'A new version cannot reach back; let it take effect on {earliest} or in a later month.',
  },
  RULE_UNKNOWN: {
    zh: '方案在 {day} 没有规则 {rule}。请核对规则和日期。',
    en: 'The scheme has no rule {rule} on {day}. Check the rule and the day.',
  },
  RULE_NOT_CLAIMABLE: {
    zh: '“{rule}”由系统按履职记录计分,不能申报。',
    en: 'Points for {rule} come from recorded events and cannot be claimed.',
  },
  GROUP_UNKNOWN: { zh: '方案中没有考评组 {group}。请核对。', en: 'The scheme has no group {group}; check its code.' },
  GROUP_FULL: {
    zh: '该考评组已达 {max} 人上限,请分组。',
    en: 'The group has {max} members, as many as it can hold; divide it.',
  },
  JUDGE_NOT_ENTITLED: {
    zh: '您不能以该来源评价此人。请核对评价来源;任何人不得自评。',
    en: 'You may not judge this person in the name of that source; check the source. Nobody judges themselves.',
  },
  SCORES_INCOMPLETE: {
    zh: '每项指标须评且只评一次,0 至 100 的整数。请检查:{indicators}。',
    en: 'Give each indicator once, a whole number from 0 to 100; look at: {indicators}.',
  },
  EVALUATION_CLOSED: {
    zh: '该考评已封账,不再接受评分。如有差错,请由代表工作机构更正。',
    en: 'The evaluation is closed and takes no judgements; ask the congress office to correct what is wrong.',
  },
  EVALUATION_NOT_ENDED: {
    zh: '该周期至 {end} 才结束,届时再封账。',
    en: 'The period ends on {end}; close the evaluation after that.',
  },
  GROUP_EMPTY: {
    zh: '该考评组没有考评对象。请先列入考评对象。',
    en: 'Nobody is evaluated in this group; enrol its members first.',
  },
  SCORE_MISSING: {
    zh: '该对象样本不足、没有得分,不能更正。',
    en: 'There is no score to correct: no source had its least sample.',
  },
  CORRECTION_OUT_OF_RANGE: {
    zh: '更正后的得分须在 0 至 100 分之间,现为 {points}。请核对更正值。',
    en: 'A corrected score lies between 0 and 100 and would be {points}; check the correction.',
  },
  CORRECTIONS_FULL: {
    zh: '该对象的更正已达 {max} 次。请核对后报上级机构处理。',
    en: 'There are {max} corrections of this result already; take it to the office above.',
  },
  TALK_NOT_DUE: {
    zh: '该得分未达到约谈条件,请先核对考评结果。',
    en: 'The score does not ask for a talk; look at the result first.',
  },
  DAY_IN_FUTURE: {
    zh: '日期 {day} 尚未到来,请填写今天或之前的日期。',
    en: '{day} has not come yet; give today or an earlier day.',
  },
} as const satisfies Record<string, Bilingual>;
