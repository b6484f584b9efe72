import type { CalendarDate } from '../../../scheduler/calendar/index.js';
import { formatId, halfWidth, TARGET_SCHEMES } from '../identifiers/index.js';
import type { FieldReader } from './field-reader.js';
import { schemeOf } from './identifier-cell.js';

/** Days on which an officer is not to be sent, both included. */
export interface LeavePeriod {
  readonly fromOn: CalendarDate;
  readonly toOn: CalendarDate;
}

/** Why an officer stands back (penalty law Art. 43). */
export type RecusalReason = 'kinship' | 'interest' | 'formerEmployment' | 'other';

/** A declared conflict between an officer and a target. */
export interface Recusal {
  /** The target's id, `<scheme>:<value>`. */
  readonly targetId: string;
  readonly reason: RecusalReason;
}

const REASONS: Readonly<Record<string, RecusalReason>> = {
  近亲属: 'kinship',
  利害关系: 'interest',
  曾任职: 'formerEmployment',
  其他: 'other',
};

/** Reads `2026-03-02~2026-03-06；2026-05-11`: periods and single days, separated by `；`. */
export function readLeave(reader: FieldReader): LeavePeriod[] {
  return reader.list('leave').flatMap((part) => {
    const [from = '', to = from] = part.split(/[~～至]/).map((text) => text.trim());
    const fromOn = reader.date('leave', false, from);
    const toOn = to === from ? fromOn : reader.date('leave', false, to);
    if (fromOn === undefined || toOn === undefined) return [];
    if (fromOn <= toOn) return [{ fromOn, toOn }];
    reader.refuse('leave', 'DATE_ORDER', {
      zh: '请休假的结束日早于开始日。',
      en: 'The leave ends before it begins.',
      remedy: { zh: '请更正日期。', en: 'Correct the dates.' },
    });
    return [];
  });
}

const WITH_SCHEME = /^(uscc|orgcode|regno|licence|foreign):(.+)$/i;

/**
 * Reads `91440802…（近亲属）；licence:JY123（利害关系）`: the target's number with the reason in brackets. A number that is
 * no credit code, registration number or organisation code carries its scheme.
 */
export function readRecusals(reader: FieldReader): Recusal[] {
  return reader.list('recusals').flatMap((part) => {
    const match = /^([^()]+)\(([^()]+)\)$/.exec(halfWidth(part));
    const reason = REASONS[match?.[2]?.trim() ?? ''];
    const cell = match?.[1];
    if (cell === undefined || reason === undefined) {
      reader.refuse('recusals', 'UNKNOWN_VALUE', {
        zh: '回避对象应写作“统一社会信用代码（原因）”。',
        en: 'A recusal is written as a credit code with its reason in brackets.',
        remedy: {
          zh: `原因可为：${Object.keys(REASONS).join('、')}；多个对象用“；”分开。`,
          en: `Reasons: ${Object.keys(REASONS).join(', ')}; separate several with "；".`,
        },
      });
      return [];
    }
    const explicit = WITH_SCHEME.exec(cell.trim());
    const scheme = TARGET_SCHEMES.find((known) => known === explicit?.[1]?.toLowerCase()) ?? schemeOf(cell);
    const value = reader.identifier('recusals', scheme, explicit?.[2] ?? cell);
    return value === undefined ? [] : [{ targetId: formatId(scheme, value), reason }];
  });
}
