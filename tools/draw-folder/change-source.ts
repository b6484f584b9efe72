import type { PoolDifference } from '../../scheduler/draw/index.js';
import { recusedPairs } from './recusals.js';
import type { Sheets } from './sheets.js';

/** The file that a change is put down to, and when that was last written (unix seconds). */
export interface ChangeSource {
  readonly by: string;
  readonly at: number;
}

/** A spreadsheet knows no authors: a change is the file's in which the record stands, or should stand. */
export function changeSource(sheets: Sheets): (change: PoolDifference) => ChangeSource {
  const { targets, recusals, excluded } = sheets;
  const officers = sheets.officers ?? targets;
  const isListed = new Set(excluded?.rows.map(({ value }) => value.id));
  const own = ownRecusals(sheets);
  const sheetOf = ({ what, id }: PoolDifference) => {
    switch (what) {
      case 'excluded':
        return (isListed.has(id) && excluded) || targets;
      case 'recused':
        return own.has(id) ? officers : (recusals ?? officers);
      case 'unrecused':
        return recusals ?? officers;
      case 'leave':
      case 'officer-added':
      case 'officer-removed':
      case 'officer-altered':
        return officers;
      default:
        return targets;
    }
  };
  return (change) => {
    const { file, changedAt } = sheetOf(change);
    return { by: file, at: changedAt };
  };
}

/** Recusals that stand in the officers' own column alone; where both have one, the list's word goes. */
function ownRecusals(sheets: Sheets): Set<string> {
  const { officers } = sheets;
  if (!officers) return new Set();
  const rows = officers.rows.map(({ row, value }) => ({ row, value: { ...value, recusals: [] } }));
  const listed = recusedPairs({ ...sheets, officers: { ...officers, rows } }).pairs.map(pairId);
  const all = recusedPairs(sheets).pairs.map(pairId);
  return new Set(all).difference(new Set(listed));
}

const pairId = ({ entity, officer }: { entity: string; officer: string }) => `${entity} ${officer}`;
