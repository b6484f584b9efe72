import { type FilterQuery, raw } from '@mikro-orm/core';
import { containing } from '../shared/like.js';
import { PublicRecord } from './publication.entity.js';
import type { PublicationKind } from './publication.states.js';

/** What the public may look for; all of it must hold. */
export interface PublicSearch {
  /** A credit code, registration or licence number, with its scheme or without. */
  readonly identifier?: string;
  /** A part of the name. */
  readonly name?: string;
  readonly kind?: PublicationKind;
  /** A department's code. */
  readonly department?: string;
  /** A division's code: of departments there, or in divisions below it. */
  readonly division?: string;
  /** The beginning of a code of GB/T 4754: `F52`. */
  readonly trade?: string;
  readonly campaign?: string;
  readonly resultCode?: string;
  /** Words of the result. */
  readonly resultWords?: string;
  /** The first and last day of the visit or decision, both within. */
  readonly fromOn?: string;
  readonly toOn?: string;
}

type Condition = FilterQuery<PublicRecord>;

/** The characters of a text in twos, or its only one: what the index of names holds (migration 0004). */
function gramsOf(text: string): string[] {
  const characters = [...text.replace(/[A-Z]/g, (letter) => letter.toLowerCase())];
  const pairs = characters.slice(1).map((character, n) => `${characters[n]}${character}`);
  return pairs.length > 0 ? [...new Set(pairs)] : characters;
}

/** The index finds texts that have these characters together; the text itself decides. */
function holding(column: 'entity_name' | 'result_text', part: string): Condition[] {
  const wanted = gramsOf(part).map((gram) => `"${gram.replace(/["\\]/g, '\\$&')}"`);
  const indexed = raw(`target_grams(${column}, '{}') @> ?::text[]`, [`{${wanted.join(',')}}`]);
  const property = column === 'entity_name' ? 'entityName' : 'resultText';
  return [{ [indexed]: [] } as Condition, { [property]: containing(part) } as Condition];
}

function identified(identifier: string): Condition {
  return identifier.includes(':') ? { realId: identifier, identifier: numberOf(identifier) } : { identifier };
}

/** The value of a real-world id alone. */
export function numberOf(realId: string): string {
  return realId.slice(realId.indexOf(':') + 1);
}

/** The conditions of a search. */
export function searchConditions(search: PublicSearch): Condition[] {
  const { identifier, name, kind, department, division, trade } = search;
  const { campaign, resultCode, resultWords, fromOn, toOn } = search;
  return [
    ...(identifier ? [identified(identifier)] : []),
    ...(name ? holding('entity_name', name) : []),
    ...(kind ? [{ kind }] : []),
    ...(department ? [{ departmentCode: department }] : []),
    ...(division ? [{ divisionCodes: { $contains: [division] } }] : []),
    ...(trade ? [{ tradePrefixes: { $contains: [trade] } }] : []),
    ...(campaign ? [{ campaignCode: campaign }] : []),
    ...(resultCode ? [{ resultCode }] : []),
    ...(resultWords ? holding('result_text', resultWords) : []),
    ...(fromOn ? [{ happenedOn: { $gte: fromOn } }] : []),
    ...(toOn ? [{ happenedOn: { $lte: toOn } }] : []),
  ];
}
