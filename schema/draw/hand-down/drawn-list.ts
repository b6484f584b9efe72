import { createHash } from 'node:crypto';
import { recordEvent } from '../../audit/index.js';
import { Department } from '../../department/index.js';
import { ReadingWay, recordReadings } from '../../personal/index.js';
import { type Campaign, DrawMode, ResultField, resultHeadings } from '../../plan/index.js';
import { cellsOfTarget, isNaturalPerson, Target } from '../../registry/index.js';
import { isRefusal } from '../../shared/refusal.js';
import { type SheetColumn, workbookFile } from '../../shared/sheet-file/index.js';
import { ENTITY_HEADINGS } from '../../shared/table-file/index.js';
import type { Unit } from '../../shared/unit.js';
import { type Draw, DrawnUnit } from '../draw.entity.js';
import type { DrawNotFound } from '../draw.errors.js';
import type { NothingToHandDown } from './hand-down.errors.js';
import { findHandable } from './handable.js';

/** A list as a workbook. */
export interface ListFile {
  readonly fileName: string;
  readonly bytes: Uint8Array;
}

/** What names a target, in the headings by which an import of a list below finds it. */
const targetFields = [
  ...['name', 'kind', 'uscc', 'regno', 'orgcode', 'licence', 'foreign', 'idValue'],
  ...['responsibleId', 'number', 'divisionCode', 'address'],
] as const;

const columns: readonly SheetColumn[] = [
  { heading: '序号', width: 8 },
  { heading: '文号', width: 24 },
  { heading: '任务编号', width: 20 },
  { heading: '任务名称', width: 36 },
  ...targetFields.map((field) => ({ heading: headingOf(field), width: field === 'name' ? 40 : 22 })),
  { heading: '抽查事项', width: 20 },
  { heading: '检查期限起', width: 12 },
  { heading: '检查期限止', width: 12 },
  { heading: '抽取凭据', width: 20 },
  // Blank: filled in below, and brought back up.
  ...Object.values(ResultField).map((field) => ({ heading: resultHeadings[field][0] ?? field, width: 16 })),
];

function headingOf(field: keyof typeof ENTITY_HEADINGS): string {
  return field === 'name' ? '检查对象名称' : ENTITY_HEADINGS[field][0];
}

/**
 * The list of a draw of targets alone, for the departments below (docs/stages.md): as it was drawn, in draw order, under
 * the document by which it is handed down. Whoever makes it knows its targets: that is written down.
 */
export async function handDown(
  unit: Unit,
  drawId: string,
  documentNo: string,
): Promise<ListFile | DrawNotFound | NothingToHandDown> {
  const found = await findHandable(unit, drawId);
  if (isRefusal(found)) return found;
  const { draw, campaign } = found;
  const rows = await rowsOf(unit, draw, campaign, documentNo);
  const { name: issuer } = await unit.em.findOneOrFail(Department, draw.department);
  const bytes = await gathered(
    workbookFile('抽查名单', columns, onePage(rows), () => ({
      visible: [
        `${issuer}　${documentNo}　${campaign.title}`,
        `抽取凭据 receipt：${draw.receiptHash ?? ''}`,
        '请在收到之日起的期限内匹配执法检查人员；检查结果填入末几列后报回。',
        'Match officers within the term; fill in the last columns and bring them back.',
      ],
      hidden: ['fairdraw list/1', draw.commitment, String(rows.length)],
    })),
  );
  const fileHash = createHash('sha256').update(bytes).digest('hex');
  const subject = { kind: 'draw', id: draw.id };
  if (draw.mode === DrawMode.CONFIDENTIAL) {
    await recordReadings(unit, [{ way: ReadingWay.DRAWN_UNITS, subject, drawId: draw.id }]);
  }
  await recordEvent(unit, 'draw.handed-down', subject, { documentNo, count: rows.length, fileHash });
  return { fileName: `抽查名单-${campaign.code}.xlsx`, bytes };
}

async function rowsOf(unit: Unit, draw: Draw, campaign: Campaign, documentNo: string): Promise<string[][]> {
  const units = await unit.em.find(
    DrawnUnit,
    { draw: draw.id, isReserve: false },
    { orderBy: { stratum: 'asc', drawOrder: 'asc' }, disableIdentityMap: true },
  );
  const department = await unit.em.findOneOrFail(Department, draw.department);
  const targets = await unit.em.find(
    Target,
    { department: draw.department, realId: { $in: units.map(({ realId }) => realId) } },
    { disableIdentityMap: true },
  );
  const targetOf = new Map(targets.map((target) => [target.realId, target]));
  return units.map(({ realId }, at) => {
    const target = targetOf.get(realId);
    // The digest of a person's number is another under the keys of another authority.
    const cells = target && !isNaturalPerson(target) ? cellsOfTarget(target, department.name) : {};
    const shown: Readonly<Record<string, string | undefined>> = { ...cells, name: target?.name ?? realId };
    return [
      ...[String(at + 1), documentNo, campaign.code, campaign.title],
      ...targetFields.map((field) => shown[field] ?? ''),
      ...[campaign.itemCodes.join('；'), campaign.windowFromOn, campaign.windowToOn, draw.receiptHash ?? ''],
      ...Object.values(ResultField).map(() => ''),
    ];
  });
}

async function* onePage(
  rows: readonly (readonly string[])[],
): AsyncGenerator<readonly (readonly string[])[]> {
  yield rows;
}

/** The whole file: its hash is told before its first byte is. */
async function gathered(pieces: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  for await (const piece of pieces) parts.push(piece);
  return Buffer.concat(parts);
}
