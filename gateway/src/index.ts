import 'reflect-metadata';
export { createGateway, gatewayModules } from './gateway.js';
export type { Gateway, GatewayOptions, GatewaySubgraph, ListenOptions } from './gateway.types.js';
export { notificationsConsumer } from './modules/notifications/notifications.subgraph.js';
export type { MailOptions } from './modules/notifications/mailer.js';
export { webhookRegionsConsumer } from './modules/webhooks/webhooks.subgraph.js';
export { manifestOf, TrustedDocuments, type TrustedMode } from './documents/trusted-documents.js';
export { gatewaySchemas } from './gateway-schemas.js';
export { isAddressOrNetwork } from './guard/network-list.js';
export type { GatewayRequest } from './guard/gateway-request.js';
export { localMember } from './join-members.js';
export { defaultGatewayLimits, type GatewayLimits } from './guard/limits.js';
export { type Log, type LogFields, silentLog } from './log.js';
export { type IndexPeriod, PeriodKind, periodStarting } from './modules/duty-index/core/index-period.js';
export { roundHalfUp } from './modules/duty-index/core/rational.js';
export { type BoardRow, Boards } from './modules/duty-index/read/board.js';
export { type IndexLedger, type LedgerMember, readIndexLedger } from './modules/duty-index/read/index-ledger.js';
export { type GroupResult, groupResults, type GroupTable } from './modules/duty-schemes/evaluation/group-results.js';
export { JudgementSource } from './modules/duty-schemes/evaluation/evaluation-scheme.js';
export { exampleEvaluationScheme } from './modules/duty-schemes/evaluation/example-scheme.js';
export { examplePointsScheme } from './modules/duty-schemes/points/example-scheme.js';
export { type LoadedScheme, loadSchemeDocument } from './modules/duty-schemes/loading/load-scheme-document.js';
export { schemeFaults } from './modules/duty-schemes/loading/scheme-faults.js';
export { type SchemeKind, schemeKinds } from './modules/duty-schemes/loading/scheme-kinds.js';
export {
  type PointsLedger,
  type PointsLedgerMember,
  readPointsLedger,
} from './modules/duty-schemes/points/points-ledger.js';
export * from './modules/duty-schemes/duty-schemes.use-cases.js';
export { dutySchemesConsumer } from './modules/duty-schemes/duty-schemes.consumer.js';
export { dutyWarningsConsumer } from './modules/duty-schemes/warnings/duty-warnings.consumer.js';
export { dutyIndexConsumer } from './modules/duty-index/projection/duty-index.consumer.js';
export type { IdentityUseCases } from './modules/identity/identity.use-cases.js';
export type { CreateAccountInput } from './modules/identity/create-account.js';
export type { Grant } from './modules/identity/grants.js';
export { readPrincipal } from './modules/identity/read-principal.js';
export type { SessionTokens, SignInOutcome } from './modules/identity/session-tokens.js';
