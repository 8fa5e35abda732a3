/** A telephone number taken apart; numbers outside mainland China have neither an area nor eleven digits. */
export interface PhoneNumber {
  readonly kind: 'MOBILE' | 'LANDLINE' | 'OTHER';
  /** All digits to dial inside China: `13800001234`, `057188881234`. */
  readonly digits: string;
  /** The area code with its zero, of a landline only: `0571`. */
  readonly area: string;
}

const MOBILE = /^1[3-9]\d{9}$/;
const LANDLINE = /^(0(?:10|2\d|[3-9]\d\d))(\d{7,8})$/;

/**
 * Reads a number as people write it: full-width digits, blanks, brackets, dashes, `+86`, `0086`, an extension behind 转
 * (which is dropped: it names no other line). Undefined when there is no digit in it.
 */
export function parsePhone(raw: string): PhoneNumber | undefined {
  const [main = ''] = raw.normalize('NFKC').split(/转|分机|ext|#/i);
  const written = main.replace(/[^\d+]/g, '');
  const abroad = /^(?:\+|00)86(\d+)$/.exec(written)?.[1];
  const digits = (abroad ?? written).replace(/\D/g, '').replace(/^86(?=1[3-9]\d{9}$)/, '');
  if (digits === '') return undefined;
  if (MOBILE.test(digits)) return { kind: 'MOBILE', digits, area: '' };
  // Behind +86 the area code is written without its zero.
  const dialled = abroad !== undefined && !digits.startsWith('0') ? `0${digits}` : digits;
  const area = LANDLINE.exec(dialled)?.[1];
  return area === undefined ? { kind: 'OTHER', digits, area: '' } : { kind: 'LANDLINE', digits: dialled, area };
}
