export { apply, type AvailableAction, availableActions, type Outcome } from './apply.js';
export { eventRecord } from './event-record.js';
export { mermaidDiagram } from './diagram.js';
export { forgetKeys, type IdempotencyRow, idempotencyRow, type IdempotentCommand, onceByKey } from './idempotency.js';
export { type ActionRule, type ActionTable, defineMachine, type Machine, type Verdict } from './machine.js';
export { type CreatedAggregate, creationStatement } from './creation-statement.js';
export type { Transition } from './transition.js';
export { TransitionWriter } from './transition-writer.js';
export { changedColumns } from './changed-columns.js';
export { StatementsBySet } from './statements-by-set.js';
export type { HistoryRow } from './history-row.js';
export { uuidV7 } from './uuid-v7.js';
export { uuidV8 } from './uuid-v8.js';
export { historyTable, idempotencyTable } from './workflow-tables.js';
export { checkingConstraints, type ConstraintMeanings, publishing } from './publishing.js';
export {
  register,
  type RegisteredRecord,
  type Registration,
  type RegistrationCounts,
  registrationStatement,
} from './registration.js';
export { batchCreation, type BatchedAggregate, batchTransition, rememberKey } from './batch-statements.js';
export { checkedText, checkedTexts, noteRule, type TextRule } from './checked-text.js';
export { type RecordColumns, recordColumns } from './record-columns.js';
export { startHousekeeping } from './housekeeping.js';
