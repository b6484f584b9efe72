import { z } from 'zod';
import { checkRules, type Rules } from '../../scheduler/draw/index.js';
import { neutralCode } from '../../schema/draw/neutral-code.js';
import { underProtocol } from '../client/client-error.js';
import { notAShare, notRules } from './rules-faults.js';
import { parseCommented, readTyped } from './rules-text.js';
import { publicSource, toSource } from './sources-file.js';

/** Sizes and the like are left to the protocol's own checks, which name field and range. */
const whole = z.unknown().optional();

const stratum = z.strictObject({
  code: z.string(),
  /** What the spreadsheet's column 层 may say instead of the code. */
  name: z.string().optional(),
  /** Risk classes of the spreadsheet that make up this stratum. */
  class: z.union([z.string(), z.array(z.string())]).optional(),
  /** Parts per million, or a text such as `3%`. */
  rate: whole,
  count: whole,
  rounding: z.string().optional(),
  bound: z.string().optional(),
  reserve: whole,
  select: z.string().default('sr-ticket/1'),
});

const slot = z.strictObject({
  n: whole,
  role: z.string().default('inspector'),
  department: z.string().optional(),
  skill: z.string().optional(),
});

const team = z.strictObject({
  alg: z.string().default('sr-assign/1'),
  bound: whole,
  slots: z.array(slot),
  capacity: whole,
  certificate: z.string().optional(),
  leaveDays: whole,
});

const rulesFile = z.strictObject({
  authority: z.string(),
  /** Of the campaign, where the command line names none. */
  campaign: z.string().optional(),
  /** Which units the spreadsheet covers, in words. */
  filter: z.string().optional(),
  stage: z.string().default('both'),
  mode: z.string().default('open'),
  strata: z.array(stratum),
  total: whole,
  window: z.unknown().optional(),
  team: team.optional(),
  operator: z.union([z.string(), z.strictObject({ id: z.string(), name: z.string().optional() })]),
  witnesses: z
    .array(z.strictObject({ id: z.string(), name: z.string().optional(), publicKey: z.string() }))
    .default([]),
  publicSources: z.array(publicSource).default([]),
  substitution: z.unknown().optional(),
  terms: z.unknown().optional(),
  basis: z.string().optional(),
});

/** The stratum that a spreadsheet's words mean. */
export interface StratumWords {
  readonly code: string;
  readonly name?: string;
  readonly classes: readonly string[];
  readonly byWeight: boolean;
}

/** A rules file as read: the protocol's rules, and what a spreadsheet's words mean under them. */
export interface RulesFile {
  readonly rules: Rules;
  readonly strata: readonly StratumWords[];
  readonly campaign?: string;
  readonly filter?: string;
  /** Codes made from words, for showing them again. */
  readonly words: ReadonlyMap<string, string>;
}

/** Reads an easily written rules file. @throws ClientError naming the field; the protocol's own codes where they apply */
export async function readRulesFile(path: string): Promise<RulesFile> {
  const value = parseCommented(await readTyped(path), path);
  const checked = rulesFile.safeParse(value);
  if (!checked.success) throw notRules(path, value, checked.error.issues);
  const file = checked.data;
  const words = new Map<string, string>();
  const rules = underProtocol(() => checkRules(withoutBlanks(draft(file, words))));
  return {
    rules,
    strata: file.strata.map(({ code, name, class: given, select }) => ({
      code,
      name,
      classes: given === undefined ? [] : [given].flat(),
      byWeight: select === 'sr-pps/1',
    })),
    campaign: file.campaign,
    filter: file.filter,
    words,
  };
}

function draft(file: z.infer<typeof rulesFile>, words: Map<string, string>) {
  const code = (text: string | undefined) => (text === undefined ? undefined : codeOf(text, words));
  const { authority, stage, mode, total, window, substitution, terms, basis } = file;
  const operator = typeof file.operator === 'string' ? { id: file.operator } : file.operator;
  return {
    alg: 'dr/1',
    authority,
    stage,
    mode,
    strata: file.strata
      .map(({ name: _, class: __, ...one }) => strataRule(one, total !== undefined))
      .sort((a, b) => (a.code < b.code ? -1 : 1)),
    total,
    window,
    team: file.team && {
      ...file.team,
      certificate: code(file.team.certificate),
      slots: file.team.slots.map((one) => ({
        ...one,
        department: code(one.department),
        skill: code(one.skill),
      })),
    },
    entropy: [
      { type: 'operator', ...operator },
      ...file.witnesses.map((witness) => ({ type: 'witness', ...witness })),
      ...file.publicSources.map(toSource),
    ],
    substitution,
    terms,
    basis,
  };
}

/** Rounding up is what a legal minimum asks for, and what is meant where nothing is said. */
function strataRule(
  { rate, reserve, rounding, ...one }: Omit<z.infer<typeof stratum>, 'name' | 'class'>,
  total: boolean,
) {
  const isShare = rate !== undefined || total;
  return {
    ...one,
    rate: readRate(rate, one.code),
    reserve: reserve ?? 0,
    rounding: rounding ?? (isShare ? 'ceil' : undefined),
  };
}

/** `3%` and `2.5%` become parts per million; whole numbers are such parts already. @throws ClientError `MALFORMED` */
function readRate(rate: unknown, stratum: string): unknown {
  if (rate === undefined) return undefined;
  if (typeof rate === 'number' && Number.isInteger(rate)) return rate;
  const percent = typeof rate === 'string' ? /^(\d{1,3})(?:\.(\d{1,4}))?\s*[%％]$/.exec(rate.trim()) : null;
  if (!percent) throw notAShare(stratum, rate);
  const millionths = Number(percent[1]) * 10_000 + Number((percent[2] ?? '').padEnd(4, '0'));
  if (millionths > 1_000_000) throw notAShare(stratum, rate);
  return millionths;
}

/** The protocol's code of a word, noted down. */
export function codeOf(text: string, words: Map<string, string>): string {
  const code = neutralCode(text);
  if (code !== text) words.set(code, text);
  return code;
}

/** Keys without a value are absent, at every depth. */
function withoutBlanks(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutBlanks);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).filter(([, part]) => part !== undefined);
  return Object.fromEntries(entries.map(([key, part]) => [key, withoutBlanks(part)]));
}
