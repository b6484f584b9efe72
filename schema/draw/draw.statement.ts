import type { PoolComparison, PoolDifference, Statement } from '../../scheduler/draw/index.js';
import { comparePools } from '../../scheduler/draw/index.js';
import type { Campaign } from '../plan/index.js';
import {
  listDistrictsAsOf,
  listDrawRegister,
  listInspectorPoolAsOf,
  listInterestsAsOf,
  listRegisterAsOf,
  listRegisterChanges,
} from '../registry/index.js';
import { dayInShanghai } from '../shared/day.js';
import type { Reader } from '../shared/unit.js';
import { findChangeAuthors } from './change-authors.js';
import { compareUnits } from './compare-units.js';
import { DifferenceTally } from './difference-tally.js';
import { type DrawDepartments, readOfficers } from './draw.departments.js';
import { Draw } from './draw.entity.js';
import { getFile } from './draw.files.js';
import type { PreparedPools } from './draw.pool.js';
import { readMembership, readMembershipAsOf } from './draw.special-pools.js';
import { unitsOfDraw, unitsOfPools } from './frozen-units.js';
import { officerFiles } from './officer-files.js';
import { districtCodes, unitLinesOf } from './split-register.js';

/** How many changes a statement names one by one; its counts are always complete. */
const namedChanges = 1_000;
const dayMs = 86_400_000;

/** What is frozen: a campaign with the pools of its departments. */
export interface FreezeMatters {
  readonly campaign: Campaign;
  readonly departments: DrawDepartments;
  readonly pools: PreparedPools;
}

/** The newest freeze over the same range of targets, if any. */
async function findPreviousFreeze(reader: Reader, { campaign, pools }: FreezeMatters) {
  const [found] = await reader.em.find(
    Draw,
    { department: campaign.department, filterHash: pools.filterHash, frozenAt: { $lte: reader.now } },
    { orderBy: { frozenAt: 'desc', id: 'desc' }, limit: 1 },
  );
  return found;
}

/** The files of the second pool alone. */
type OfficerFiles = Pick<PreparedPools['files'], 'inspectors' | 'conflicts'>;

function compareOfficers(before: OfficerFiles, after: OfficerFiles): PoolDifference[] {
  const noUnits = { strata: [], excluded: '', register: '' };
  return comparePools({ ...before, ...noUnits }, { ...after, ...noUnits });
}

/** Against the files of an earlier freeze: what was committed to, whatever became of the registers since. */
async function compareWithFreeze(reader: Reader, earlier: Draw, matters: FreezeMatters) {
  const { pools } = matters;
  const tally = new DifferenceTally(namedChanges);
  const units = compareUnits(unitsOfDraw(reader, earlier.id), unitsOfPools(pools));
  for await (const differences of units) tally.add(differences);
  const officers = {
    inspectors: await getFile(reader, earlier.id, 'inspectors.jsonl'),
    conflicts: await getFile(reader, earlier.id, 'conflicts.jsonl'),
  };
  tally.add(compareOfficers(officers, pools.files));
  return comparison(reader, matters, { against: 'previous', since: earlier.frozenAt, tally });
}

/** A target may come into a special pool without a change of its own: over special pools both registers are read whole. */
function listChanges(reader: Reader, { department, filter }: Campaign, since: Date) {
  if (!filter.specialPools) return listRegisterChanges(reader, department, since);
  return {
    before: listRegisterAsOf(reader, department, since),
    after: listDrawRegister(reader, department),
  };
}

/** Against the registers as they were at an instant, of which only what changed since is read. */
async function compareWithHistory(reader: Reader, since: Date, matters: FreezeMatters) {
  const { campaign, departments, pools } = matters;
  const tally = new DifferenceTally(namedChanges);
  const then = unitLinesOf(campaign, await readMembershipAsOf(reader, campaign, since));
  const now = unitLinesOf(campaign, await readMembership(reader, campaign));
  const { before, after } = listChanges(reader, campaign, since);
  for await (const differences of compareUnits(mapPages(before, then), mapPages(after, now))) {
    tally.add(differences);
  }
  const officers = await readOfficers(reader, departments, {
    listOfficers: (id) => listInspectorPoolAsOf(reader, id, since),
    listInterests: (id) => listInterestsAsOf(reader, id, since),
  });
  const { lead } = departments;
  const { windowFromOn } = campaign;
  const districts = districtCodes(await listDistrictsAsOf(reader, lead.id, since));
  // Grounds are compared by their pairs: under which key they were hashed means nothing.
  const files = officerFiles({ ...officers, districts }, { lead, windowFromOn }, new Uint8Array(32));
  tally.add(compareOfficers(files, pools.files));
  return comparison(reader, matters, { against: '30-days', since, tally });
}

async function* mapPages<Row, Mapped>(
  pages: AsyncIterable<readonly Row[]>,
  one: (row: Row) => Mapped,
): AsyncGenerator<Mapped[]> {
  for await (const page of pages) yield page.map(one);
}

async function comparison(
  reader: Reader,
  { departments }: FreezeMatters,
  found: { against: PoolComparison['against']; since: Date; tally: DifferenceTally },
): Promise<PoolComparison> {
  const { against, since, tally } = found;
  const named = tally.named();
  const ids = departments.all.map(({ id }) => id);
  const authorOf = await findChangeAuthors(reader, ids, since, named);
  return {
    against,
    on: dayInShanghai(since),
    ...tally.counts,
    changes: named.map((change) => ({ ...change, ...authorOf(change) })),
  };
}

/**
 * What the witness reads before signing (docs/draw.md §4): how these pools differ from those of the freeze before, and
 * from the registers as they were thirty days ago. A register that was empty then is compared, too: that everything in it
 * is new is what a witness should know.
 */
export async function composeStatement(reader: Reader, matters: FreezeMatters): Promise<Statement> {
  const { campaign, pools } = matters;
  const previous = await findPreviousFreeze(reader, matters);
  const monthAgo = new Date(reader.now.getTime() - 30 * dayMs);
  return {
    filter: describeFilter(campaign, pools.specialPools),
    registered: pools.registerCount,
    covered: pools.covered,
    excluded: pools.excluded,
    comparisons: [
      ...(previous ? [await compareWithFreeze(reader, previous, matters)] : []),
      await compareWithHistory(reader, monthAgo, matters),
    ],
  };
}

/** The filter in words. */
function describeFilter({ filter, strata, targetSource }: Campaign, specialPools: readonly string[]): string {
  const parts = [
    targetSource && `指定名单：${targetSource.issuer} ${targetSource.documentNo}`,
    filter.riskClasses && `风险类别：${filter.riskClasses.join('、')}`,
    filter.trades && `行业领域：${filter.trades.join('、')}`,
    filter.divisions && `行政区划：${filter.divisions.join('、')}`,
    filter.tags && `监管标签：${filter.tags.join('、')}`,
    specialPools.length > 0 && `专项库：${specialPools.join('、')}`,
    `分层 ${strata.length} 层`,
  ];
  return parts.filter(Boolean).join('；');
}
