import { recordEvent } from '../audit/index.js';
import type { SheetColumn, SheetFormat } from '../shared/sheet-file/index.js';
import type { Unit } from '../shared/unit.js';
import { columnsOf } from './columns/index.js';
import { decisionCells } from './decision.cells.js';
import { DecisionVersion } from './decision.entity.js';
import { TooManyDecisions } from './decision.errors.js';
import { type DecisionFilter, walkDecisions } from './decision.find.js';
import type { DecisionKind } from './decision.states.js';

/** Decisions as a sheet: the columns of the standard and ours, as an import reads them. */
export interface DecisionSheet {
  readonly columns: readonly SheetColumn[];
  readonly rows: readonly (readonly string[])[];
}

/** Rows of one file. */
export const mostExported = 20_000;

const rowsAtOnce = 1_000;

/**
 * Decisions of one kind in the newest version of each, under the headings of the standard in force. The vault stays shut:
 * what a natural person's decision keeps there is blank. That it left the house is written down.
 */
export async function exportDecisions(
  unit: Unit,
  { kind, format, ...filter }: DecisionFilter & { readonly kind: DecisionKind; readonly format: SheetFormat },
): Promise<DecisionSheet | TooManyDecisions> {
  const rows: string[][] = [];
  for await (const decisions of walkDecisions(unit, { ...filter, kind }, rowsAtOnce)) {
    const versions = await unit.em.find(
      DecisionVersion,
      { decision: { $in: decisions.map(({ id }) => id) } },
      { disableIdentityMap: true },
    );
    const contentOf = new Map(versions.map((one) => [`${one.decision} ${one.version}`, one.content]));
    for (const { id, version } of decisions) {
      rows.push(decisionCells(kind, contentOf.get(`${id} ${version}`) ?? {}));
    }
    if (rows.length > mostExported) return new TooManyDecisions(mostExported);
  }
  const columns = columnsOf[kind].map(({ title }) => ({ heading: title, width: 2 * title.length + 4 }));
  const { departmentId } = unit.actor;
  await recordEvent(
    unit,
    'decision.exported',
    { kind: 'department', id: departmentId ?? unit.newId() },
    { kind, format, count: rows.length },
  );
  return { columns, rows };
}
