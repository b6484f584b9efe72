import { LockMode } from '@mikro-orm/core';
import { recordEvent } from '../../audit/index.js';
import { takeNext } from '../../number/index.js';
import { getOwnDepartment } from '../../plan/index.js';
import { type PageArguments, pageById } from '../../shared/page.js';
import { isRefusal } from '../../shared/refusal.js';
import type { Reader, Unit } from '../../shared/unit.js';
import { DocumentKind, documentKinds } from '../document.kinds.js';
import { DocumentNumber, NumberRule } from './number.entity.js';
import {
  NumberNotFound,
  NumberPatternInvalid,
  NumberRuleMissing,
  NumberUsed,
  NumberVoid,
} from './number.errors.js';
import { NumberState } from './number.states.js';

const YEAR = '{年}';
const NUMBER = '{号}';

/** A rule to set. */
export interface NumberRuleDraft {
  readonly kind: DocumentKind;
  readonly pattern: string;
}

/** The rules of every basic kind that follow from a department's short name: 湛市监 gives 湛市监检通〔{年}〕{号}号. */
export function rulesFor(shortName: string): NumberRuleDraft[] {
  return (Object.entries(documentKinds) as [DocumentKind, { numberWord: string }][]).map(
    ([kind, { numberWord }]) => ({
      kind,
      pattern: `${shortName}${numberWord}〔${YEAR}〕${NUMBER}号`,
    }),
  );
}

function findFault({ pattern }: NumberRuleDraft): NumberPatternInvalid | undefined {
  const fields = pattern.match(/\{[^}]*\}/g) ?? [];
  const unknown = fields.find((field) => field !== YEAR && field !== NUMBER);
  if (unknown) {
    return new NumberPatternInvalid(
      `只能用 ${YEAR} 与 ${NUMBER}`,
      `only ${YEAR} (year) and ${NUMBER} (number) stand in braces`,
    );
  }
  // Each year begins anew at 1: without the year two papers would have one number.
  if (
    fields.filter((field) => field === YEAR).length !== 1 ||
    fields.filter((field) => field === NUMBER).length !== 1
  ) {
    return new NumberPatternInvalid(
      `须恰有一个 ${YEAR} 与一个 ${NUMBER}`,
      `it needs ${YEAR} and ${NUMBER} once each`,
    );
  }
  return undefined;
}

/** Sets how numbers are written, from the next number on. Those that were given stay as they are. */
export async function setNumberRules(unit: Unit, drafts: readonly NumberRuleDraft[]) {
  const department = getOwnDepartment(unit);
  const fault = drafts.map(findFault).find((one) => one !== undefined);
  if (fault) return fault;
  for (const { kind, pattern } of drafts) {
    const taken = await unit.em.findOne(NumberRule, { department, pattern, kind: { $ne: kind } });
    if (taken || drafts.some((other) => other.kind !== kind && other.pattern === pattern)) {
      return new NumberPatternInvalid(
        '与本部门另一种文书的规则相同，会重号',
        'another kind of the department has the same',
      );
    }
    await unit.em.upsert(
      NumberRule,
      {
        ...{ id: unit.newId(), department, kind, pattern, setAt: unit.now },
        setById: unit.actor.accountId ?? unit.newId(),
      },
      { onConflictFields: ['department', 'kind'], onConflictMergeFields: ['pattern', 'setAt', 'setById'] },
    );
  }
  await recordEvent(
    unit,
    'document.number-rule-set',
    { kind: 'department', id: department },
    { count: drafts.length },
  );
  return { __typename: 'NumberRulesSet' as const, rules: await listRules(unit, department) };
}

function listRules(reader: Reader, department: string): Promise<NumberRule[]> {
  return reader.em.find(NumberRule, { department }, { orderBy: { kind: 'asc' }, disableIdentityMap: true });
}

export function listNumberRules(reader: Reader): Promise<NumberRule[]> {
  return reader.actor.departmentId ? listRules(reader, reader.actor.departmentId) : Promise.resolve([]);
}

/** What numbers are taken for. */
export interface NumberWish {
  readonly department: string;
  readonly kind: DocumentKind;
  readonly count: number;
  /** Of numbers that are only reserved. */
  readonly purpose?: string;
  /** The papers that get them at once, in order. */
  readonly documentIds?: readonly string[];
}

/** Takes the next numbers of a kind's series of this year (`schema/number`), and writes them by its rule. */
export async function takeNumbers(
  unit: Unit,
  { department, kind, count, purpose, documentIds }: NumberWish,
): Promise<DocumentNumber[] | NumberRuleMissing | NumberUsed> {
  const rule = await unit.em.findOne(NumberRule, { department, kind }, { disableIdentityMap: true });
  if (!rule) return new NumberRuleMissing(kind);
  const { year, first } = await takeNext(unit, { department, series: kind, count });
  const numbers = Array.from({ length: count }, (_, index): DocumentNumber => {
    const no = first + index;
    const documentId = documentIds?.[index] ?? null;
    return {
      ...{ id: unit.newId(), department, kind, year, no },
      text: rule.pattern.replace(YEAR, String(year)).replace(NUMBER, String(no)),
      state: documentId ? NumberState.USED : NumberState.RESERVED,
      ...{ purpose: purpose ?? null, documentId, takenAt: unit.now, takenById: unit.actor.accountId ?? null },
      ...{ voidedAt: null, voidedById: null, voidedFor: null },
    };
  });
  // A rule that was changed may come to write what an older one of another kind has written.
  const [same] = await unit.em.find(
    DocumentNumber,
    { department, text: { $in: numbers.map(({ text }) => text) } },
    { limit: 1, disableIdentityMap: true },
  );
  if (same) return new NumberUsed(same.text);
  for (let at = 0; at < numbers.length; at += 500) {
    await unit.em.insertMany(DocumentNumber, numbers.slice(at, at + 500));
  }
  return numbers;
}

/** Keeps numbers for papers that are to be written, by hand for instance. */
export async function reserveNumbers(
  unit: Unit,
  input: { readonly kind: DocumentKind; readonly count: number; readonly purpose: string },
) {
  const department = getOwnDepartment(unit);
  const numbers = await takeNumbers(unit, { department, ...input });
  if (isRefusal(numbers)) return numbers;
  await recordEvent(
    unit,
    'document.numbers-reserved',
    { kind: 'department', id: department },
    { kind: input.kind, count: input.count },
  );
  return { __typename: 'NumbersReserved' as const, numbers };
}

/** Gives a reserved number to a paper. */
export async function giveReserved(
  unit: Unit,
  wish: {
    readonly department: string;
    readonly kind: DocumentKind;
    readonly text: string;
    readonly documentId: string;
  },
): Promise<DocumentNumber | NumberNotFound | NumberUsed | NumberVoid> {
  const { department, kind, text, documentId } = wish;
  const number = await unit.em.findOne(
    DocumentNumber,
    { department, text },
    { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true },
  );
  if (number?.state === NumberState.USED) return new NumberUsed(text);
  if (number?.state === NumberState.VOID) return new NumberVoid(text);
  if (!number || number.kind !== kind) return new NumberNotFound();
  await unit.em.nativeUpdate(DocumentNumber, { id: number.id }, { state: NumberState.USED, documentId });
  return Object.assign(number, { state: NumberState.USED, documentId });
}

function voiding(unit: Unit, reason: string) {
  return {
    state: NumberState.VOID,
    voidedAt: unit.now,
    voidedById: unit.actor.accountId ?? null,
    voidedFor: reason,
  };
}

/** Voids a reserved number, with the reason: the series shows it and goes on. */
export async function voidNumber(unit: Unit, input: { readonly id: string; readonly reason: string }) {
  const number = await unit.em.findOne(
    DocumentNumber,
    { id: input.id },
    { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true },
  );
  if (!number) return new NumberNotFound();
  if (number.state === NumberState.VOID) return new NumberVoid(number.text);
  if (number.state === NumberState.USED) return new NumberUsed(number.text);
  const change = voiding(unit, input.reason);
  await unit.em.nativeUpdate(DocumentNumber, { id: number.id }, change);
  await recordEvent(unit, 'document.number-voided', { kind: 'document-number', id: number.id });
  return { __typename: 'NumberVoided' as const, number: Object.assign(number, change) };
}

/** Voids the number of a paper that is void. */
export async function voidNumberOf(unit: Unit, documentId: string, reason: string): Promise<void> {
  await unit.em.nativeUpdate(DocumentNumber, { documentId, state: NumberState.USED }, voiding(unit, reason));
}

/** Numbers of the reader's departments, the newest first. */
export function listNumbers(
  reader: Reader,
  filter: {
    readonly kind?: DocumentKind | null;
    readonly year?: number | null;
    readonly state?: NumberState | null;
  },
  page: PageArguments,
) {
  const given = Object.fromEntries(Object.entries(filter).filter(([, value]) => value != null));
  return pageById(page, (key, limit) =>
    reader.em.find(DocumentNumber, { ...key, ...given }, { orderBy: { id: 'desc' }, limit }),
  );
}
