import { fileRefused, otherFormat } from '../file-refusals.js';
import type { TableSource } from '../table-source.js';
import { type Mark, marksOf } from './xml-part.js';
import type { ZipDirectory, ZipEntry } from './zip-directory.js';

/** A sheet that people see. */
export interface VisibleSheet {
  readonly name: string;
  readonly entry: ZipEntry;
}

/** What of a workbook is read. */
export interface WorkbookParts {
  readonly sheets: readonly VisibleSheet[];
  readonly strings: ZipEntry | undefined;
  readonly stylesPath: string;
  readonly is1904: boolean;
}

const MOST_SHEETS = 64;

/** Finds a workbook's parts. Links to other files, pictures and whatever else is in the archive are never opened. */
export async function readWorkbookParts(source: TableSource, files: ZipDirectory): Promise<WorkbookParts> {
  refuseOthers(files);
  const path = await workbookPath(source, files);
  const relations = await readRelations(source, files, path);
  const marks = await marksOf(source, files, path);
  if (marks[0]?.name !== 'workbook') throw fileRefused('NOT_A_WORKBOOK');
  // Where the relations do not name a part it lies where every program puts it.
  const folder = path.slice(0, path.lastIndexOf('/') + 1);
  const pathOf = (kind: string) =>
    [...relations.values()].find((relation) => relation.kind === kind)?.path ?? `${folder}${kind}.xml`;
  return {
    sheets: visibleSheets(marks, relations, files),
    strings: files.get(pathOf('sharedStrings').toLowerCase()),
    stylesPath: pathOf('styles'),
    is1904: marks.some(
      (mark) => mark.name === 'workbookPr' && /^(?:1|true)$/.test(mark.attribute('date1904') ?? ''),
    ),
  };
}

function refuseOthers(files: ZipDirectory): void {
  const names = [...files.keys()];
  if (names.some((name) => /(?:^|\/)vbaproject\.bin$|^xl\/macrosheets\//.test(name)))
    throw fileRefused('MACRO_WORKBOOK');
  if (files.has('xl/workbook.bin')) throw otherFormat('XLSB 二进制工作簿');
  if (files.has('mimetype') && files.has('content.xml')) throw otherFormat('ODS（OpenDocument）表格');
  if (files.has('index/document.iwa')) throw otherFormat('Numbers 表格');
  if (!files.has('[content_types].xml')) throw fileRefused('NOT_A_WORKBOOK');
}

interface Relation {
  readonly kind: string;
  readonly path: string;
}

async function workbookPath(source: TableSource, files: ZipDirectory): Promise<string> {
  const types = await marksOf(source, files, '[Content_Types].xml');
  if (types.some((mark) => /macroEnabled/i.test(mark.attribute('ContentType') ?? '')))
    throw fileRefused('MACRO_WORKBOOK');
  const relations = await readRelations(source, files, '');
  const path = [...relations.values()].find(({ kind }) => kind === 'officeDocument')?.path;
  if (path === undefined || !files.has(path.toLowerCase())) throw fileRefused('NOT_A_WORKBOOK');
  return path;
}

/** The relations of a part; those that lead out of the file are left out. */
async function readRelations(
  source: TableSource,
  files: ZipDirectory,
  part: string,
): Promise<ReadonlyMap<string, Relation>> {
  const folder = part.slice(0, part.lastIndexOf('/') + 1);
  const marks = await marksOf(source, files, `${folder}_rels/${part.slice(folder.length)}.rels`);
  const inside = marks.filter(
    (mark) => mark.name === 'Relationship' && mark.attribute('TargetMode') !== 'External',
  );
  return new Map(
    inside.map((mark) => [
      mark.attribute('Id') ?? '',
      {
        kind: (mark.attribute('Type') ?? '').replace(/^.*\//, ''),
        path: resolved(folder, mark.attribute('Target') ?? ''),
      },
    ]),
  );
}

/** A path within the archive; it is looked up there and nowhere else. */
function resolved(folder: string, target: string): string {
  if (target.startsWith('/')) return target.slice(1);
  const parts: string[] = [];
  for (const part of `${folder}${target}`.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '.' && part !== '') parts.push(part);
  }
  return parts.join('/');
}

function visibleSheets(
  marks: readonly Mark[],
  relations: ReadonlyMap<string, Relation>,
  files: ZipDirectory,
): VisibleSheet[] {
  const sheets = marks.flatMap((mark) => {
    if (mark.name !== 'sheet' || /hidden/i.test(mark.attribute('state') ?? '')) return [];
    const relation = relations.get(mark.attribute('id') ?? '');
    const entry = files.get(relation?.path.toLowerCase() ?? '');
    if (relation?.kind === 'chartsheet' || relation?.kind === 'dialogsheet') return [];
    if (entry === undefined) throw fileRefused('BROKEN_WORKBOOK');
    return [{ name: mark.attribute('name') ?? '', entry }];
  });
  if (sheets.length === 0) throw fileRefused('NO_SHEET');
  if (sheets.length > MOST_SHEETS) throw fileRefused('TOO_MANY_SHEETS');
  return sheets;
}
