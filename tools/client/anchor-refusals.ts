import { ClientError } from './client-error.js';

/** docs/draw.md §6: an anchor is made within ten minutes of the freeze. */
const ANCHOR_WINDOW_SECONDS = 600;

/** No two clocks agree; further behind than this, seconds, a clock is wrong. */
const CLOCK_TOLERANCE_SECONDS = 30;

/**
 * When to sign, Unix seconds: now, or the freeze's own second where this clock is a little behind. Refuses outside the
 * window: the anchor would be void.
 */
export function signingTime(at: number, frozenAt: number): number {
  if (at < frozenAt - CLOCK_TOLERANCE_SECONDS) {
    throw new ClientError(
      'CLOCK_BEHIND',
      `本机时钟比封库时间慢 ${frozenAt - at} 秒，请先校时。`,
      `This machine's clock is ${frozenAt - at} s behind the freeze; set it first.`,
    );
  }
  if (at > frozenAt + ANCHOR_WINDOW_SECONDS) {
    throw new ClientError(
      'ANCHOR_WINDOW',
      '封库已超过 600 秒，不能再锚定；须作废后重新封库。',
      'The freeze is more than 600 s past: too late to anchor. It must be voided and frozen anew.',
    );
  }
  return Math.max(at, frozenAt);
}

export function notAWitness(): ClientError {
  return new ClientError(
    'NOT_A_WITNESS',
    '没有这次抽取，或本账户不是它的见证人。',
    'There is no such draw, or this account is not a witness of it.',
  );
}

export function otherKey(): ClientError {
  return new ClientError(
    'OTHER_KEY',
    '规则登记的见证人中没有本密钥文件的公钥（或规则没有登记见证人），不能签名。请核对密钥文件，并请操作人核对 rules.json 的 witnesses。',
    'No witness in the rules has the public key of this key file (or the rules name none); nothing was signed. Look at the key file, and at witnesses in rules.json.',
  );
}

export function otherStatement(): ClientError {
  return new ClientError(
    'OTHER_STATEMENT',
    '所示封库说明与封库承诺不符，不能签名，请报告。',
    'The statement shown is not the one committed to; nothing was signed. Report it.',
  );
}

export function otherRules(): ClientError {
  return new ClientError(
    'OTHER_RULES',
    '所示规则与封库承诺不符，不能签名，请报告。',
    'The rules shown are not those committed to; nothing was signed. Report it.',
  );
}

export function valueGiven(): ClientError {
  return new ClientError(
    'VALUE_KEPT',
    '密钥文件中已有本次抽取的数值，不会替换；请去掉 --dice 或 --digits 再试。',
    'The key file already holds a value for this draw; try again without --dice or --digits.',
  );
}
