/** Exact fractions of whole numbers, always reduced, with a positive denominator. */
export interface Fraction {
  readonly num: bigint;
  readonly den: bigint;
}

export const zero: Fraction = { num: 0n, den: 1n };
export const one: Fraction = { num: 1n, den: 1n };

/** `num / den`; whole numbers may be given as safe integers. */
export function fraction(num: bigint | number, den: bigint | number = 1n): Fraction {
  const [n, d] = [BigInt(num), BigInt(den)];
  if (d <= 0n) throw new RangeError(`fraction: denominator ${d}`);
  const divisor = greatestDivisor(n < 0n ? -n : n, d);
  return { num: n / divisor, den: d / divisor };
}

function greatestDivisor(a: bigint, b: bigint): bigint {
  let [x, y] = [a, b];
  while (y !== 0n) [x, y] = [y, x % y];
  return x;
}

export function add(a: Fraction, b: Fraction): Fraction {
  return fraction(a.num * b.den + b.num * a.den, a.den * b.den);
}

export function times(a: Fraction, b: Fraction): Fraction {
  return fraction(a.num * b.num, a.den * b.den);
}

/** Less than zero, zero or more, as a is less than b, equal or more. */
export function compare(a: Fraction, b: Fraction): number {
  const difference = a.num * b.den - b.num * a.den;
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

/** The nearest double, near enough: 18 significant digits are kept before dividing. */
export function toNumber({ num, den }: Fraction): number {
  const most = BigInt(Number.MAX_SAFE_INTEGER);
  if (num <= most && den <= most) return Number(num) / Number(den);
  const shift = 10n ** 18n;
  return Number((num * shift) / den) / 1e18;
}

/** `3/20`, or `1` where it is whole. */
export function toText({ num, den }: Fraction): string {
  return den === 1n ? String(num) : `${num}/${den}`;
}
