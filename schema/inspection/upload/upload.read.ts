import { type HandedList, HandedRow, UploadState } from '../../plan/index.js';
import {
  type CodeMapping,
  getResultSystem,
  Inspector,
  mapCodes,
  type ResultSystem,
} from '../../registry/index.js';
import type { Reader } from '../../shared/unit.js';
import { Assignment, AssignmentOfficer } from '../assignment.entity.js';
import { type CheckMethod, dispositionText, InspectionResult, methodText } from '../result.entity.js';

/** Rows whose results wait to go back up; a rejected one is corrected and goes again. */
export const waitingStates: readonly UploadState[] = [UploadState.TO_UPLOAD, UploadState.REJECTED];

/** The result of one row as the platform above wants it, or why it has none. */
export interface UploadRow {
  readonly row: HandedRow;
  readonly resultCode?: string;
  readonly resultText?: string;
  readonly visitedOn?: string;
  readonly officers: readonly string[];
  readonly method?: string;
  readonly disposition?: string;
  readonly fault?: { readonly zh: string; readonly en: string };
}

/** The confirmed results of some rows of a list, in the codes of its platform; a fixed number of statements. */
export function readUploadRows(
  reader: Reader,
  list: HandedList,
  rows: readonly HandedRow[],
): Promise<UploadRow[]> {
  // Officers on loan are of another department, and stand on the result all the same.
  return reader.beyond('team', (wide) => readRows(wide, list, rows));
}

async function readRows(reader: Reader, list: HandedList, rows: readonly HandedRow[]): Promise<UploadRow[]> {
  const { em } = reader;
  const assignments = await em.find(
    Assignment,
    { campaign: list.campaign ?? null, targetRealId: { $in: rows.map(({ realId }) => realId) } },
    { disableIdentityMap: true },
  );
  const ids = assignments.map(({ id }) => id);
  const results = await em.find(
    InspectionResult,
    { assignment: { $in: ids }, isConfirmed: true, correctedAt: null },
    { orderBy: { version: 'asc' }, disableIdentityMap: true },
  );
  const members = await em.find(
    AssignmentOfficer,
    { assignment: { $in: ids }, isExpert: false },
    { orderBy: { place: 'asc' }, disableIdentityMap: true },
  );
  const inspectors = await em.find(
    Inspector,
    { id: { $in: [...new Set(members.map(({ inspectorId }) => inspectorId))] } },
    { fields: ['id', 'name'], disableIdentityMap: true },
  );
  const codesOf = await readMappings(reader, list, results);
  const nameOf = new Map(inspectors.map(({ id, name }) => [id, name]));
  const assignmentOf = new Map(assignments.map((one) => [one.targetRealId, one.id]));
  const resultOf = new Map(results.map((result) => [result.assignment, result]));
  const teamOf = Map.groupBy(members, ({ assignment }) => assignment);
  return rows.map((row) => {
    const assignment = assignmentOf.get(row.realId) ?? '';
    const result = resultOf.get(assignment);
    const officers = (teamOf.get(assignment) ?? []).map(({ inspectorId }) => nameOf.get(inspectorId) ?? '');
    return result ? rowOf(row, result, officers, codesOf) : { row, officers, fault: noResult };
  });
}

const noResult = { zh: '尚无已确认的结果。', en: 'There is no confirmed result yet.' };

interface Codes {
  readonly platform: ResultSystem;
  readonly mappings: ReadonlyMap<string, readonly CodeMapping[]>;
}

async function readMappings(
  reader: Reader,
  list: HandedList,
  results: readonly InspectionResult[],
): Promise<Codes> {
  const platform = await getResultSystem(reader, list.resultSystem);
  const mappings = new Map<string, readonly CodeMapping[]>();
  for (const name of new Set(results.map(({ resultSystem }) => resultSystem))) {
    mappings.set(name, mapCodes(await getResultSystem(reader, name), platform));
  }
  return { platform, mappings };
}

function rowOf(
  row: HandedRow,
  result: InspectionResult,
  officers: readonly string[],
  { platform, mappings }: Codes,
): UploadRow {
  const { resultSystem, resultCode, visitedOn, method, disposition } = result;
  const mapping = mappings.get(resultSystem)?.find(({ code }) => code === resultCode);
  const [code, another] = mapping?.toCodes ?? [];
  const told = {
    ...{ row, visitedOn, officers },
    method: methodText[method as CheckMethod],
    disposition: dispositionText[disposition],
  };
  if (code === undefined || another !== undefined) return { ...told, fault: unmapped(platform, mapping) };
  const text = platform.codes.find((entry) => entry.code === code)?.text ?? '';
  return { ...told, resultCode: code, resultText: text };
}

function unmapped({ title, code }: ResultSystem, mapping: CodeMapping | undefined) {
  const from = mapping ? `${mapping.code} ${mapping.text}` : '';
  return {
    zh: `结果“${from}”在上级平台的代码体系“${title}”（${code}）中没有唯一对应，请为该体系的代码补填“对应默认代码”。`,
    en: `The result "${from}" has no single code in the platform's system "${code}"; say there which default code each stands for.`,
  };
}
