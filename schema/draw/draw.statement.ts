import type { Statement } from '../../scheduler/draw/index.js';
import type { Campaign } from '../plan/index.js';
import { dayInShanghai } from '../shared/day.js';
import type { Reader } from '../shared/unit.js';
import { Draw } from './draw.entity.js';
import { getFile, listFiles } from './draw.files.js';
import { unixSeconds } from './draw.log.js';
import type { PreparedPools } from './draw.pool.js';

/** How many changes a statement names one by one; its counts are always complete. */
const namedChanges = 1_000;

interface Standing {
  readonly stratum: string;
  readonly line: string;
}

type Comparison = Statement['comparisons'][number];

/** Where every unit stands: its stratum, or `excluded`. */
function standings(
  strata: readonly { code: string; records: Uint8Array | string }[],
  excluded: Uint8Array | string,
) {
  const found = new Map<string, Standing>();
  const decoder = new TextDecoder();
  const add = (stratum: string, file: Uint8Array | string) => {
    const text = typeof file === 'string' ? file : decoder.decode(file);
    for (const line of text.split('\n')) {
      if (line !== '') found.set((JSON.parse(line) as { id: string }).id, { stratum, line });
    }
  };
  for (const { code, records } of strata) add(code, records);
  add('excluded', excluded);
  return found;
}

function findChange(before: Standing | undefined, after: Standing | undefined) {
  if (!before) return after?.stratum === 'excluded' ? 'excluded' : 'added';
  if (!after) return 'removed';
  if (before.stratum === after.stratum) return undefined;
  return after.stratum === 'excluded' ? 'excluded' : 'reclassed';
}

function compare(
  before: Map<string, Standing>,
  after: Map<string, Standing>,
  seen: { on: string; at: number },
): Comparison {
  const counts = { added: 0, removed: 0, reclassed: 0, reweighted: 0, excluded: 0, leave: 0 };
  const changes: Comparison['changes'] = [];
  for (const id of [...new Set([...before.keys(), ...after.keys()])].sort()) {
    const what = findChange(before.get(id), after.get(id));
    if (!what) continue;
    counts[what] += 1;
    if (changes.length < namedChanges) changes.push({ what, id, by: 'registry', at: seen.at });
  }
  return { against: 'previous', on: seen.on, ...counts, changes };
}

/** The newest freeze of the same department over the same range of targets, if any. */
async function findPreviousFreeze(
  reader: Reader,
  department: string,
  filterHash: string,
): Promise<Draw | null> {
  const [previous] = await reader.em.find(
    Draw,
    { department, filterHash },
    { orderBy: { id: 'desc' }, limit: 1 },
  );
  return previous ?? null;
}

/** The pools of an earlier freeze, from its files. */
async function readStandings(reader: Reader, draw: Draw): Promise<Map<string, Standing>> {
  const pools = (await listFiles(reader, draw.id)).filter(({ name }) => name.startsWith('pool/'));
  const strata: { code: string; records: string }[] = [];
  for (const { name } of pools) {
    strata.push({
      code: name.slice('pool/'.length, -'.jsonl'.length),
      records: await getFile(reader, draw.id, name),
    });
  }
  return standings(strata, await getFile(reader, draw.id, 'excluded.jsonl'));
}

/** What the witness reads before signing: how these pools differ from those of the freeze before. */
export async function composeStatement(
  reader: Reader,
  campaign: Campaign,
  pools: PreparedPools,
): Promise<Statement> {
  const comparisons: Comparison[] = [];
  const previous = await findPreviousFreeze(reader, campaign.department, pools.filterHash);
  if (previous) {
    const before = await readStandings(reader, previous);
    const after = standings(pools.files.strata, pools.files.excluded);
    const on = dayInShanghai(previous.frozenAt);
    comparisons.push(compare(before, after, { on, at: unixSeconds(reader.now) }));
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
