import type { RowCells } from '../../shared/table-file/index.js';
import { SheetRowState } from './sheet-row.states.js';

/** One field of a row, three ways; absent texts are blank. */
export interface FieldDifference {
  readonly field: string;
  /** When it was exported; absent where that is not known. */
  readonly exported?: string;
  readonly here: string;
  readonly sheet: string;
}

/** What came of comparing a row. */
export interface RowComparison {
  readonly state: SheetRowState;
  readonly fields: readonly FieldDifference[];
  /** The row as it is to be written: what stands here with what the sheet changed. */
  readonly merged: RowCells;
}

/**
 * Compares the fields that a sheet has with what stands here, by what both had when it was exported. A field that only
 * one side changed is that side's; one that both changed, and not to the same, is a conflict. Without `exported` every
 * difference is one.
 */
export function compareFields(
  fields: readonly string[],
  exported: RowCells | undefined,
  here: RowCells,
  sheet: RowCells,
): RowComparison {
  const differences: FieldDifference[] = [];
  const states = new Set<SheetRowState>();
  const merged: Record<string, string> = { ...(here as Record<string, string>) };
  for (const field of fields) {
    const one = {
      field,
      // Which department keeps a row is no content of the row; a name that was renamed meanwhile is nobody's change.
      exported: field === 'departmentName' ? (here[field] ?? '') : exported && (exported[field] ?? ''),
      here: here[field] ?? '',
      sheet: sheet[field] ?? '',
    };
    const state = stateOf(one);
    if (state === SheetRowState.SAME) continue;
    states.add(state);
    differences.push(one);
    if (state === SheetRowState.CHANGED) merged[field] = one.sheet;
  }
  const order = [SheetRowState.CONFLICT, SheetRowState.CHANGED, SheetRowState.CHANGED_HERE];
  return {
    state: order.find((state) => states.has(state)) ?? SheetRowState.SAME,
    fields: differences,
    merged,
  };
}

function stateOf({ exported, here, sheet }: FieldDifference): SheetRowState {
  if (sheet === here) return SheetRowState.SAME;
  if (exported === undefined) return SheetRowState.CONFLICT;
  if (sheet === exported) return SheetRowState.CHANGED_HERE;
  return here === exported ? SheetRowState.CHANGED : SheetRowState.CONFLICT;
}
