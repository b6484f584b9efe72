import { columnsOf } from './columns/index.js';
import { cellOf } from './decision.cells.js';
import type { DecisionVersion } from './decision.entity.js';
import type { DecisionKind } from './decision.states.js';
import type { DecisionTextType } from './decision.type.js';

/** What a version says in clear, column by column, and which columns the vault has. */
export function showTexts(
  kind: DecisionKind,
  { content, sealedFields }: DecisionVersion,
): DecisionTextType[] {
  const sealed = new Set(sealedFields);
  return columnsOf[kind].flatMap((column) => {
    const { field, code, title } = column;
    const isSealed = sealed.has(field);
    if (!isSealed && content[field] === undefined) return [];
    return [{ code, title, text: cellOf(column, content) || undefined, isSealed }];
  });
}
