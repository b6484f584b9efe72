import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { globalOf, type Rules, type Series, type TargetSource } from '../../scheduler/draw/index.js';
import { neutralCode } from '../../schema/draw/neutral-code.js';
import { readBundleFolder } from '../client/bundle-folder.js';
import { ClientError } from '../client/client-error.js';
import { type Facts, readFacts } from '../explain/facts.js';
import type { ReadSheet } from '../spreadsheet/read-rows.js';
import type { TargetRow } from '../spreadsheet/target-row.js';
import { bundleAt } from './bundle-at.js';

/** Where the list of stage `officers` comes from, as it is asked for. */
export interface SourceRequest {
  /** The superior's paper, or the folder of its draw; without it the sheet of targets is the list. */
  readonly source?: string;
  readonly issuer?: string;
  readonly documentNo?: string;
}

/**
 * Of stage `officers` alone: the hash of the list, or of the receipt of the draw that chose the targets. That draw is
 * verified first, and every target must be one of those it published.
 * @throws ClientError `NO_FILE`, `SOURCE_STAGE`, `SOURCE_REHEARSAL`, `SOURCE_TARGETS`, and whatever the verification finds
 */
export async function targetSourceOf(
  { stage }: Rules,
  targets: ReadSheet<TargetRow>,
  { source, issuer, documentNo }: SourceRequest,
  series: Series,
): Promise<TargetSource | undefined> {
  if (stage !== 'officers') {
    if (source ?? issuer ?? documentNo) throw otherStage();
    return undefined;
  }
  const said = { ...(documentNo && { documentNo }), ...(issuer && { issuer }) };
  const path = source ?? targets.path;
  const found = await stat(path).catch(() => undefined);
  if (!found) throw noFile(path);
  if (found.isDirectory()) return { kind: 'receipt', hash: await receiptOf(path, targets, series), ...said };
  const hash = createHash('sha256').update(await readFile(path));
  return { kind: 'list', hash: hash.digest('hex'), ...said };
}

async function receiptOf(path: string, targets: ReadSheet<TargetRow>, series: Series): Promise<string> {
  const facts = readFacts(await readBundleFolder(await bundleAt(path)));
  if (facts.log.series !== series) throw otherSeries();
  const strangers = targets.rows.filter(({ value }) => !facts.selected.has(value.id));
  if (strangers.length > 0) {
    throw notDrawn(
      targets.file,
      strangers.map(({ row }) => row),
    );
  }
  const missing = leftOut(facts, targets);
  if (missing.length > 0) throw incomplete(targets.file, missing);
  return facts.draw.receipt!.receiptHash;
}

/** Units the superior drew in the districts of this list, not gone out by its substitutions, that are not in it. */
function leftOut(facts: Facts, targets: ReadSheet<TargetRow>): string[] {
  const listed = new Set(targets.rows.map(({ value }) => value.id));
  const districts = new Set(targets.rows.map(({ value }) => neutralCode(value.district)));
  const gone = new Set(
    facts.substitutions.flatMap(({ kind, target }) => (kind === 'target' ? [target] : [])),
  );
  return [...facts.selected.values()]
    .filter(({ stratum, index, record }) => {
      const isDue = districts.has(record.district) && !gone.has(globalOf(facts.draw, stratum, index));
      return isDue && !listed.has(record.id);
    })
    .map(({ record }) => record.id);
}

function incomplete(file: string, missing: readonly string[]): ClientError {
  const some = missing.slice(0, 10).join('、');
  return new ClientError(
    'SOURCE_LEFT_OUT',
    `${file} 缺少上级已抽中的 ${missing.length} 个对象（${some}）。名单不得漏掉本区划的对象；变动须作替换记录。`,
    `${file} lacks ${missing.length} target(s) that the superior drew in these districts (${some}). None may be left out; changes are substitutions.`,
  );
}

function noFile(path: string): ClientError {
  return new ClientError('NO_FILE', `读不到 --source ${path}。`, `Cannot read --source ${path}.`);
}

function otherStage(): ClientError {
  return new ClientError(
    'SOURCE_STAGE',
    '只有“仅抽人员”（stage 为 officers）才写名单来源；请去掉 --source、--issuer、--document-no。',
    'Only stage officers has a source of its list; leave out --source, --issuer and --document-no.',
  );
}

function otherSeries(): ClientError {
  return new ClientError(
    'SOURCE_REHEARSAL',
    '演练的名单只能用于演练，正式的只能用于正式。',
    'A list of a rehearsal serves a rehearsal alone, a real one a real draw.',
  );
}

function notDrawn(file: string, rows: readonly number[]): ClientError {
  const some = rows.slice(0, 10).join('、');
  return new ClientError(
    'SOURCE_TARGETS',
    `${file} 有 ${rows.length} 个对象不在上级的抽取结果中（第 ${some} 行）。请核对名单，或换 --source。`,
    `${file}: ${rows.length} target(s) are not among those that the superior drew (rows ${some}). Look at the list, or at --source.`,
  );
}
