import { types, type CustomTypesConfig } from 'pg';

type Parse = (text: string) => unknown;

const oid = {
  int8: 20,
  date: 1082,
  timestamp: 1114,
  timestamptz: 1184,
  numeric: 1700,
  textArray: 1009,
  int8Array: 1016,
  dateArray: 1182,
};

const parseText = types.getTypeParser(oid.textArray) as (text: string) => string[];

/** A bigint as a number while that is exact, else as its digits. */
const integer = (text: string): number | string => {
  const value = Number(text);
  return Number.isSafeInteger(value) ? value : text;
};

const parseInstant = types.getTypeParser(oid.timestamptz) as Parse;

/** Sessions run in UTC, so an instant ends in `+00`; whatever does not (infinity, years before Christ) is left to the driver. */
const instant: Parse = (text) =>
  text.endsWith('+00') && text.length < 30 ? new Date(`${text.slice(0, -3).replace(' ', 'T')}Z`) : parseInstant(text);

const asIs: Parse = (text) => text;

const parsers = new Map<number, Parse>([
  [oid.int8, integer],
  // A calendar day has no time zone: as a Date it would be another day somewhere.
  [oid.date, asIs],
  [oid.numeric, asIs],
  [oid.timestamp, (text) => new Date(`${text.replace(' ', 'T')}Z`)],
  [oid.timestamptz, instant],
  [oid.int8Array, (text) => parseText(text).map((item) => (item === null ? null : integer(item)))],
  [oid.dateArray, (text) => parseText(text)],
]);

/** How values come back: per pool, so that no global parser of the driver changes under other users of it. */
export const typeParsers: CustomTypesConfig = {
  getTypeParser: (id: number, format?: 'text' | 'binary') =>
    (format === 'binary' ? undefined : parsers.get(id)) ?? (types.getTypeParser(id, format ?? 'text') as Parse),
};
