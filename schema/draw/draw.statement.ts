import {
  type ComparedPools,
  comparePools,
  countDifferences,
  namedDifferences,
  type PoolComparison,
  type Statement,
} from '../../scheduler/draw/index.js';
import type { Campaign } from '../plan/index.js';
import { dayInShanghai } from '../shared/day.js';
import type { Reader } from '../shared/unit.js';
import { findChangeAuthors } from './change-authors.js';
import { Draw } from './draw.entity.js';
import { getFile, listFiles } from './draw.files.js';
import type { PreparedPools } from './draw.pool.js';

/** How many changes a statement names one by one; its counts are always complete. */
const namedChanges = 1_000;
const dayMs = 86_400_000;

/** The newest freeze over the same range of targets up to an instant, if any. */
async function findFreeze(reader: Reader, campaign: Campaign, filterHash: string, until: Date) {
  const [found] = await reader.em.find(
    Draw,
    { department: campaign.department, filterHash, frozenAt: { $lte: until } },
    { orderBy: { frozenAt: 'desc', id: 'desc' }, limit: 1 },
  );
  return found;
}

/** The pools of an earlier freeze, from its files. Codes of strata are each campaign's own and tell nothing. */
async function readPools(reader: Reader, draw: Draw): Promise<ComparedPools> {
  const strata: { records: string }[] = [];
  for (const { name } of await listFiles(reader, draw.id)) {
    if (name.startsWith('pool/')) strata.push({ records: await getFile(reader, draw.id, name) });
  }
  return {
    strata,
    excluded: await getFile(reader, draw.id, 'excluded.jsonl'),
    inspectors: await getFile(reader, draw.id, 'inspectors.jsonl'),
    conflicts: await getFile(reader, draw.id, 'conflicts.jsonl'),
    register: await getFile(reader, draw.id, 'register.jsonl'),
  };
}

async function compareWith(
  reader: Reader,
  campaign: Campaign,
  earlier: { readonly against: PoolComparison['against']; readonly draw: Draw },
  after: ComparedPools,
): Promise<PoolComparison> {
  const differences = comparePools(await readPools(reader, earlier.draw), after);
  const named = namedDifferences(differences, namedChanges);
  const authorOf = await findChangeAuthors(reader, campaign.department, named);
  return {
    against: earlier.against,
    on: dayInShanghai(earlier.draw.frozenAt),
    ...countDifferences(differences),
    changes: named.map((change) => ({ ...change, ...authorOf(change) })),
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
  const after: ComparedPools = {
    ...files,
    strata: files.strata.map(({ records }) => ({ records })),
    register: pools.register,
  };
  const monthAgo = new Date(reader.now.getTime() - 30 * dayMs);
  const comparisons: PoolComparison[] = [];
  for (const [against, until] of [
    ['previous', reader.now],
    ['30-days', monthAgo],
  ] as const) {
    const draw = await findFreeze(reader, campaign, filterHash, until);
    if (draw) comparisons.push(await compareWith(reader, campaign, { against, draw }, after));
  }
  return {
    filter: describeFilter(campaign, pools.specialPools),
    registered: pools.registerCount,
    covered: pools.covered,
    excluded: pools.excluded,
    comparisons,
  };
}

/** The filter in words. */
function describeFilter({ filter, strata }: Campaign, specialPools: readonly string[]): string {
  const parts = [
    filter.riskClasses && `风险类别：${filter.riskClasses.join('、')}`,
    filter.trades && `行业领域：${filter.trades.join('、')}`,
    filter.divisions && `行政区划：${filter.divisions.join('、')}`,
    filter.tags && `监管标签：${filter.tags.join('、')}`,
    specialPools.length > 0 && `专项库：${specialPools.join('、')}`,
    `分层 ${strata.length} 层`,
  ];
  return parts.filter(Boolean).join('；');
}
