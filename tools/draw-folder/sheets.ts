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
    targets: notEmpty(await readSheet(targets, targetLayout, targetReader)),
    officers: officers && (await readOfficers(officers, rules.rules.team !== undefined)),
    recusals: recusals && (await readSheet(recusals, recusalLayout, recusalReader)),
    excluded: excluded && (await readSheet(excluded, excludedLayout, excludedReader)),
  };
  return { rules, sheets: sheets as Sheets };
}

/** Where no teams are formed a list of nobody does no harm. */
async function readOfficers(path: string, hasTeams: boolean): Promise<ReadSheet<OfficerRow>> {
  const sheet = await readSheet(path, officerLayout, officerReader);
  return hasTeams ? notEmpty(sheet) : sheet;
}

/** @throws ClientError `TWO_SHEETS`: one of two might be last year's, and nobody would notice which was read */
function findSheet(folder: string, name: string): string | undefined {
  const found = [`${name}.csv`, `${name}.xlsx`]
    .map((file) => join(folder, file))
    .filter((path) => existsSync(path));
  if (found.length < 2) return found[0];
  throw new ClientError(
    'TWO_SHEETS',
    `${folder} 中既有 ${name}.csv 又有 ${name}.xlsx，不知以哪个为准；请移走一个，或用 ${optionOf(name)} 指明。`,
    `${folder} holds both ${name}.csv and ${name}.xlsx; take one away, or name it by ${optionOf(name)}.`,
  );
}

/** A list of nobody is a mistake of its own; the sheets that refer to it would be blamed otherwise. */
function notEmpty<T>(sheet: ReadSheet<T>): ReadSheet<T> {
  if (sheet.rows.length > 0 || sheet.faults.length > 0) return sheet;
  const fault = {
    file: sheet.file,
    code: 'EMPTY_SHEET',
    zh: '只有表头，没有一行数据。',
    en: 'There is a heading and not one row below it.',
    remedy: { zh: '请填写后再试。', en: 'Fill it in and try again.' },
  };
  return { ...sheet, faults: [fault] };
}

function optionOf(name: string): string {
  return name === 'officers' ? '--inspectors' : `--${name}`;
}

function noSheet(folder: string, name: string): ClientError {
  return new ClientError(
    'NO_FILE',
    `${folder} 中没有 ${name}.csv 或 ${name}.xlsx；请放入，或用 ${optionOf(name)} 指明。`,
    `There is no ${name}.csv or ${name}.xlsx in ${folder}; put it there, or name it by ${optionOf(name)}.`,
  );
}
