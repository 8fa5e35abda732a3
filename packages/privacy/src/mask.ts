import { inertText } from './inert-text.js';
import { parsePhone } from './phone-number.js';

/** What stands for a person who gave no name. */
export const ANONYMOUS = '匿名';

/** 复姓: surnames of two characters, kept whole, so that a reader sees a surname as with any other name. */
const compoundSurnames = new Set(
  (
    '欧阳 上官 司马 司徒 司空 诸葛 夏侯 东方 皇甫 尉迟 公孙 慕容 令狐 长孙 宇文 轩辕 端木 独孤 南宫 西门 东郭 百里 呼延 ' +
    '澹台 公冶 宗政 濮阳 淳于 单于 太叔 申屠 仲孙 钟离 鲜于 闾丘 闻人 赫连 万俟 拓跋 亓官 巫马 公西 漆雕 乐正 梁丘 左丘'
  ).split(' '),
);

/**
 * A name as everybody may see it: the surname (of a name in another script, its first letter) and one star, so that the
 * length of the rest does not show. `张*`, `欧阳*`, `J*`; an empty name is 匿名.
 */
export function maskName(name: string | null | undefined): string {
  const letters = [...inertText(name ?? '', {}).replaceAll(' ', '')];
  if (letters.length === 0 || letters.slice(0, 2).join('') === ANONYMOUS) return ANONYMOUS;
  const shown = letters.length > 2 && compoundSurnames.has(letters.slice(0, 2).join('')) ? 2 : 1;
  return `${letters.slice(0, shown).join('')}*`;
}

/**
 * A telephone number as everybody may see it: `138****1234`, a landline `0571-****1234`. Of any other number at most the
 * last four digits stay, and of one under eight digits none. Empty for a text without a digit.
 */
export function maskPhone(phone: string | null | undefined): string {
  const parsed = parsePhone(phone ?? '');
  if (parsed === undefined) return '';
  const { kind, digits, area } = parsed;
  const last = digits.slice(-4);
  if (kind === 'MOBILE') return `${digits.slice(0, 3)}****${last}`;
  if (kind === 'LANDLINE') return `${area}-${'*'.repeat(digits.length - area.length - 4)}${last}`;
  return digits.length < 8 ? '****' : `****${last}`;
}
