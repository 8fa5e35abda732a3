import { SuggestionAction, SuggestionStatus } from '@lianxin/events';

/** In which part somebody has to do with a suggestion. */
export type Party =
  /** The person who raised it (反映人), where they have an account. */
  | 'OWNER'
  /** The liaison officers of its station (联络员). */
  | 'STATION'
  /** The clerks of the unit that leads (主办单位). */
  | 'LEAD_UNIT'
  /** The clerks of the units that assist (协办单位). */
  | 'ASSIST_UNITS'
  /** The clerks of the unit that it was taken from. */
  | 'FORMER_UNIT'
  /** The deputy it was given to (代表). */
  | 'DEPUTY'
  /** The congress offices of its region and those above (代工委). */
  | 'OFFICE'
  /** The inspection rooms there (督查室). */
  | 'INSPECTORS';

/**
 * Whom each action concerns: those who now have something to do, and those who wait. Offices hear of what only they can
 * decide; what merely happens they see in their lists. Imports are history and tell nobody.
 */
const parties: Readonly<Record<SuggestionAction, readonly Party[]>> = {
  [SuggestionAction.COLLECT]: ['STATION'],
  [SuggestionAction.ADMIT]: ['OWNER'],
  [SuggestionAction.REJECT]: ['OWNER'],
  [SuggestionAction.MERGE]: ['OWNER'],
  [SuggestionAction.WITHDRAW]: ['STATION'],
  [SuggestionAction.DISPATCH]: ['OWNER', 'LEAD_UNIT', 'ASSIST_UNITS', 'DEPUTY'],
  [SuggestionAction.REDISPATCH]: ['OWNER', 'LEAD_UNIT', 'ASSIST_UNITS', 'DEPUTY', 'STATION'],
  [SuggestionAction.ACCEPT]: ['OWNER', 'STATION'],
  [SuggestionAction.REQUEST_RETURN]: ['OFFICE'],
  [SuggestionAction.APPROVE_RETURN]: ['FORMER_UNIT', 'STATION'],
  [SuggestionAction.DENY_RETURN]: ['LEAD_UNIT'],
  [SuggestionAction.SELF_ANSWER]: ['OWNER'],
  [SuggestionAction.REPLY]: ['OWNER', 'STATION', 'ASSIST_UNITS'],
  [SuggestionAction.EVALUATE]: ['LEAD_UNIT', 'DEPUTY', 'STATION'],
  [SuggestionAction.EXPIRE]: ['OWNER', 'LEAD_UNIT', 'DEPUTY', 'STATION'],
  [SuggestionAction.CLOSE]: ['OWNER', 'LEAD_UNIT', 'DEPUTY', 'STATION'],
  [SuggestionAction.IMPORT_REPLY]: [],
};

/** What an action left open concerns those who have to go on from there. */
const waitingFor: Readonly<Partial<Record<SuggestionStatus, readonly Party[]>>> = {
  [SuggestionStatus.REWORK]: ['OFFICE'],
  [SuggestionStatus.ESCALATED]: ['OFFICE', 'INSPECTORS'],
};

/** Whom an action that led to a status concerns, each party once. */
export function concernedBy(action: SuggestionAction, toStatus: SuggestionStatus): ReadonlySet<Party> {
  return new Set([...parties[action], ...(waitingFor[toStatus] ?? [])]);
}

/** Where the accounts of the parties are found: ids that their grants name, and accounts themselves. */
export interface Concerned {
  readonly stationId: string | null;
  readonly unitIds: readonly string[];
  readonly representativeIds: readonly string[];
  readonly officeRegions: readonly string[];
  readonly inspectorRegions: readonly string[];
  readonly accountIds: readonly string[];
}

/** What an event says of whom it may concern. */
export interface ConcernSource {
  readonly action: SuggestionAction;
  readonly toStatus: SuggestionStatus;
  readonly stationId: string;
  readonly leadUnitId: string | null;
  readonly assistUnitIds: readonly string[];
  readonly representativeId: string | null;
  /** The event's topics: its owner's account and a former unit are named there and nowhere else. */
  readonly topics: readonly string[];
  /** The regions of the suggestion, from the top down. */
  readonly regionPath: readonly string[];
}

const idsOf = (kind: string, topics: readonly string[]): string[] =>
  topics.filter((topic) => topic.startsWith(`${kind}:`)).map((topic) => topic.slice(kind.length + 1));

/** Whom an event concerns, as ids. */
export function concernedIn(source: ConcernSource): Concerned {
  const parts = concernedBy(source.action, source.toStatus);
  const { leadUnitId, assistUnitIds, representativeId, topics, regionPath } = source;
  const present = [...(leadUnitId === null ? [] : [leadUnitId]), ...assistUnitIds];
  const former = idsOf('unit', topics).filter((id) => !present.includes(id));
  const unitIds = [
    ...(parts.has('LEAD_UNIT') && leadUnitId !== null ? [leadUnitId] : []),
    ...(parts.has('ASSIST_UNITS') ? assistUnitIds : []),
    ...(parts.has('FORMER_UNIT') ? former : []),
  ];
  return {
    stationId: parts.has('STATION') ? source.stationId : null,
    unitIds: [...new Set(unitIds)],
    representativeIds: parts.has('DEPUTY') && representativeId !== null ? [representativeId] : [],
    officeRegions: parts.has('OFFICE') ? regionPath : [],
    inspectorRegions: parts.has('INSPECTORS') ? regionPath : [],
    accountIds: parts.has('OWNER') ? idsOf('account', topics) : [],
  };
}
