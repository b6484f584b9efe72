/** A number drawn in public by somebody else: a lottery issue, public dice (§3, §6). */
import { utf8 } from './bytes.js';
import { code, instant } from './codes.js';
import { DrawFault } from './faults.js';
import { type Check, integer, list, oneOf, shape, text } from './shape.js';

/** `count` whole numbers from `min` to `max`; `distinct`: each comes at most once, and order does not matter. */
export interface NumberPart {
  count: number;
  min: number;
  max: number;
  distinct: boolean;
}

export interface NumberSource {
  type: 'number';
  id: string;
  name: string;
  parts: NumberPart[];
}

/** As a commitment has it: with the issue, and the instant before which nobody can know its numbers. */
export interface CommittedNumber extends NumberSource {
  issue: string;
  knowableAt: number;
}

const bound = integer(0, 999_999_999);

const fields = {
  type: oneOf('number'),
  id: code,
  name: text,
  parts: list(
    shape<NumberPart>({ count: integer(1, 20), min: bound, max: bound, distinct: oneOf(true, false) }),
    1,
    16,
  ),
};

export const numberSource: Check<NumberSource> = shape<NumberSource>(fields);

export const committedNumber: Check<CommittedNumber> = shape<CommittedNumber>({
  ...fields,
  issue: text,
  knowableAt: instant,
});

/** `RULES_CONTRADICT` for a part that no number can satisfy. */
export function checkNumber({ id, parts }: NumberSource): void {
  parts.forEach(({ count, min, max, distinct }, i) => {
    if (min <= max && (!distinct || count <= max - min + 1)) return;
    throw new DrawFault('RULES_CONTRADICT', {
      zh: `“${id}”第 ${i + 1} 组取不出这样的号码`,
      en: `part ${i + 1} of ${id} has no such numbers`,
    });
  });
}

/** How many results are possible: over all parts, (max − min + 1)^count, or the binomial where distinct. */
export function outcomesOf(parts: readonly NumberPart[]): bigint {
  return parts.reduce((product, { count, min, max, distinct }) => {
    const choices = BigInt(max - min + 1);
    return product * (distinct ? binomial(choices, count) : choices ** BigInt(count));
  }, 1n);
}

/** Every intermediate quotient is itself a binomial, hence whole. */
function binomial(n: bigint, k: number): bigint {
  let result = 1n;
  for (let i = 0n; i < BigInt(k); i++) result = (result * (n - i)) / (i + 1n);
  return result;
}

/** The bytes of a result, part by part: ascending in a distinct part, else in the order in which they fell. */
export function numberValue(parts: readonly (readonly number[])[]): Uint8Array {
  return utf8(parts.map((numbers) => numbers.join(',')).join('|'));
}

/** The numbers of a value, part by part. `REVEAL_WEAK`, `NUMBER_FORMAT` in any part, then `NUMBER_RANGE`. */
export function readNumber({ id, parts }: NumberSource, value: Uint8Array): number[][] {
  if (value.length === 0) throw new DrawFault('REVEAL_WEAK');
  const given = asciiOf(value).split('|');
  const read = parts.map((rule, i) => readPart(rule, given[i]) ?? badFormat(id, i, rule));
  if (given.length !== parts.length) badFormat(id, parts.length - 1, parts.at(-1)!);
  read.forEach((numbers, i) => {
    const { min, max } = parts[i]!;
    const found = numbers.find((number) => number < min || number > max);
    if (found === undefined) return;
    throw new DrawFault('NUMBER_RANGE', { id, part: i + 1, found: String(found), min, max });
  });
  return read.map((numbers) => numbers.map(Number));
}

/** Undefined where the part is not written as it must be. Of any size: the range is a question of its own. */
function readPart(rule: NumberPart, written: string | undefined): bigint[] | undefined {
  const texts = written?.split(',') ?? [];
  if (texts.length !== rule.count || !texts.every((one) => /^(?:0|[1-9][0-9]*)$/.test(one))) return undefined;
  const numbers = texts.map(BigInt);
  const ascends = numbers.every((number, i) => i === 0 || numbers[i - 1]! < number);
  return rule.distinct && !ascends ? undefined : numbers;
}

function badFormat(id: string, part: number, { count }: NumberPart): never {
  throw new DrawFault('NUMBER_FORMAT', { id, part: part + 1, count });
}

/** Bytes as characters one by one; no byte beyond ASCII can then pass for a digit. */
function asciiOf(value: Uint8Array): string {
  return Array.from(value, (byte) => String.fromCharCode(byte)).join('');
}
