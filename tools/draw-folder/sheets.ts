import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { ClientError } from '../client/client-error.js';
import { type ExcludedRow, excludedLayout, excludedReader } from '../spreadsheet/excluded-row.js';
import { type OfficerRow, officerLayout, officerReader } from '../spreadsheet/officer-row.js';
import { type ReadSheet, readSheet } from '../spreadsheet/read-rows.js';
import { type RecusalRow, recusalLayout, recusalReader } from '../spreadsheet/recusal-row.js';
import { type TargetRow, targetLayout, targetReader } from '../spreadsheet/target-row.js';
import { checkPlainFile } from './plain-file.js';
import { type RulesFile, readRulesFile } from './rules-file.js';

/** Where the rules and spreadsheets of a freeze are; those not named are looked for in the folder. */
export interface SheetPaths {
  readonly rules?: string;
  readonly targets?: string;
  readonly inspectors?: string;
  readonly recusals?: string;
  readonly excluded?: string;
}

/** The spreadsheets of a freeze as read. */
export interface Sheets {
  readonly targets: ReadSheet<TargetRow>;
  /** Absent in stage `targets` where there is none. */
  readonly officers?: ReadSheet<OfficerRow>;
  readonly recusals?: ReadSheet<RecusalRow>;
  readonly excluded?: ReadSheet<ExcludedRow>;
}

/** Rules and spreadsheets together. Faults of rows are in the sheets; only a file that is not there is thrown. */
export async function readInputs(
  folder: string,
  paths: SheetPaths,
): Promise<{ readonly rules: RulesFile; readonly sheets: Sheets }> {
  const rulesPath = paths.rules ?? join(folder, 'rules.json');
  await checkPlainFile(rulesPath);
  const rules = await readRulesFile(rulesPath);
  const place = (given: string | undefined, name: string) => given ?? findSheet(folder, name);
  const targets = place(paths.targets, 'targets');
  if (targets === undefined) throw noSheet(folder, 'targets');
  const officers = place(paths.inspectors, 'officers');
  if (officers === undefined && rules.rules.team) throw noSheet(folder, 'officers');
  const recusals = place(paths.recusals, 'recusals');
  const excluded = place(paths.excluded, 'excluded');
  for (const path of [targets, officers, recusals, excluded]) if (path) await checkPlainFile(path);
  const sheets = {
    targets: await readSheet(targets, targetLayout, targetReader),
    officers: officers && (await readSheet(officers, officerLayout, officerReader)),
    recusals: recusals && (await readSheet(recusals, recusalLayout, recusalReader)),
    excluded: excluded && (await readSheet(excluded, excludedLayout, excludedReader)),
  };
  return { rules, sheets: sheets as Sheets };
}

function findSheet(folder: string, name: string): string | undefined {
  return [`${name}.csv`, `${name}.xlsx`].map((file) => join(folder, file)).find((path) => existsSync(path));
}

function noSheet(folder: string, name: string): ClientError {
  const option = name === 'officers' ? '--inspectors' : `--${name}`;
  return new ClientError(
    'NO_FILE',
    `${folder} 中没有 ${name}.csv 或 ${name}.xlsx；请放入，或用 ${option} 指明。`,
    `There is no ${name}.csv or ${name}.xlsx in ${folder}; put it there, or name it by ${option}.`,
  );
}
