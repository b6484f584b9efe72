import { LONG_TERM_ON } from '../shared/table-file/index.js';
import { type Column, columnsOf } from './columns/index.js';
import type { DecisionContent } from './decision.draft.js';
import { DecisionKind } from './decision.states.js';
import { tenThousandsOfYuan } from './yuan.js';

const procedureWords: Readonly<Record<string, string>> = { SIMPLE: '简易', ORDINARY: '普通' };

/** A day as the standard writes it. */
const written = (day: string) => (day === LONG_TERM_ON ? '2099/12/31' : day.replaceAll('-', '/'));

/** What stands in a cell of a column; reading it gives the same back. */
export function cellOf({ field, form }: Column, content: DecisionContent): string {
  const text = content[field];
  if (text === undefined) return '';
  if (form === 'day' || form === 'dayOrLongTerm') return written(text);
  if (form === 'money') return tenThousandsOfYuan(text);
  return field === 'procedure' ? (procedureWords[text] ?? text) : text;
}

/** The cells of a decision in the order of its columns. */
export function decisionCells(kind: DecisionKind, content: DecisionContent): string[] {
  return columnsOf[kind].map((column) => cellOf(column, content));
}
