import { types, type CustomTypesConfig } from 'pg';

type Parse = (text: string) => unknown;

const oid = { int8: 20, date: 1082, timestamp: 1114, numeric: 1700, textArray: 1009, int8Array: 1016, dateArray: 1182 };

const parseText = types.getTypeParser(oid.textArray) as (text: string) => string[];

/** A bigint as a number while that is exact, else as its digits. */
const integer = (text: string): number | string => {
  const value = Number(text);
  return Number.isSafeInteger(value) ? value : text;
};

const asIs: Parse = (text) => text;

const parsers = new Map<number, Parse>([
  [oid.int8, integer],
  // A calendar day has no time zone: as a Date it would be another day somewhere.
  [oid.date, asIs],
  [oid.numeric, asIs],
  [oid.timestamp, (text) => new Date(`${text.replace(' ', 'T')}Z`)],
  [oid.int8Array, (text) => parseText(text).map((item) => (item === null ? null : integer(item)))],
  [oid.dateArray, (text) => parseText(text)],
]);

/** How values come back: per pool, so that no global parser of the driver changes under other users of it. */
export const typeParsers: CustomTypesConfig = {
  getTypeParser: (id: number, format?: 'text' | 'binary') =>
    (format === 'binary' ? undefined : parsers.get(id)) ?? (types.getTypeParser(id, format ?? 'text') as Parse),
};
