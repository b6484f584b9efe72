import type { CalendarDate } from '../../../scheduler/calendar/index.js';
import { blank, dateOrder, unknownValue } from './fault-words.js';
import { type FieldReader, meaningOf } from './field-reader.js';
import { CERTIFICATE_STATES, type CertificateState } from './inspector-words.js';

/** One enforcement certificate (执法证). */
export interface CertificateRow {
  readonly kind?: string;
  readonly number: string;
  readonly issuer?: string;
  readonly scope?: string;
  readonly validFromOn?: CalendarDate;
  /** `9999-12-31` when the certificate has no end. */
  readonly validToOn: CalendarDate;
  /** Undefined when the file says nothing. */
  readonly status?: CertificateState;
}

const PARALLEL = [
  'certificateKind',
  'certificateIssuer',
  'certificateScope',
  'certificateStatus',
  'validFromOn',
  'validToOn',
] as const;

/**
 * Reads an officer's certificates. Several stand in one cell, separated by `；`; the other columns then hold as many
 * values in the same order, or a single one that is meant for all. An end of validity is mandatory, an end before the
 * beginning is a fault.
 */
export function readCertificates(reader: FieldReader): CertificateRow[] {
  const numbers = reader.list('certificateNumber');
  if (numbers.length === 0) return [];
  const lists = Object.fromEntries(PARALLEL.map((field) => [field, parallel(reader, field, numbers.length)]));
  if (reader.isBlank('validToOn')) reader.refuse('validToOn', 'BLANK_FIELD', blank);
  return numbers.flatMap((cell, index) => {
    // One of several certificates may lack what the others have.
    const at = (field: (typeof PARALLEL)[number]) => lists[field]?.[index] || undefined;
    const number = reader.identifier('certificateNumber', 'cert', cell);
    const [beginning, end] = period(at('validToOn'));
    const validFromOn = dateAt(reader, 'validFromOn', at('validFromOn') ?? beginning, false);
    const validToOn = dateAt(reader, 'validToOn', end, true);
    if (validFromOn !== undefined && validToOn !== undefined && validFromOn > validToOn) {
      const words = dateOrder('有效期止早于有效期起。', 'The end of validity lies before its beginning.');
      reader.refuse('validToOn', 'DATE_ORDER', words);
    }
    const status = statusAt(reader, at('certificateStatus'));
    if (number === undefined || validToOn === undefined) return [];
    const kind = at('certificateKind');
    return [
      {
        kind,
        number,
        issuer: at('certificateIssuer'),
        scope: at('certificateScope'),
        validFromOn,
        validToOn,
        ...(status && { status }),
      },
    ];
  });
}

/** 有效期 is often written as a period, `2022-07-01至2027-06-30`. */
function period(cell: string | undefined): readonly [string | undefined, string | undefined] {
  const match = /^(.*\d.*?)[~～至](.+)$/.exec(cell ?? '');
  return match === null ? [undefined, cell] : [match[1]?.trim(), match[2]?.trim()];
}

function statusAt(reader: FieldReader, cell: string | undefined): CertificateState | undefined {
  if (cell === undefined || cell === '') return undefined;
  const status = meaningOf(cell, CERTIFICATE_STATES);
  return (
    status ??
    reader.refuse('certificateStatus', 'UNKNOWN_VALUE', unknownValue(Object.keys(CERTIFICATE_STATES)))
  );
}

function dateAt(reader: FieldReader, field: string, cell: string | undefined, mayBeLongTerm: boolean) {
  return cell === undefined ? undefined : reader.date(field, mayBeLongTerm, cell);
}

/** As many values as there are certificates. A scope keeps its `、`, which separates matters within one certificate. */
function parallel(reader: FieldReader, field: string, count: number): string[] {
  const text = reader.text(field, 2_000);
  if (text === undefined) return [];
  const values = text.split(/[；;|]/).map((part) => part.trim());
  const [only] = values;
  if (values.length === 1 && only !== undefined) return Array.from({ length: count }, () => only);
  if (values.length !== count) {
    reader.refuse(field, 'UNEQUAL_LISTS', {
      zh: `有 ${count} 个执法证号，此处却有 ${values.length} 个值。`,
      en: `There are ${count} certificate numbers, but ${values.length} values here.`,
      remedy: {
        zh: '请按证号顺序用“；”逐一对应，或只填一个共用的值。',
        en: 'Give one value per number in the same order, separated by "；", or a single one for all.',
      },
    });
  }
  return values;
}
