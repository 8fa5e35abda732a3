import { registerEnumType } from 'type-graphql';

/** The states of a suggestion, as the contract names them. The suggestions subgraph declares the same enum. */
export enum SuggestionStatus {
  COLLECTED = 'COLLECTED',
  ADMITTED = 'ADMITTED',
  DISPATCHED = 'DISPATCHED',
  RETURN_PENDING = 'RETURN_PENDING',
  IN_PROGRESS = 'IN_PROGRESS',
  SUSPENDED = 'SUSPENDED',
  REWORK = 'REWORK',
  ESCALATED = 'ESCALATED',
  REPLIED = 'REPLIED',
  CLOSED = 'CLOSED',
  ARCHIVED = 'ARCHIVED',
  CONVERTED = 'CONVERTED',
  MERGED = 'MERGED',
  REJECTED = 'REJECTED',
  WITHDRAWN = 'WITHDRAWN',
}

/** What can be done to a suggestion; composition takes the union with the suggestions subgraph's list. */
export enum SuggestionAction {
  COLLECT = 'COLLECT',
  ADMIT = 'ADMIT',
  REJECT = 'REJECT',
  MERGE = 'MERGE',
  WITHDRAW = 'WITHDRAW',
  DISPATCH = 'DISPATCH',
  REDISPATCH = 'REDISPATCH',
  ACCEPT = 'ACCEPT',
  REQUEST_RETURN = 'REQUEST_RETURN',
  APPROVE_RETURN = 'APPROVE_RETURN',
  DENY_RETURN = 'DENY_RETURN',
  SELF_ANSWER = 'SELF_ANSWER',
  REPLY = 'REPLY',
  EVALUATE = 'EVALUATE',
  EXPIRE = 'EXPIRE',
  CLOSE = 'CLOSE',
  IMPORT_REPLY = 'IMPORT_REPLY',
}

/** In whose part somebody acted. */
export enum ActorRole {
  CONSTITUENT = 'CONSTITUENT',
  REPRESENTATIVE = 'REPRESENTATIVE',
  LIAISON_OFFICER = 'LIAISON_OFFICER',
  UNIT_CLERK = 'UNIT_CLERK',
  OFFICE_CLERK = 'OFFICE_CLERK',
  INSPECTOR = 'INSPECTOR',
  ANALYST = 'ANALYST',
  SYSTEM_ADMIN = 'SYSTEM_ADMIN',
  SECURITY_ADMIN = 'SECURITY_ADMIN',
  AUDITOR = 'AUDITOR',
  SYSTEM = 'SYSTEM',
}

registerEnumType(SuggestionStatus, { name: 'SuggestionStatus' });
registerEnumType(SuggestionAction, { name: 'SuggestionAction' });
registerEnumType(ActorRole, { name: 'ActorRole' });
