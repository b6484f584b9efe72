import { readLog, type Series, statementHash } from '../../scheduler/draw/index.js';
import { recordEvent } from '../audit/index.js';
import { beforeShowing, ReadingWay, recordReadings } from '../personal/index.js';
import { DrawMode } from '../plan/index.js';
import type { Context, ReadingContext } from '../shared/context.js';
import { type PageArguments, pageOf } from '../shared/page.js';
import type { Reader, Unit } from '../shared/unit.js';
import { Draw, DrawFile, DrawnUnit, FileLevel } from './draw.entity.js';
import { getFile } from './draw.files.js';
import { readLogLines } from './draw.log.js';

/** Names and levels of a draw's files, by name; for many draws of one request in one statement. */
export async function loadFiles(
  context: ReadingContext,
  draw: Draw,
): Promise<{ name: string; level: FileLevel }[]> {
  const parts = await context.loadBy(DrawFile, 'draw', draw.id);
  return parts.filter(({ part }) => part === 0).sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** Names and addresses of a draw's files. */
export async function listDrawFiles(context: ReadingContext, draw: Draw) {
  const files = await loadFiles(context, draw);
  return files.map(({ name, level }) => ({ name, level, url: `/draws/${draw.commitment}/files/${name}` }));
}

/** What a witness named in the rules needs in order to anchor: commitment, head of the log, pool statement. */
export async function readAnchorMatters(reader: Reader, commitment: string) {
  const draw = await reader.em.findOne(Draw, { commitment });
  const witness = draw?.witnesses.find((one) => one.accountId === reader.actor.accountId);
  if (!draw || !witness) return null;
  const statement = await getFile(reader, draw.id, 'statement.json');
  const log = readLog(await readLogLines(reader, draw.authority, draw.series as Series), { trusted: true });
  return {
    drawId: draw.id,
    commitment,
    witness: witness.id,
    publicKey: witness.publicKey,
    head: log.head,
    statement,
    statementHash: statementHash(JSON.parse(statement)),
    frozenAt: draw.frozenAt,
  };
}

/** What the public may read of a draw now. */
export function publicLevels(draw: Draw): FileLevel[] {
  return draw.openedAt ? [FileLevel.PUBLIC, FileLevel.OPENED] : [FileLevel.PUBLIC];
}

/** The units of a draw within the reader's scope, by real-world id. */
export function pageDrawnUnits(reader: Reader, drawId: string, page: PageArguments) {
  return pageOf(page, [(row: DrawnUnit) => row.realId], async (limit, after) => {
    if (!(await reader.em.findOne(Draw, { id: drawId }))) return [];
    const key = after ? { realId: { $gt: String(after[0]) } } : {};
    return reader.em.find(DrawnUnit, { draw: drawId, ...key }, { orderBy: { realId: 'asc' }, limit });
  });
}

/** The same for whoever may see them; of a confidential draw it is written down first that they were shown. */
export async function showDrawnUnits(context: Context, drawId: string, page: PageArguments) {
  const units = await pageDrawnUnits(context, drawId, page);
  const isConfidential = await context.em.count(Draw, { id: drawId, mode: DrawMode.CONFIDENTIAL });
  if (units.edges.length > 0 && isConfidential) {
    await beforeShowing(context, {
      way: ReadingWay.DRAWN_UNITS,
      subject: { kind: 'draw', id: drawId },
      drawId,
    });
  }
  return units;
}

/** Files from which somebody learns what was drawn. The others were there before it, or are public. */
const tellingFiles = /^(?:selected|results|substitutions)\.jsonl$|^(?:receipt|table|nodes)\.json$/;

/**
 * Writes down that somebody read a restricted file: each reading leaves a trace, and who learns from it what a
 * confidential draw has drawn is one of those who knew.
 */
export async function recordFileRead(unit: Unit, draw: Draw, name: string): Promise<void> {
  const subject = { kind: 'draw', id: draw.id };
  await recordEvent(unit, 'draw.file-read', subject, { name });
  if (draw.mode !== DrawMode.CONFIDENTIAL || !tellingFiles.test(name)) return;
  await recordReadings(unit, [{ way: ReadingWay.DRAW_FILE, subject, drawId: draw.id }]);
}
