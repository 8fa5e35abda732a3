/** What can be done with schemes, for programs in the same process: demo data, CLI. Who may is decided by who calls. */
export type { CommandOutcome } from '../keyed-commands.js';
export type { DutySchemesParts } from './duty-schemes.context.js';
export { closeEvaluation } from './evaluation/closing/close-evaluation.js';
export { correctEvaluation } from './evaluation/closing/correct-evaluation.js';
export { enrolEvaluated } from './evaluation/enrol-evaluated.js';
export { judgeSubject } from './evaluation/judge-subject.js';
export { recordTalk } from './evaluation/record-talk.js';
export { saveEvaluationScheme } from './evaluation/save-evaluation-scheme.js';
export { claimPoints, decideClaim as decidePointsClaim } from './points/claim-points.js';
export { correctPoints } from './points/correct-points.js';
export { savePointsScheme } from './points/save-points-scheme.js';
