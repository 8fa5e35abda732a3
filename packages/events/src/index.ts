export { type ArchiveManifest } from './archive/archive-file.js';
export type { Holder } from './archive/archive-limit.js';
export { archiveLog, type Archived, type ArchiveOptions } from './archive/archive-log.js';
export { restoreArchive, type RestoreOptions } from './archive/restore-archive.js';
export { type Backlog, type BacklogSchemas, consumerGrants, readBacklog } from './backlog.js';
export { assertLogHolds } from './consumer/assert-log-holds.js';
export type { ConsumerDefinition } from './consumer/consumer-definition.js';
export { type Consumer, type ConsumerOptions, startConsumer } from './consumer/start-consumer.js';
export { type EventHandler, on, onRuns } from './consumer/event-handler.js';
export { typesOf } from './consumer/handle-event.js';
export { listParked, type ParkedEvent, type ParkedFilter } from './consumer/parked-events.js';
export { type FailedEvent, rebuildReplica, type RebuildOptions, type Rebuilt } from './consumer/rebuild-replica.js';
export type { TableDifference } from './consumer/shadow-tables.js';
export { isHandled, type Replayed, replayParked } from './consumer/replay-parked.js';
export { accountGrantsChanged, sessionRevoked } from './contracts/account.events.js';
export {
  dutyOfferChanged,
  dutyRecordApproved,
  dutyRecordRejected,
  findingChanged,
  rectificationChanged,
} from './contracts/duty.events.js';
export {
  DutyRecordKind,
  DutyTaskKind,
  DutyTaskStatus,
  FindingSource,
  FindingStatus,
  InspectionConclusion,
  OfferExcuse,
  RectificationStatus,
} from './contracts/duty-vocabulary.js';
export { evaluationChanged, evaluationTold } from './contracts/evaluation.events.js';
export { proposalChanged, proposalRegistered } from './contracts/proposal.events.js';
export { filedProposalStatuses, ProposalStatus } from './contracts/proposal-vocabulary.js';
export { dutyTimePassed, dutyWarningChanged, DutyWarningLight, warningRulesSaved } from './contracts/warning.events.js';
export {
  dutyIndexChanged,
  indexObjectionChanged,
  indexPeriodChanged,
  indexPeriodTold,
  indexPolicySaved,
  toldAtOnce,
} from './contracts/index.events.js';
export {
  mandateEnded,
  mandateGranted,
  mandateSuspensionsChanged,
  representativeRegistered,
} from './contracts/representative.events.js';
export {
  receptionScheduled,
  stationCodeIssued,
  stationCodeRevoked,
  stationRegistered,
  stationRosterAssigned,
} from './contracts/station.events.js';
export { mostNotifiedAtOnce, notificationReceived } from './contracts/notification.events.js';
export { webhookChanged } from './contracts/webhook.events.js';
export { suggestionTransitioned } from './contracts/suggestion.events.js';
export { ActorRole, SuggestionAction, SuggestionStatus } from './contracts/suggestion-vocabulary.js';
export { defineEvent, type EventContract, type EventInput } from './define-event.js';
export { dropEventTables, eventTables } from './event-tables.js';
export type { EventActor, LoggedEvent, NewEvent, PlacedEvent } from './event.types.js';
export { type Leader, type LeaderOptions, startLeader } from './listen/start-leader.js';
export { decodeCursor, encodeCursor, type LogPlace } from './log/cursor.js';
export { eventsModule } from './log/events-module.js';
export {
  latestPosition,
  type LogBounds,
  logBounds,
  markAt,
  readLog,
  type ReadLogOptions,
  readLogTypes,
} from './log/read-log.js';
export type { NatsOptions } from './nats/nats-options.js';
export {
  appendToOutbox,
  loggedPlace,
  outboxColumns,
  outboxParameters,
  outboxRecord,
  outboxValues,
  outboxWidth,
  type PlaceRow,
  publishOne,
} from './outbox.js';
export { appendTold, publishAlone, type Told } from './relay/publish-alone.js';
export { LocalFeed } from './relay/local-feed.js';
export type { Relay, RelayOptions } from './relay/relay.types.js';
export { startRelay } from './relay/start-relay.js';
export { wakeRelay } from './relay/wake-relay.js';
export type { LogTail, LogTailOptions, TailCounts } from './tail/log-tail.types.js';
export { startLogTail } from './tail/start-log-tail.js';
export { topic } from './topics.js';
