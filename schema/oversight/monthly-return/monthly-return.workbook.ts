import { recordEvent } from '../../audit/index.js';
import { Department } from '../../department/index.js';
import { type SheetColumn, workbookFile } from '../../shared/sheet-file/index.js';
import type { Unit } from '../../shared/unit.js';
import { MonthlyReturn, MonthlyReturnVersion, type ReturnRow } from './monthly-return.entity.js';
import { MonthlyReturnNotFound } from './monthly-return.errors.js';
import type { ReturnText } from './monthly-return.text.js';

const columns: readonly (readonly [heading: string, of: keyof ReturnRow])[] = [
  ['事项编码', 'itemCode'],
  ['事项', 'itemTitle'],
  ['委托机关', 'inNameOf'],
  ['受理', 'receivedCount'],
  ['作出决定', 'decidedCount'],
  ['发证', 'issuedCount'],
  ['检查', 'checkCount'],
  ['发现问题', 'findingCount'],
  ['已整改', 'correctedCount'],
  ['培训', 'trainingCount'],
  ['存在问题', 'problems'],
];

async function* onePage(
  rows: readonly (readonly string[])[],
): AsyncGenerator<readonly (readonly string[])[]> {
  yield rows;
}

/** A confirmed version as a workbook, from its fixed text alone; its hash stands on the sheet of notes. */
export async function exportMonthlyReturn(unit: Unit, versionId: string) {
  const version = await unit.em.findOne(MonthlyReturnVersion, { id: versionId });
  const whole = version && (await unit.em.findOne(MonthlyReturn, { id: version.monthlyReturn }));
  if (!version || !whole) return new MonthlyReturnNotFound();
  const said = JSON.parse(version.text) as ReturnText;
  const department = await unit.em.findOneOrFail(Department, { id: said.department });
  const heads: SheetColumn[] = columns.map(([heading]) => ({ heading, width: 16 }));
  const cells = said.rows.map((row) => columns.map(([, of]) => String(row[of])));
  const pieces = workbookFile('月报', heads, onePage(cells), () => ({
    visible: [
      `${department.name}　${said.month} 委托事项月报　第 ${said.version} 版 version ${said.version}`,
      ...(version.isZero ? ['本月零报告。Nothing happened in this month.'] : []),
      ...(said.reason ? [`更正原因：${said.reason}`] : []),
      `确认时间 confirmed at：${version.confirmedAt.toISOString()}　SHA-256：${version.hash}`,
    ],
    hidden: ['fairdraw monthly-return/1', version.id, version.hash],
  }));
  const parts: Uint8Array[] = [];
  for await (const piece of pieces) parts.push(piece);
  const about = { kind: 'monthly-return', id: whole.id };
  await recordEvent(unit, 'monthly-return.exported', about, { version: said.version, hash: version.hash });
  return { fileName: `委托事项月报-${said.month}-v${said.version}.xlsx`, bytes: Buffer.concat(parts) };
}
