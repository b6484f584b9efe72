/** Codes, ids and instants (§2). */
import { type Check, integer, matching } from './shape.js';

/** A neutral code: `[a-z0-9-]{1,32}`. */
export const code: Check<string> = matching(
  /^[a-z0-9-]{1,32}$/,
  'a code of a-z, 0-9 and -',
  '代号（小写字母、数字和连字符，至多 32 位）',
);

/**
 * A real-world id `<scheme>:<value>`, the value 1 to 112 characters without ASCII space or control.
 *
 * Never a database key: the same real world must give the same draw on every installation, because the
 * order of ids is the order of leaves, and the order of leaves decides which ticket a unit gets.
 */
export const id: Check<string> = matching(
  /^[a-z][a-z0-9-]{0,15}:[\u0021-\u007e\u0080-\u{10ffff}]{1,112}$/u,
  'an id <scheme>:<value>',
  '标识（如 uscc:… 或 licence:…）',
);

/** A unified social credit code, without its check character being tested (the registry does that). */
export const authority: Check<string> = matching(
  /^[0-9A-HJ-NPQRTUWXY]{2}[0-9]{6}[0-9A-HJ-NPQRTUWXY]{10}$/,
  'a credit code',
  '统一社会信用代码',
);

/** A hundred million units: more than any register, and little enough to be refused by name and not by memory. */
export const count: Check<number> = integer(0, 100_000_000);

/** Whole seconds since 1970-01-01T00:00:00Z. */
export const instant: Check<number> = integer(0, 253_402_300_799);
