import type { TableLayout } from '../../shared/table-file/index.js';
import { DecisionKind } from '../decision.states.js';
import { type Column, headingsOf } from './column.js';
import { licenceColumns } from './licence.columns.js';
import { penaltyColumns } from './penalty.columns.js';

export { type Column, type ColumnForm, headingsOf } from './column.js';

/** The columns of each kind, the standard's and ours, in their order. */
export const columnsOf: Readonly<Record<DecisionKind, readonly Column[]>> = {
  [DecisionKind.PENALTY]: penaltyColumns,
  [DecisionKind.LICENCE]: licenceColumns,
};

/** The category by which a natural person is known, in each kind's own codes. */
const personOf: Readonly<Record<DecisionKind, string>> = {
  [DecisionKind.PENALTY]: '自然人',
  [DecisionKind.LICENCE]: '01',
};

export const isPersonCategory = (kind: DecisionKind, category: string) => category === personOf[kind];

/** The category that the former standard left to be seen from the numbers: a person, an individual business, a body. */
export function categoryByNumbers(
  kind: DecisionKind,
  numbers: { readonly person: boolean; readonly creditCode: string },
): string {
  if (numbers.person && numbers.creditCode === '') return personOf[kind];
  const isBusiness = numbers.creditCode.startsWith('92');
  return kind === DecisionKind.PENALTY
    ? isBusiness
      ? '个体工商户'
      : '法人及非法人组织'
    : isBusiness
      ? '04'
      : '02';
}

export function findColumn(kind: DecisionKind, code: string): Column | undefined {
  const wanted = code.trim().toUpperCase();
  return columnsOf[kind].find((one) => one.code === wanted);
}

/** Without these columns a file is no list of decisions; what a file leaves out is given once beside it. */
const needed = ['documentNo', 'partyName', 'decidedOn', 'caseNo', 'procedure'];

/**
 * By which headings a file is read: those of both standards, and those that it is told to have.
 * @param filled fields whose blank cells are filled
 */
export function layoutOf(
  kind: DecisionKind,
  renamed: ReadonlyMap<string, string>,
  filled: ReadonlySet<string>,
): TableLayout {
  const headings = Object.fromEntries(
    Object.entries(headingsOf(columnsOf[kind])).map(([field, known]) => {
      const more = [...renamed].flatMap(([heading, to]) => (to === field ? [heading] : []));
      return [field, [...known.filter((heading) => !renamed.has(heading)), ...more]];
    }),
  );
  return { headings, needed: needed.filter((field) => !filled.has(field)).map((field) => [field]) };
}
