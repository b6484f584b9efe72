import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  type ComparedPools,
  comparePools,
  countDifferences,
  type Draw,
  filterHash,
  namedDifferences,
  type PoolComparison,
  type Statement,
} from '../../scheduler/draw/index.js';
import { changeSource } from './change-source.js';
import type { DrawFolder } from './draw-folder.js';
import type { PreparedPools } from './pools.js';
import type { Sheets } from './sheets.js';
import { dayOf } from './times.js';

/** How many changes a statement names one by one; its counts are always complete. */
const NAMED_CHANGES = 1_000;
const MONTH = 30 * 86_400;

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
  const after: ComparedPools = { ...pools.files, register: pools.register };
  const earlier = [...(folder.log?.draws.values() ?? [])].filter((draw) =>
    existsSync(join(folder.bundlePath(draw), 'register.jsonl')),
  );
  const isKin = ({ commit }: Draw) =>
    commit.campaign === campaign || commit.frame.filterHash === filterHash(filter);
  const sourceOf = changeSource(sheets);
  const comparisons: PoolComparison[] = [];
  for (const [against, until] of [
    ['previous', now],
    ['30-days', now - MONTH],
  ] as const) {
    const known = earlier.filter(({ commit }) => commit.frozenAt <= until);
    // Several campaigns may share a folder: the last one of the same kind says more than the last one of all.
    const draw = known.filter(isKin).at(-1) ?? known.at(-1);
    if (!draw) continue;
    // Codes of strata mean the same only where the rules are those of the same campaign or range.
    const comparable = isKin(draw) ? (all: ComparedPools) => all : withoutCodes;
    const differences = comparePools(comparable(await readPools(folder, draw)), comparable(after));
    comparisons.push({
      against,
      on: dayOf(draw.commit.frozenAt),
      ...countDifferences(differences),
      changes: namedDifferences(differences, NAMED_CHANGES).map((one) => ({ ...one, ...sourceOf(one) })),
    });
  }
  const { registerCount: registered, covered, excluded } = pools;
  return { filter, registered, covered, excluded, comparisons };
}

async function readPools(folder: DrawFolder, draw: Draw): Promise<ComparedPools> {
  const read = (name: string) => readFile(join(folder.bundlePath(draw), name));
  return {
    strata: await Promise.all(
      draw.commit.strata.map(async ({ code }) => ({ code, records: await read(`pool/${code}.jsonl`) })),
    ),
    excluded: await read('excluded.jsonl'),
    inspectors: await read('inspectors.jsonl'),
    conflicts: await read('conflicts.jsonl'),
    register: await read('register.jsonl'),
  };
}

function withoutCodes(pools: ComparedPools): ComparedPools {
  return { ...pools, strata: pools.strata.map(({ records }) => ({ records })) };
}
