import {
  canonical,
  compareUtf8,
  conflictFile,
  excludedFile,
  type InspectorRecord,
  inspectorFile,
  type PoolFiles,
  registerHash,
  type TargetRecord,
  targetFile,
} from '../../scheduler/draw/index.js';
import { underProtocol } from '../client/client-error.js';
import type { OfficerRow } from '../spreadsheet/officer-row.js';
import { SheetsRefused } from '../spreadsheet/sheet-fault.js';
import type { TargetRow } from '../spreadsheet/target-row.js';
import { checkSheets, type Recused } from './check-sheets.js';
import { codeOf, type RulesFile } from './rules-file.js';
import type { Sheets } from './sheets.js';

/** The pools of a freeze as the protocol's files, and what the commitment says about the register behind them. */
export interface PreparedPools {
  readonly files: PoolFiles;
  /** Grounds behind the conflict file's hashes, for restricted verifiers. */
  readonly reasons: Uint8Array;
  readonly register: string;
  readonly registerRoot: string;
  readonly registerCount: number;
  readonly covered: number;
  readonly excluded: number;
  /** Codes made from words, for showing them again. */
  readonly words: ReadonlyMap<string, string>;
}

/**
 * Turns spreadsheets into pools. @param poolKey 32 bytes; they salt the grounds of recusals
 * @throws SheetsRefused with everything that is wrong, at once
 */
export function preparePools(sheets: Sheets, file: RulesFile, poolKey: Uint8Array): PreparedPools {
  const { faults, stratumOf, excluded, recused } = checkSheets(sheets, file);
  if (faults.length > 0) throw new SheetsRefused(faults);
  const words = new Map(file.words);
  const strata = new Map(file.rules.strata.map(({ code }) => [code, [] as TargetRecord[]]));
  const register: { id: string; class: string; status: string }[] = [];
  for (const { value } of sheets.targets.rows) {
    const out = excluded.get(value.id);
    const stratum = stratumOf.get(value.id);
    register.push({ id: value.id, class: value.riskClass ?? stratum ?? '-', status: out ?? value.status });
    const byWeight = file.strata.some(({ code, byWeight: weighs }) => code === stratum && weighs);
    if (out === undefined && stratum) strata.get(stratum)?.push(targetRecord(value, byWeight, words));
  }
  const listed = new Set(register.map(({ id }) => id));
  for (const [id, status] of excluded) if (!listed.has(id)) register.push({ id, class: '-', status });
  const everywhere = [
    ...new Set(sheets.targets.rows.map(({ value }) => codeOf(value.district, words))),
  ].sort();
  const officers = sheets.officers?.rows ?? [];
  return underProtocol(() => {
    const { records: conflicts, reasons } = conflictFile(recused.map(groundOf(words)), poolKey);
    const registerText = register
      .sort((a, b) => compareUtf8(a.id, b.id))
      .map((unit) => `${canonical(unit)}\n`)
      .join('');
    const outside = [...excluded].map(([id, reason]) => ({ id, reason: codeOf(reason, words) }));
    return {
      files: {
        strata: [...strata].map(([code, records]) => ({ code, records: targetFile(records) })),
        excluded: excludedFile(outside),
        inspectors: inspectorFile(
          officers.map(({ value }) => officerRecord(value, everywhere, file.rules.authority, words)),
        ),
        conflicts,
      },
      reasons,
      register: registerText,
      registerRoot: registerHash(registerText),
      registerCount: register.length,
      covered: [...strata.values()].reduce((sum, records) => sum + records.length, 0),
      excluded: outside.length,
      words,
    };
  });
}

/** A record is published with a unit drawn: no class, no weight that nothing needs, no natural person's name. */
function targetRecord(target: TargetRow, byWeight: boolean, words: Map<string, string>): TargetRecord {
  const { id, name, district, weight, skills, entity } = target;
  const codes = [...new Set(skills.map((skill) => codeOf(skill, words)))].sort();
  return {
    id,
    ...(entity ? { entity } : {}),
    ...(name && !id.startsWith('np:') ? { name } : {}),
    district: codeOf(district, words),
    ...(codes.length > 0 ? { skills: codes } : {}),
    ...(byWeight && weight !== undefined ? { weight } : {}),
  };
}

/** Where a certificate's first day is not written down, it is taken to be long past. */
const LONG_AGO = '1900-01-01';

function officerRecord(
  officer: OfficerRow,
  everywhere: readonly string[],
  authority: string,
  words: Map<string, string>,
): InspectorRecord {
  const { id, name, department, districts, skills, rank, certificates, leave, capacity } = officer;
  const terms = districts.map(({ text, from, to }) => ({ code: codeOf(text, words), from, to }));
  const placed = terms.length > 0 ? terms : everywhere.map((code) => ({ code }));
  return {
    id,
    ...(name ? { name } : {}),
    department: codeOf(department ?? authority, words),
    districts: sortedOnce(placed, (term) => `${term.code} ${'from' in term ? (term.from ?? '') : ''}`).map(
      (term) => JSON.parse(JSON.stringify(term)),
    ),
    skills: [...new Set(skills.map((skill) => codeOf(skill, words)))].sort(),
    rank,
    certificates: certificates.map((one) => ({
      kind: codeOf(one.kind ?? 'certificate', words),
      number: one.number,
      from: one.validFromOn ?? LONG_AGO,
      to: one.validToOn,
    })),
    leave: leave.map(({ fromOn, toOn }) => ({ from: fromOn, to: toOn })),
    status: officer.isActive ? 'active' : 'suspended',
    role: officer.isExpert ? 'expert' : 'inspector',
    ...(capacity === undefined ? {} : { capacity }),
  };
}

function sortedOnce<T>(items: readonly T[], key: (item: T) => string): T[] {
  return [...new Map(items.map((item) => [key(item), item]))]
    .sort(([a], [b]) => compareUtf8(a, b))
    .map(([, item]) => item);
}

function groundOf(words: Map<string, string>) {
  return ({ entity, officer, reason, evidence }: Recused) => ({
    entity,
    officer,
    code: codeOf(reason, words),
    evidence,
  });
}
