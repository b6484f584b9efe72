import type { CalendarDate } from '../../../scheduler/calendar/index.js';
import { formatId, halfWidth } from '../identifiers/index.js';
import { dateOrder, unknownValue } from './fault-words.js';
import { type FieldReader, meaningOf } from './field-reader.js';
import { LEAVE_KINDS, type LeaveReason, RECUSAL_REASONS, type RecusalReason } from './inspector-words.js';
import { withScheme } from './target-identity.js';

/** Days on which an officer is not to be sent, both included. */
export interface LeavePeriod {
  readonly fromOn: CalendarDate;
  readonly toOn: CalendarDate;
  readonly kind: LeaveReason;
}

/** A declared conflict between an officer and a target. */
export interface Recusal {
  /** The target's id, `<scheme>:<value>`. */
  readonly targetId: string;
  readonly reason: RecusalReason;
  /** The days on which it holds, both included; absent: from the declaration on, and without end. */
  readonly fromOn?: CalendarDate;
  readonly endsOn?: CalendarDate;
}

const DASH = /[~～至]/;

/**
 * Reads `2026-03-02~2026-03-06（培训）；2026-05-11`: periods and single days, separated by `；`, with their kind in
 * brackets or in a column of its own; leave where none is given.
 */
export function readLeave(reader: FieldReader): LeavePeriod[] {
  const kindOfAll = reader.choice('leaveKind', LEAVE_KINDS) ?? 'leave';
  return reader.list('leave').flatMap((part) => {
    const [, days = '', word] = /^([^()]+)(?:\(([^()]+)\))?$/.exec(halfWidth(part)) ?? [];
    const kind = word === undefined ? kindOfAll : meaningOf(word, LEAVE_KINDS);
    if (kind === undefined) {
      reader.refuse('leave', 'UNKNOWN_VALUE', unknownValue(Object.keys(LEAVE_KINDS)));
      return [];
    }
    const [from = '', to = from] = days.split(DASH).map((text) => text.trim());
    const fromOn = reader.date('leave', false, from);
    const toOn = to === from ? fromOn : reader.date('leave', false, to);
    if (fromOn === undefined || toOn === undefined) return [];
    if (fromOn <= toOn) return [{ fromOn, toOn, kind }];
    reader.refuse(
      'leave',
      'DATE_ORDER',
      dateOrder('请休假的结束日早于开始日。', 'The leave ends before it begins.'),
    );
    return [];
  });
}

/**
 * Reads `91440802…（近亲属）；licence:JY123（曾任职，2020-01-01至2023-12-31）`: the target's number with the reason in
 * brackets, and the days on which it holds where they are known. A number that is no credit code, registration number
 * or organisation code carries its scheme.
 */
export function readRecusals(reader: FieldReader): Recusal[] {
  return reader.list('recusals').flatMap((part) => {
    const [, cell, word = '', period] = /^([^()]+)\(([^(),]+)(?:,([^()]*))?\)$/.exec(halfWidth(part)) ?? [];
    const reason = meaningOf(word, RECUSAL_REASONS);
    if (cell === undefined || reason === undefined) {
      reader.refuse('recusals', 'UNKNOWN_VALUE', {
        zh: '回避对象应写作“统一社会信用代码（原因）”或“统一社会信用代码（原因，起至止）”。',
        en: 'A recusal is written as a credit code with its reason, and perhaps its period, in brackets.',
        remedy: {
          zh: `原因可为：${Object.keys(RECUSAL_REASONS).join('、')}；多个对象用“；”分开。`,
          en: `Reasons: ${Object.keys(RECUSAL_REASONS).join(', ')}; separate several with "；".`,
        },
      });
      return [];
    }
    const [scheme, number] = withScheme(cell);
    const value = reader.identifier('recusals', scheme, number);
    const days = readPeriod(reader, period);
    return value === undefined || days === undefined
      ? []
      : [{ targetId: formatId(scheme, value), reason, ...days }];
  });
}

/** The days of `2020-01-01至2023-12-31`; either end may be open. */
function readPeriod(
  reader: FieldReader,
  period: string | undefined,
): Pick<Recusal, 'fromOn' | 'endsOn'> | undefined {
  if (period === undefined) return {};
  const [from = '', to = ''] = period.split(DASH).map((text) => text.trim());
  const fromOn = from === '' ? undefined : reader.date('recusals', false, from);
  const endsOn = to === '' ? undefined : reader.date('recusals', true, to);
  if ((from !== '' && fromOn === undefined) || (to !== '' && endsOn === undefined)) return undefined;
  if (fromOn !== undefined && endsOn !== undefined && fromOn > endsOn) {
    reader.refuse(
      'recusals',
      'DATE_ORDER',
      dateOrder('回避期间的结束日早于开始日。', 'The recusal ends before it begins.'),
    );
    return undefined;
  }
  return { ...(fromOn && { fromOn }), ...(endsOn && { endsOn }) };
}
