import type { Statement } from '../../scheduler/draw/index.js';
import { Account } from '../account/index.js';
import type { Campaign } from '../plan/index.js';
import { findTargetsByRealIds, ImportRun } from '../registry/index.js';
import { dayInShanghai } from '../shared/day.js';
import type { Reader } from '../shared/unit.js';
import { Draw } from './draw.entity.js';
import { getFile, listFiles } from './draw.files.js';
import { unixSeconds } from './draw.log.js';
import type { PreparedPools } from './draw.pool.js';
import { type Change, type Comparison, comparePools, type PoolTexts } from './pool-comparison.js';

/** How many changes a statement names one by one; its counts are always complete. */
const namedChanges = 1_000;
const dayMs = 86_400_000;

const decoder = new TextDecoder();

function textOf(file: Uint8Array | string): string {
  return typeof file === 'string' ? file : decoder.decode(file);
}

/** The newest freeze over the same range of targets up to an instant, if any. */
async function findFreeze(reader: Reader, campaign: Campaign, filterHash: string, until: Date) {
  const [found] = await reader.em.find(
    Draw,
    { department: campaign.department, filterHash, frozenAt: { $lte: until } },
    { orderBy: { frozenAt: 'desc', id: 'desc' }, limit: 1 },
  );
  return found;
}

/** The pools of an earlier freeze, from its files. */
async function readPoolTexts(reader: Reader, draw: Draw): Promise<PoolTexts> {
  const strata: string[] = [];
  for (const { name } of await listFiles(reader, draw.id)) {
    if (name.startsWith('pool/')) strata.push(await getFile(reader, draw.id, name));
  }
  return {
    strata,
    excluded: await getFile(reader, draw.id, 'excluded.jsonl'),
    inspectors: await getFile(reader, draw.id, 'inspectors.jsonl'),
    register: await getFile(reader, draw.id, 'register.jsonl'),
  };
}

/** By whom, and when, these units were last written: the account behind the import that did it. */
async function findAuthors(reader: Reader, department: string, ids: readonly string[]) {
  const targets = await findTargetsByRealIds(reader, department, ids);
  const runIds = [...new Set(targets.flatMap((target) => target.importRun ?? []))];
  const runs = await reader.em.find(ImportRun, { id: { $in: runIds } });
  const accounts = await reader.em.find(Account, {
    id: { $in: runs.flatMap((run) => run.accountId ?? []) },
  });
  const nameOf = new Map(accounts.map((account) => [account.id, account.username]));
  const byRun = new Map(runs.map((run) => [run.id, nameOf.get(run.accountId ?? '') ?? 'command']));
  return new Map(
    targets.map((target) => [
      target.realId,
      { by: byRun.get(target.importRun ?? '') ?? 'unknown', at: unixSeconds(target.updatedAt) },
    ]),
  );
}

async function compareWith(
  reader: Reader,
  campaign: Campaign,
  earlier: { readonly against: Comparison['against']; readonly draw: Draw },
  after: PoolTexts,
): Promise<Comparison> {
  const changes = comparePools(await readPoolTexts(reader, earlier.draw), after);
  const counts = { added: 0, removed: 0, reclassed: 0, reweighted: 0, excluded: 0, leave: 0 };
  for (const { what } of changes) counts[what] += 1;
  const named = changes.slice(0, namedChanges);
  const authors = await findAuthors(
    reader,
    campaign.department,
    named.map((change) => change.id),
  );
  const nobody = { by: 'unknown', at: unixSeconds(reader.now) };
  return {
    against: earlier.against,
    on: dayInShanghai(earlier.draw.frozenAt),
    ...counts,
    changes: named.map((change): Change => ({ ...change, ...(authors.get(change.id) ?? nobody) })),
  };
}

/**
 * What the witness reads before signing (docs/draw.md §4): how these pools differ from those of the freeze before, and
 * from those of the newest freeze that is thirty days old.
 */
export async function composeStatement(
  reader: Reader,
  campaign: Campaign,
  pools: PreparedPools,
): Promise<Statement> {
  const { files, filterHash } = pools;
  const after: PoolTexts = {
    strata: files.strata.map(({ records }) => textOf(records)),
    excluded: textOf(files.excluded),
    inspectors: textOf(files.inspectors),
    register: pools.register,
  };
  const monthAgo = new Date(reader.now.getTime() - 30 * dayMs);
  const comparisons: Comparison[] = [];
  for (const [against, until] of [
    ['previous', reader.now],
    ['30-days', monthAgo],
  ] as const) {
    const draw = await findFreeze(reader, campaign, filterHash, until);
    if (draw) comparisons.push(await compareWith(reader, campaign, { against, draw }, after));
  }
  return {
    filter: describeFilter(campaign),
    registered: pools.registerCount,
    covered: pools.covered,
    excluded: pools.excluded,
    comparisons,
  };
}

/** The filter in words. */
function describeFilter({ filter, strata }: Campaign): string {
  const parts = [
    filter.riskClasses && `风险类别：${filter.riskClasses.join('、')}`,
    filter.trades && `行业领域：${filter.trades.join('、')}`,
    filter.divisions && `行政区划：${filter.divisions.join('、')}`,
    filter.tags && `监管标签：${filter.tags.join('、')}`,
    `分层 ${strata.length} 层`,
  ];
  return parts.filter(Boolean).join('；');
}
