import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Draw, filterHash, type Statement } from '../../scheduler/draw/index.js';
import { type Comparison, comparePools, type PoolTexts } from '../../schema/draw/pool-comparison.js';
import type { DrawFolder } from './draw-folder.js';
import type { PreparedPools } from './pools.js';
import type { Sheets } from './sheets.js';
import { dayOf } from './times.js';

/** How many changes a statement names one by one; its counts are always complete. */
const NAMED_CHANGES = 1_000;
const MONTH = 30 * 86_400;

const decoder = new TextDecoder();
const textOf = (file: Uint8Array | string) => (typeof file === 'string' ? file : decoder.decode(file));

/**
 * What the witness reads before signing: how these pools differ from those of the freeze before in the same folder, and
 * from those of the newest that is thirty days old. A spreadsheet knows no authors: a change is the file's.
 */
export async function composeStatement(
  folder: DrawFolder,
  pools: PreparedPools,
  sheets: Sheets,
  { filter, campaign, now }: { readonly filter: string; readonly campaign: string; readonly now: number },
): Promise<Statement> {
  const after: PoolTexts = {
    strata: pools.files.strata.map(({ records }) => textOf(records)),
    excluded: textOf(pools.files.excluded),
    inspectors: textOf(pools.files.inspectors),
    register: pools.register,
  };
  const earlier = [...(folder.log?.draws.values() ?? [])].filter((draw) =>
    existsSync(join(folder.bundlePath(draw), 'register.jsonl')),
  );
  const isKin = ({ commit }: Draw) =>
    commit.campaign === campaign || commit.frame.filterHash === filterHash(filter);
  const comparisons: Comparison[] = [];
  for (const [against, until] of [
    ['previous', now],
    ['30-days', now - MONTH],
  ] as const) {
    const known = earlier.filter(({ commit }) => commit.frozenAt <= until);
    // Several campaigns may share a folder: the last one of the same kind says more than the last one of all.
    const draw = known.filter(isKin).at(-1) ?? known.at(-1);
    if (draw) comparisons.push(compare(against, draw, await readTexts(folder, draw), after, sheets));
  }
  const { registerCount: registered, covered, excluded } = pools;
  return { filter, registered, covered, excluded, comparisons };
}

async function readTexts(folder: DrawFolder, draw: Draw): Promise<PoolTexts> {
  const read = (name: string) => readFile(join(folder.bundlePath(draw), name), 'utf8');
  return {
    strata: await Promise.all(draw.commit.strata.map(({ code }) => read(`pool/${code}.jsonl`))),
    excluded: await read('excluded.jsonl'),
    inspectors: await read('inspectors.jsonl'),
    register: await read('register.jsonl'),
  };
}

function compare(
  against: Comparison['against'],
  draw: Draw,
  before: PoolTexts,
  after: PoolTexts,
  sheets: Sheets,
): Comparison {
  const changes = comparePools(before, after);
  const counts = { added: 0, removed: 0, reclassed: 0, reweighted: 0, excluded: 0, leave: 0 };
  for (const { what } of changes) counts[what] += 1;
  const source = (what: string) => {
    if (what === 'leave' && sheets.officers) return sheets.officers;
    return what === 'excluded' && sheets.excluded ? sheets.excluded : sheets.targets;
  };
  return {
    against,
    on: dayOf(draw.commit.frozenAt),
    ...counts,
    changes: changes.slice(0, NAMED_CHANGES).map((change) => {
      const { file, changedAt } = source(change.what);
      return { ...change, by: file, at: changedAt };
    }),
  };
}
