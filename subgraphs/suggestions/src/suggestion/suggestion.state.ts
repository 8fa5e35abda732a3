import { recordColumns } from '@lianxin/workflow';
import type { IntakeChannel, Rating, SuggestionStatus, Urgency } from './suggestion.enums.js';

/** A suggestion (群众意见建议) as it is stored. Instants are in UTC. */
export interface SuggestionState {
  readonly id: string;
  readonly version: number;
  readonly number: string;
  readonly stationId: string;
  readonly regionCode: string;
  /** Region codes from the province down to the station's own region. */
  readonly regionPath: readonly string[];
  readonly channel: IntakeChannel;
  readonly title: string;
  readonly content: string;
  readonly categoryCode: string | null;
  readonly urgency: Urgency;
  readonly status: SuggestionStatus;
  readonly constituentId: string | null;
  /** Account that may follow and rate it; null when somebody without an account raised it. */
  readonly constituentAccountId: string | null;
  readonly anonymous: boolean;
  readonly contactConsent: boolean;
  readonly leadUnitId: string | null;
  readonly assistUnitIds: readonly string[];
  readonly representativeId: string | null;
  readonly collectedAt: Date;
  readonly admittedAt: Date | null;
  /** The first dispatch: the handling clock starts here and never starts anew. */
  readonly dispatchedAt: Date | null;
  readonly acceptedAt: Date | null;
  readonly repliedAt: Date | null;
  readonly closedAt: Date | null;
  /** When the running limit began and when it ends; both null when no limit runs. */
  readonly clockStartedAt: Date | null;
  readonly dueAt: Date | null;
  /** End of the handling limit, kept while another limit (sign, decide) runs. */
  readonly handleDueAt: Date | null;
  /** Set while the handling clock stands still (RETURN_PENDING). */
  readonly pausedAt: Date | null;
  /** Until when the unit may ask to return the case. */
  readonly returnBy: Date | null;
  readonly dispatchCount: number;
  readonly designated: boolean;
  readonly reworkNo: number;
  readonly mergedIntoId: string | null;
  readonly rating: Rating | null;
  readonly source: string | null;
  readonly sourceNumber: string | null;
  readonly supportCount: number;
  readonly opposeCount: number;
  readonly calendarVersion: string;
  readonly updatedAt: Date;
}

type Property = keyof SuggestionState;

/** What was said, by whom and where, and what is counted beside the steps. */
const fixed = [
  'id',
  'version',
  'number',
  'stationId',
  'regionCode',
  'regionPath',
  'channel',
  'title',
  'content',
  'constituentId',
  'constituentAccountId',
  'anonymous',
  'contactConsent',
  'collectedAt',
  'source',
  'sourceNumber',
  'supportCount',
  'opposeCount',
] as const satisfies readonly Property[];

/** What a step may change. */
const changing = [
  'categoryCode',
  'urgency',
  'status',
  'leadUnitId',
  'assistUnitIds',
  'representativeId',
  'admittedAt',
  'dispatchedAt',
  'acceptedAt',
  'repliedAt',
  'closedAt',
  'clockStartedAt',
  'dueAt',
  'handleDueAt',
  'pausedAt',
  'returnBy',
  'dispatchCount',
  'designated',
  'reworkNo',
  'mergedIntoId',
  'rating',
  'calendarVersion',
  'updatedAt',
] as const satisfies readonly Property[];

/** The part of a suggestion that a step may change. */
export type SuggestionChange = Pick<SuggestionState, (typeof changing)[number]>;

const columns = recordColumns<SuggestionState>([...fixed, ...changing]);
const changes = recordColumns<SuggestionChange>(changing);

/** A whole row as a statement that writes returns it, by the names of its columns. */
export type SuggestionRecord = Readonly<Record<string, unknown>>;

/** Columns that a step may change. */
export const changingColumns = changes.names;

/** The select list of a suggestion under the alias `s`, each column by the name of its property. */
export const suggestionColumns = columns.select('s');

/** A record as the state's properties. */
export const stateOf = (row: SuggestionRecord): SuggestionState => columns.stateOf(row);

/** The state as a JSON row for `jsonb_populate_record`. */
export const rowOf = (state: SuggestionState): string => JSON.stringify(columns.rowOf(state));

/** What a step may change, by the names of the columns. */
export const changesOf = (state: SuggestionState): Readonly<Record<string, unknown>> => changes.rowOf(state);
