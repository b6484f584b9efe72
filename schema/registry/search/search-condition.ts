import { TARGET_SCHEMES } from '../../shared/identifiers/index.js';
import { memberTargets } from '../special-pool/member-targets.js';
import { holdsOnDay } from '../special-pool/membership.js';
import type { TargetStatus } from '../target/target.states.js';

/** What targets are searched by; an absent condition asks nothing. */
export interface TargetSearch {
  /** A part of the name or of a former name. */
  readonly text?: string;
  /** The beginning of a number, whichever identifier it is; or of a whole real-world id with its scheme. */
  readonly code?: string;
  /** A division; those below it are searched, too. */
  readonly division?: string;
  /** The trade as the source words it, or the beginning of a code of GB/T 4754. */
  readonly trade?: string;
  /** All of these. */
  readonly tags?: readonly string[];
  readonly specialPoolId?: string;
  /** `-` for those without a class. */
  readonly riskClass?: string;
  readonly status?: TargetStatus;
  readonly district?: string;
}

/** One condition in two forms of the same meaning: for the index, and for a row that is looked at anyway. */
export interface SearchPart {
  readonly indexed: string;
  readonly indexedValues: readonly unknown[];
  readonly plain: string;
  readonly plainValues: readonly unknown[];
}

const grams = 'target_grams(name, former_names)';
const marks =
  'target_marks(risk_class, status, division_code, district, trade, trade_codes, tags, identifiers)';
/** Latin letters, and what they become; the same as in `target_words`. */
const letters = "'ABCDEFGHIJKLMNOPQRSTUVWXYZ', 'abcdefghijklmnopqrstuvwxyz'";
const behindScheme = "substr(i, strpos(i, ':') + 1)";
/** Beginnings of other identifiers that stand in the index. */
const markedLengths = [12, 8, 4] as const;

/** A PostgreSQL array of texts. It stands in the statement itself, so that the planner knows how rare each text is. */
export function arrayOf(texts: readonly string[]): string {
  return `{${texts.map((text) => `"${text.replace(/["\\]/g, '\\$&')}"`).join(',')}}`;
}

function both(sql: string, ...values: unknown[]): SearchPart {
  return { indexed: sql, indexedValues: values, plain: sql, plainValues: values };
}

function marked(mark: string, plain: string, ...plainValues: unknown[]): SearchPart {
  return { indexed: `${marks} @> ?::text[]`, indexedValues: [arrayOf([mark])], plain, plainValues };
}

function textPart(text: string): SearchPart {
  const words = text.trim().replace(/[A-Z]/g, (letter) => letter.toLowerCase());
  const characters = [...words];
  const pairs = characters.slice(1).map((character, n) => `${characters[n]}${character}`);
  // Few have former names: for the others the function need not be called.
  const plain = `(strpos(translate(name, ${letters}), ?) > 0
    or (former_names <> '{}' and strpos(target_words(name, former_names), ?) > 0))`;
  const wanted = arrayOf(pairs.length > 0 ? [...new Set(pairs)] : characters);
  // One or two characters are a gram themselves: nothing is left to check.
  const check = characters.length > 2 ? ` and ${plain}` : '';
  return {
    indexed: `(${grams} @> ?::text[]${check})`,
    indexedValues: [wanted, ...(check ? [words, words] : [])],
    plain,
    plainValues: [words, words],
  };
}

/** The end of the ids that begin so, in the order of their bytes. */
const behind = (prefix: string) => `${prefix}\u{10ffff}`;

function codePart(code: string): SearchPart {
  const prefix = code.trim();
  const prefixes = prefix.includes(':') ? [prefix] : TARGET_SCHEMES.map((scheme) => `${scheme}:${prefix}`);
  const ranges = prefixes.map(() => '(real_id >= ? and real_id < ?)').join(' or ');
  const rangeValues = prefixes.flatMap((one) => [one, behind(one)]);
  const [scheme, number] = prefix.includes(':') ? prefix.split(/:(.*)/s) : [undefined, prefix];
  const other = scheme
    ? `exists (select 1 from unnest(identifiers) i where starts_with(i, ?))`
    : `exists (select 1 from unnest(identifiers) i where starts_with(${behindScheme}, ?))`;
  const length = markedLengths.find((most) => most <= (number ?? '').length);
  const plain = { plain: `(${ranges} or ${other})`, plainValues: [...rangeValues, prefix] };
  // Fewer than four characters are looked for at the beginning of the id alone.
  if (length === undefined) return both(`(${ranges})`, ...rangeValues);
  return {
    indexed: `(${ranges} or (${marks} @> ?::text[] and ${other}))`,
    indexedValues: [...rangeValues, arrayOf([`i=${(number ?? '').slice(0, length)}`]), prefix],
    ...plain,
  };
}

function tradePart(trade: string): SearchPart {
  if (!/^[A-T]\d{0,4}$/.test(trade)) return marked(`t=${trade}`, "coalesce(trade, '-') = ?", trade);
  const plain = 'exists (select 1 from unnest(trade_codes) code where starts_with(code, ?))';
  return marked(`g=${trade}`, plain, trade);
}

function divisionPart(codes: readonly string[]): SearchPart {
  return {
    indexed: `${marks} && ?::text[]`,
    indexedValues: [arrayOf(codes.map((code) => `d=${code}`))],
    plain: 'division_code = any(?::text[])',
    plainValues: [arrayOf(codes)],
  };
}

/** What a search is asked within. */
export interface SearchGround {
  /** Those that the reader may see. */
  readonly departments: readonly string[];
  /** The codes of the division asked for and of those below. */
  readonly divisions: readonly string[];
  /** `YYYY-MM-DD` */
  readonly today: string;
}

/** The conditions of a search. */
export function searchParts(search: TargetSearch, ground: SearchGround): SearchPart[] {
  const { text, code, trade, tags, specialPoolId, riskClass, status, district } = search;
  return [
    ...(text?.trim() ? [textPart(text)] : []),
    ...(code?.trim() ? [codePart(code)] : []),
    ...(search.division ? [divisionPart(ground.divisions)] : []),
    ...(trade ? [tradePart(trade)] : []),
    ...(tags ?? []).map((tag) => marked(`k=${tag}`, '? = any(tags)', tag)),
    ...(riskClass ? [marked(`c=${riskClass}`, "coalesce(risk_class, '-') = ?", riskClass)] : []),
    ...(status ? [marked(`s=${status}`, 'status = ?', status)] : []),
    ...(district ? [marked(`a=${district}`, 'district = ?', district)] : []),
    ...(specialPoolId ? [specialPoolPart(specialPoolId, ground)] : []),
  ];
}

function specialPoolPart(id: string, { departments, today }: SearchGround): SearchPart {
  const resolved = memberTargets({
    sql: `select distinct special_pool.department_id, one.real_id from special_pool_member one
            join special_pool on special_pool.id = one.special_pool_id
           where ${holdsOnDay} and special_pool.id = ? and special_pool.department_id = any(?::uuid[])`,
    values: [today, today, today, id, arrayOf(departments)],
  });
  return both(
    `real_id in (with recursive ${resolved.sql} select resolved.real_id from resolved)`,
    ...resolved.values,
  );
}
