/** An exact fraction in lowest terms; the denominator is positive. */
export interface Rational {
  readonly num: bigint;
  readonly den: bigint;
}

// Written without destructuring: that makes an array a step wherever code has not been compiled yet, and a board of
// thousands, which is seldom asked for, makes tens of thousands of fractions in such code.

function gcdOfNumbers(a: number, b: number): number {
  let last = a;
  for (let rest = b; rest !== 0;) {
    const next = last % rest;
    last = rest;
    rest = next;
  }
  return Math.abs(last);
}

function gcd(a: bigint, b: bigint): bigint {
  while (b !== 0n) [a, b] = [b, a % b];
  return a < 0n ? -a : a;
}

/** The fraction `num / den`. Throws RangeError for a denominator of zero: what cannot be divided is null, not a number. */
export function rational(num: bigint | number, den: bigint | number = 1n): Rational {
  const top = Number(num);
  const bottom = Number(den);
  if (bottom === 0) throw new RangeError('A fraction with the denominator 0');
  // Nearly all are small, and plain numbers are ten times as fast.
  if (Number.isSafeInteger(top) && Number.isSafeInteger(bottom)) {
    const shared = gcdOfNumbers(top, bottom) * Math.sign(bottom);
    return { num: BigInt(top / shared), den: BigInt(bottom / shared) };
  }
  const [whole, other] = [BigInt(num), BigInt(den)];
  const shared = gcd(whole, other) * (other < 0n ? -1n : 1n);
  return { num: whole / shared, den: other / shared };
}

/** A whole number, which needs no reduction. */
export function whole(count: number): Rational {
  return { num: BigInt(count), den: 1n };
}

export const zero: Rational = whole(0);

export function add(a: Rational, b: Rational): Rational {
  if (a.den === b.den) return rational(a.num + b.num, a.den);
  return rational(a.num * b.den + b.num * a.den, a.den * b.den);
}

export function multiply(a: Rational, b: Rational): Rational {
  return rational(a.num * b.num, a.den * b.den);
}

/** Throws RangeError when `b` is zero. */
export function divide(a: Rational, b: Rational): Rational {
  return a.den === b.den ? rational(a.num, b.num) : rational(a.num * b.den, a.den * b.num);
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
