/**
 * Limits as data, with the rule they rest on. Defaults are those of RULEBOOK §6.2; a place changes rows, not code.
 */
export const deadlinePolicyTables = `
  create table suggestions.deadline_policy (
    step text not null,
    urgency text not null check (urgency in ('NORMAL', 'URGENT')),
    amount int not null check (amount > 0),
    unit text not null check (unit in ('WORKING_DAY', 'NATURAL_DAY', 'HOUR', 'MONTH')),
    legal_basis text not null,
    primary key (step, urgency)
  );
  insert into suggestions.deadline_policy (step, urgency, amount, unit, legal_basis) values
    ('ADMIT', 'NORMAL', 1, 'WORKING_DAY', '工单流转规则 §6.2'),
    ('ADMIT', 'URGENT', 2, 'HOUR', '工单流转规则 §6.2'),
    ('DISPATCH', 'NORMAL', 1, 'WORKING_DAY', '工单流转规则 §6.2'),
    ('DISPATCH', 'URGENT', 2, 'HOUR', '工单流转规则 §6.2'),
    ('SIGN', 'NORMAL', 1, 'WORKING_DAY', '工单流转规则 §6.2'),
    ('SIGN', 'URGENT', 2, 'HOUR', '工单流转规则 §6.2'),
    ('RETURN_REQUEST', 'NORMAL', 1, 'WORKING_DAY', '收到后 1 个工作日内提出退单'),
    ('RETURN_REQUEST', 'URGENT', 2, 'HOUR', '收到后 1 个工作日内提出退单;紧急件从严'),
    ('DECIDE_RETURN', 'NORMAL', 1, 'WORKING_DAY', '工单流转规则 §6.2'),
    ('DECIDE_RETURN', 'URGENT', 2, 'HOUR', '工单流转规则 §6.2'),
    ('HANDLE', 'NORMAL', 7, 'WORKING_DAY', '7 个工作日内答复(阜宁代表服务中心做法)'),
    ('HANDLE', 'URGENT', 24, 'HOUR', '紧急件 24 小时'),
    ('RATE', 'NORMAL', 7, 'NATURAL_DAY', '评价期 7 日'),
    ('RATE', 'URGENT', 7, 'NATURAL_DAY', '评价期 7 日'),
    ('REWORK', 'NORMAL', 5, 'WORKING_DAY', '重办 5 个工作日'),
    ('REWORK', 'URGENT', 1, 'WORKING_DAY', '紧急件重办从严'),
    ('ESCALATION', 'NORMAL', 10, 'WORKING_DAY', '挂牌督办 10 个工作日'),
    ('ESCALATION', 'URGENT', 10, 'WORKING_DAY', '挂牌督办 10 个工作日');

  create table suggestions.calendar_day (
    date date not null,
    kind text not null check (kind in ('HOLIDAY', 'WORKDAY')),
    name text not null,
    source text not null,
    version text not null,
    primary key (version, date)
  );`;
