import {
  byCodePoint,
  formatId,
  ID_SCHEMES,
  type IdScheme,
  type KnownNumbers,
  realWorldId,
  TARGET_SCHEMES,
  unescapedNumber,
} from '../identifiers/index.js';
import { blank, identifier } from './fault-words.js';
import type { FieldReader } from './field-reader.js';
import { schemeOf } from './identifier-cell.js';

/** Who a row is about. */
export interface TargetIdentity {
  /** `<scheme>:<value>`, what draws are keyed by. */
  readonly id: string;
  readonly idScheme: IdScheme;
  readonly idValue: string;
}

/** Columns for a number of the target's own. Several numbers of one kind stand in one cell, separated by `；`. */
export const NUMBER_FIELDS = ['uscc', 'orgcode', 'regno', 'licence', 'foreign'] as const;

/** Every column by which a row may say who it is about. */
export const IDENTITY_FIELDS = ['idValue', ...NUMBER_FIELDS, 'personNumber'] as const;

const WITH_SCHEME = /^([a-z]{2,8}):(.+)$/i;

/** Reads who a row is about: the first number there is, in the fixed priority of schemes. */
export function readTargetId(reader: FieldReader, idScheme: IdScheme | undefined): TargetIdentity {
  return readTargetNumbers(reader, idScheme).identity;
}

/** Reads every number of a target: the first by priority is its id, the others follow it in that priority. */
export function readTargetNumbers(
  reader: FieldReader,
  idScheme: IdScheme | undefined,
): { readonly identity: TargetIdentity; readonly others: readonly string[] } {
  const faultsBefore = reader.faults.length;
  const numbers = gatherNumbers(reader, idScheme);
  const id = realWorldId(numbers);
  if (!('fault' in id)) {
    return {
      identity: { id: id.id, idScheme: id.scheme, idValue: id.value },
      others: others(numbers, id.id),
    };
  }
  if (reader.faults.length === faultsBefore) {
    const field = NUMBER_FIELDS.find((column) => reader.knows(column)) ?? 'idValue';
    const code = id.fault.code === 'BLANK' ? 'BLANK_FIELD' : 'BAD_IDENTIFIER';
    const words =
      id.fault.code === 'BLANK'
        ? { ...blank, zh: '没有统一社会信用代码、注册号或许可证号。' }
        : identifier(id.fault);
    reader.refuse(field, code, words);
  }
  return { identity: { id: '', idScheme: idScheme ?? 'uscc', idValue: '' }, others: [] };
}

function gatherNumbers(reader: FieldReader, idScheme: IdScheme | undefined): KnownNumbers {
  const numbers: Partial<Record<IdScheme, string[]>> = {};
  const add = (scheme: IdScheme, value: string | undefined) => {
    if (value !== undefined) numbers[scheme] = [...(numbers[scheme] ?? []), value];
  };
  for (const scheme of NUMBER_FIELDS) {
    for (const cell of reader.list(scheme)) add(scheme, reader.identifier(scheme, scheme, cell));
  }
  const given = reader.text('idValue');
  if (given !== undefined) {
    const [scheme, number] = idScheme === undefined ? withScheme(given) : ([idScheme, given] as const);
    add(scheme, reader.identifier('idValue', scheme, number));
  }
  for (const cell of reader.list('otherIds')) {
    const [scheme, number] = withScheme(cell);
    add(scheme, reader.identifier('otherIds', scheme, number));
  }
  if (isAboutPerson(reader)) add('np', reader.identifier('personNumber', 'np'));
  return numbers;
}

/**
 * A person's number is read only where the row has no other: in a list of firms it is their representative's, which is
 * not needed here and not taken (个人信息保护法第六条).
 */
function isAboutPerson(reader: FieldReader): boolean {
  return IDENTITY_FIELDS.every((field) => field === 'personNumber' || reader.isBlank(field));
}

function others(numbers: KnownNumbers, id: string): readonly string[] {
  const [given, ...more] = Object.values(numbers);
  if (more.length === 0 && given?.length === 1) return [];
  const all = ID_SCHEMES.flatMap((scheme) =>
    [numbers[scheme] ?? []]
      .flat()
      .sort(byCodePoint)
      .map((value) => formatId(scheme, value)),
  );
  return [...new Set(all)].filter((other) => other !== id);
}

/** `licence:JY1440…` says its scheme, of any other number the form tells it. */
export function withScheme(cell: string): readonly [IdScheme, string] {
  const [, prefix = '', number = ''] = WITH_SCHEME.exec(cell.trim()) ?? [];
  const scheme = TARGET_SCHEMES.find((known) => known === prefix.toLowerCase());
  return scheme === undefined ? [schemeOf(cell), cell] : [scheme, unescapedNumber(number)];
}
