import type { OfficerRow } from '../spreadsheet/officer-row.js';
import type { SheetFault } from '../spreadsheet/sheet-fault.js';
import type { Sheets } from './sheets.js';

/** An officer and an entity that may not meet, by their ids. */
export interface Recused {
  readonly entity: string;
  readonly officer: string;
  readonly reason: string;
  readonly evidence: string;
}

/** Recusals of both places: the list, and the officers' own column. A pair has one ground, the list's first. */
export function recusedPairs({ officers, recusals }: Sheets): {
  readonly pairs: readonly Recused[];
  readonly faults: readonly SheetFault[];
} {
  const pairs = new Map<string, Recused>();
  const add = (one: Recused) => {
    const key = `${one.entity} ${one.officer}`;
    if (!pairs.has(key)) pairs.set(key, one);
  };
  const faults: SheetFault[] = [];
  const rows = officers?.rows.map(({ value }) => value) ?? [];
  for (const { row, value } of recusals?.rows ?? []) {
    const meant = findOfficers(rows, value.officer);
    if (meant.length === 1) add({ ...value, officer: meant[0]!.id });
    else if (officers && officers.faults.length === 0) {
      faults.push({
        file: recusals!.file,
        row,
        column: recusals!.headingOf.get('officer'),
        ...(meant.length === 0 ? unknown(officers.file) : several),
      });
    }
  }
  for (const officer of rows) {
    for (const { targetId, reason } of officer.recusals) {
      add({ entity: targetId, officer: officer.id, reason, evidence: '' });
    }
  }
  return { pairs: [...pairs.values()], faults };
}

/** By id, certificate or work number; by name only where nobody else has it. */
function findOfficers(officers: readonly OfficerRow[], said: string): OfficerRow[] {
  const byNumber = officers.filter(
    ({ id, workNo, certificates }) =>
      id === said || workNo === said || certificates.some(({ number }) => number === said),
  );
  return byNumber.length > 0 ? byNumber : officers.filter(({ name }) => name === said);
}

const unknown = (file: string) => ({
  code: 'UNKNOWN_CONFLICT',
  zh: `回避记录中的人员不在 ${file} 中。`,
  en: `The officer of this recusal is not in ${file}.`,
  remedy: { zh: '请填写该人员的执法证号或工号。', en: 'Give the officer’s certificate or staff number.' },
});

const several = {
  code: 'UNKNOWN_CONFLICT',
  zh: '有多名人员同名，无法确定是谁。',
  en: 'Several officers have this name.',
  remedy: { zh: '请改填执法证号或工号。', en: 'Give the certificate or staff number instead.' },
};
