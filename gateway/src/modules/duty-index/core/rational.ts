/** An exact fraction in lowest terms; the denominator is positive. */
export interface Rational {
  readonly num: bigint;
  readonly den: bigint;
}

function gcdOfNumbers(a: number, b: number): number {
  while (b !== 0) [a, b] = [b, a % b];
  return Math.abs(a);
}

function gcd(a: bigint, b: bigint): bigint {
  const [small, other] = [Number(a), Number(b)];
  // Nearly all are small, and plain numbers are ten times as fast; a board of thousands has tens of thousands of these.
  if (Number.isSafeInteger(small) && Number.isSafeInteger(other)) return BigInt(gcdOfNumbers(small, other));
  while (b !== 0n) [a, b] = [b, a % b];
  return a < 0n ? -a : a;
}

/** The fraction `num / den`. Throws RangeError for a denominator of zero: what cannot be divided is null, not a number. */
export function rational(num: bigint | number, den: bigint | number = 1n): Rational {
  const [top, bottom] = [BigInt(num), BigInt(den)];
  if (bottom === 1n) return { num: top, den: 1n };
  if (bottom === 0n) throw new RangeError('A fraction with the denominator 0');
  const shared = gcd(top, bottom) * (bottom < 0n ? -1n : 1n);
  return { num: top / shared, den: bottom / shared };
}

export const zero: Rational = rational(0);

export function add(a: Rational, b: Rational): Rational {
  return rational(a.num * b.den + b.num * a.den, a.den * b.den);
}

export function multiply(a: Rational, b: Rational): Rational {
  return rational(a.num * b.num, a.den * b.den);
}

/** Throws RangeError when `b` is zero. */
export function divide(a: Rational, b: Rational): Rational {
  return rational(a.num * b.den, a.den * b.num);
}

/** Below zero, zero or above it, as `a` is less than, equal to or greater than `b`. */
export function compare(a: Rational, b: Rational): number {
  const difference = a.num * b.den - b.num * a.den;
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

/** The fraction in whole units of 1/`scale`, a half rounded up (away from nothing: indices are never negative). */
export function roundHalfUp({ num, den }: Rational, scale: number): number {
  if (num < 0n) throw new RangeError('Rounding is for what is not negative');
  return Number((2n * num * BigInt(scale) + den) / (2n * den));
}
