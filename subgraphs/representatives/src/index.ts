export type { MandateEnd } from './mandate/end-mandate.js';
export type { MandateInput } from './mandate/grant-mandates.js';
export { MandateStatus, MandateSuspensionGround } from './mandate/mandate.entity.js';
export { resumeMandate, suspendMandate } from './mandate/suspend-mandate.js';
export { systemActor } from './system-actor.js';
export type { RegisteredRepresentative, RepresentativeInput } from './representative/register-representatives.js';
export { CongressLevel } from './representative/representative.entity.js';
export type { RepresentativesContext } from './representatives-context.js';
export {
  createRepresentativesSubgraph,
  representativesModule,
  type RepresentativesOptions,
  representativesSchema,
  type RepresentativesSubgraph,
} from './subgraph.js';
export { dutyActorOf, type DutyActor, type DutyCommander, dutySystemActor } from './duty/duty.actor.js';
export type { DutyOutcome, DutyServices } from './duty/duty-command.js';
export { keepDutyHouse } from './duty/keep-house.js';
export { addDutyRecord } from './duty-record/add-duty-record.js';
export { approveDutyRecord, rejectDutyRecord, revokeDutyRecord } from './duty-record/decide-duty-record.js';
export { dutyArchiveConsumer } from './duty-record/duty-archive.consumer.js';
export { closeSuggestionTasks } from './claim-market/close-suggestion-tasks.js';
export { claimMarketConsumer } from './claim-market/market.consumer.js';
export { openSuggestionTasks } from './claim-market/open-suggestion-tasks.js';
export { claimDutyTask } from './duty-task/claim-duty-task.js';
export { completeDutyTask } from './duty-task/complete-duty-task.js';
export { excuseDutyOffer } from './duty-task/excuse-duty-offer.js';
export { expireDutyOffers } from './duty-task/expire-duty-offers.js';
export { offerDutyTask } from './duty-task/offer-duty-task.js';
export { releaseDutyTask } from './duty-task/release-duty-task.js';
export { rejectFinding } from './finding/judge-finding.js';
export { verifyFinding } from './finding/verify-finding.js';
export { passDue } from './rectification/pass-due.js';
export { acceptRectification, followUpRectification } from './rectification/rectify.js';
export type { RepresentativesUseCases } from './use-cases.js';
