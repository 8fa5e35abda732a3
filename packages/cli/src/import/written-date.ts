import type { DateFault, ParsedDate } from './parsed-date.js';

const TIME =
  '(?<half>上午|下午|中午|凌晨|早上|清晨|傍晚|晚上|夜里|AM|PM)?(?<hour>\\d{1,2})[:时点](?:(?<minute>\\d{1,2})(?:[:分](?<second>\\d{1,2})?(?:\\.\\d+)?秒?)?)?(?<half2>AM|PM)?';
const ZONE = '(?<zone>Z|[+-]\\d{2}:?\\d{2})?';
const patterns = [
  '(?<year>\\d{4})[-/.年](?<month>\\d{1,2})[-/.月](?<day>\\d{1,2})[日号]?',
  '(?<year>\\d{4})(?<month>\\d{2})(?<day>\\d{2})',
  '(?<month>\\d{1,2})月(?<day>\\d{1,2})[日号]?',
].map((date) => new RegExp(`^${date}(?:T?${TIME}${ZONE})?$`, 'i'));

/** Hours to add for a word that names a part of the day; on a twelve-hour clock 12 is 0. */
const afternoon = new Set(['下午', '傍晚', '晚上', '夜里', 'PM']);
const morning = new Set(['上午', '凌晨', '早上', '清晨', 'AM']);

/**
 * Reads a date written as text: `2019/8/23 10:12:37`, `2024.3.5`, `2024年3月5日 下午3:20`, `20240305`, `3月5日`, ISO 8601.
 * The day's name in the week is ignored. Whether the date is plausible is not judged here.
 */
export function parseWrittenDate(text: string, yearHint?: number): ParsedDate | { fault: DateFault } {
  const plain = text
    .replace(/\(?(?:星期|周|礼拜)[一二三四五六日天]\)?/g, '')
    .replace(/(\d)\s+(?=\d)/g, '$1T')
    .replace(/\s/g, '');
  const match = patterns.map((pattern) => pattern.exec(plain)).find((found) => found !== null);
  if (!match?.groups) return { fault: 'DATE_UNREADABLE' };
  const { year, month, day, hour, minute, second, zone } = match.groups;
  const writtenYear = year === undefined ? yearHint : Number(year);
  if (writtenYear === undefined) return { fault: 'DATE_WITHOUT_YEAR' };
  const date = Date.UTC(writtenYear, Number(month) - 1, Number(day));
  if (new Date(date).getUTCMonth() !== Number(month) - 1) return { fault: 'DATE_IMPOSSIBLE' };
  const half = (match.groups['half'] ?? match.groups['half2'])?.toUpperCase();
  const seconds = secondsOf(Number(hour ?? 0), Number(minute ?? 0), Number(second ?? 0), half);
  if (seconds === undefined) return { fault: 'DATE_IMPOSSIBLE' };
  return { at: new Date(date + seconds * 1000 - offsetMs(zone)), hasTime: hour !== undefined };
}

function secondsOf(hour: number, minute: number, second: number, half: string | undefined): number | undefined {
  const isMidnight = hour === 24 && minute === 0 && second === 0;
  if ((hour > 23 && !isMidnight) || minute > 59 || second > 59) return undefined;
  return (hourOf(hour, half) * 60 + minute) * 60 + second;
}

/** 下午3 is 15, 下午12 is 12, 上午12 is 0, 中午1 is 13, 晚上12 is the end of the day; an hour over 12 says all by itself. */
function hourOf(hour: number, half: string | undefined): number {
  if (half === undefined || hour > 12) return hour;
  if (morning.has(half)) return hour % 12;
  if (half === '晚上' || half === '夜里') return hour === 12 ? 24 : hour + 12;
  if (afternoon.has(half)) return (hour % 12) + 12;
  return hour < 11 ? hour + 12 : hour; // 中午
}

/** The offset that a text names; Asia/Shanghai's where it names none. */
function offsetMs(zone: string | undefined): number {
  if (zone === undefined) return 8 * 3_600_000;
  if (zone.toUpperCase() === 'Z') return 0;
  const minutes = Number(zone.slice(1, 3)) * 60 + Number(zone.slice(-2));
  return (zone.startsWith('-') ? -minutes : minutes) * 60_000;
}
