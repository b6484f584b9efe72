import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { SqlEntityManager } from '@mikro-orm/sql';
import { createDepartment, saveDivisions } from '../schema/department/index.js';
import { countPools, searchTargets, type TargetSearch, TargetStatus } from '../schema/registry/index.js';
import { isRefusal } from '../schema/shared/refusal.js';
import type { Reader } from '../schema/shared/unit.js';
import { type DatabasePlace, migrate, openDatabase } from '../server/platform/database.js';
import { createReader, createStep } from '../server/platform/step.js';
import { benchSources } from './bench-sources.js';
import { type Benchmark, type Measurement, median, takeMs } from './benchmark.js';
import { generatePools } from './generated-pools.js';
import { withPostgresql } from './postgresql.js';

/** `BENCH_TARGETS=5000000` for the larger register; `BENCH_EMBEDDED=1` also measures the embedded database. */
const targets = Number(process.env.BENCH_TARGETS ?? 500_000);
const rounds = 12;
const goalMs = 50;
const peerName = "the same search by `like '%…%'` without an index: count and first page";

const words = [
  '店',
  '鑫',
  '慧',
  '隆盛',
  '鑫隆',
  '餐饮',
  '餐饮店',
  '安康药房',
  '有限公司',
  '赤坎区天信',
  '旧鑫',
  '无此名称',
];

/** What registrars ask, as often as they ask it: mostly a part of a name, of one to five characters. */
function mixOf(round: number): TargetSearch[] {
  const code = `JY${String(round * 761).padStart(5, '0')}`;
  return [
    ...words.map((text) => ({ text })),
    { text: words[round % words.length], riskClass: 'A' },
    { text: words[(round + 3) % words.length], division: '440802', status: TargetStatus.ACTIVE },
    { text: '福', trade: '养殖' },
    { code },
    { code: code.slice(0, 4) },
    { division: '440800' },
    { trade: '诊所', riskClass: 'D', status: TargetStatus.CLOSED },
    { tags: ['重点'], district: '440803' },
    { riskClass: 'B' },
    {},
  ];
}

function percentile(times: readonly number[], share: number): number {
  const sorted = [...times].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] as number;
}

async function fill(place: DatabasePlace) {
  const database = await openDatabase(place);
  await migrate(database);
  const sources = benchSources(database);
  const step = createStep(sources, { kind: 'command', username: 'bench' });
  const codes = ['440802', '440803', '440804', '440811', '440825'];
  const below = codes.map((code) => ({ code, name: code, parentCode: '440800' }));
  await step((unit) => saveDivisions(unit, [{ code: '440800', name: '湛江市' }, ...below]));
  const draft = { code: 'market', name: '市场监督管理局', creditCode: '91440300708461136T' };
  const division = { code: '440800', name: '湛江市' };
  const department = await step((unit) => createDepartment(unit, { ...draft, division }));
  if (isRefusal(department)) throw new Error(department.messageEn);
  await generatePools(database.em.fork(), { departmentId: department.id, targets, inspectors: 5_000 });
  await database.em.execute('vacuum analyze target').catch(() => database.em.execute('analyze target'));
  const reader = () => createReader(sources, { kind: 'account', scope: [department.id] });
  return { database, departmentId: department.id, reader };
}

/** Milliseconds of every search of the mix. */
async function timeSearches(reader: () => Reader): Promise<{ times: number[]; slowest: string }> {
  const times: number[] = [];
  let slowest = { ms: 0, search: {} as TargetSearch };
  for (let round = 0; round <= rounds; round += 1) {
    for (const search of mixOf(round)) {
      const ms = await takeMs(() => searchTargets(reader(), search, { first: 20 }));
      // The first round warms the cache.
      if (round === 0) continue;
      times.push(ms);
      if (ms > slowest.ms) slowest = { ms, search };
    }
  }
  return { times, slowest: JSON.stringify(slowest.search) };
}

async function timePeer(em: SqlEntityManager, departmentId: string): Promise<number[]> {
  const times: number[] = [];
  for (const word of words) {
    const like = `%${word}%`;
    const where = "department_id = ? and (name like ? or array_to_string(former_names, ' ') like ?)";
    times.push(
      await takeMs(async () => {
        await em.execute(`select count(*) from target where ${where}`, [departmentId, like, like]);
        await em.execute(`select * from target where ${where} order by real_id limit 20`, [
          departmentId,
          like,
          like,
        ]);
      }),
    );
  }
  return times;
}

async function measureIn(place: DatabasePlace, where: string): Promise<Measurement[]> {
  const { database, departmentId, reader } = await fill(place);
  try {
    const { times, slowest } = await timeSearches(reader);
    const peer = await timePeer(database.em.fork(), departmentId);
    const of = `${targets.toLocaleString('en-GB')} targets, ${where}`;
    const figure = (share: number): Measurement => ({
      what: `a search with counts, ${Math.round(100 * share)}th percentile of ${times.length} (${of})${share > 0.98 ? `; the slowest: ${slowest}` : ''}`,
      ...{
        unit: 'ms',
        ours: percentile(times, share),
        runs: rounds,
        goal: share === 0.95 ? goalMs : undefined,
      },
      peers: [{ name: peerName, value: percentile(peer, share) }],
    });
    const counting: number[] = [];
    for (let run = 0; run < 5; run += 1) {
      counting.push(await takeMs(() => countPools(reader(), { departmentId, riskClasses: ['A', 'B'] })));
    }
    const poolCounts: Measurement = {
      what: `counts of a campaign's filter, exact (${of})`,
      ...{ unit: 'ms', ours: median(counting), runs: 5, peers: [] },
    };
    return [figure(0.5), figure(0.95), figure(0.99), poolCounts];
  } finally {
    await database.close();
  }
}

async function measure(): Promise<Measurement[]> {
  let figures: Measurement[] = [];
  const onPostgresql = await withPostgresql('PostgreSQL', async ({ url }) => {
    figures = await measureIn({ url, poolSize: 2 }, 'PostgreSQL');
    return 0;
  });
  if ('skipped' in onPostgresql) process.stderr.write(`${onPostgresql.skipped}\n`);
  if (!process.env.BENCH_EMBEDDED) return figures;
  const folder = mkdtempSync(join(tmpdir(), 'fairdraw-bench-'));
  try {
    return [...figures, ...(await measureIn({ folder: join(folder, 'data') }, 'embedded'))];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

export const search: Benchmark = {
  name: 'search',
  description:
    'searching targets by part of a name, code, division, trade, tag, class and status, with counts',
  peers: [peerName],
  run: measure,
};
