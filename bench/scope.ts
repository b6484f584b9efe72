import { policedTables } from '../migrations/policies.js';
import { createDepartment, saveDivisions } from '../schema/department/index.js';
import { changeTarget, listTargets, Target } from '../schema/registry/index.js';
import { isRefusal } from '../schema/shared/refusal.js';
import type { Actor } from '../schema/shared/unit.js';
import {
  type Database,
  type DatabasePlace,
  migrate,
  openDatabase,
  startInMemory,
} from '../server/platform/database.js';
import { createReader, createStep } from '../server/platform/step.js';
import { benchSources } from './bench-sources.js';
import { type Benchmark, type Measurement, median, takeMs } from './benchmark.js';
import { generatePools } from './generated-pools.js';
import { withPostgresql } from './postgresql.js';

const targets = 5_000;
/** Blocks with and without the walls take turns, so that a busy moment of the machine falls on both. */
const blocks = 4;
const runsOfBlock = 50;
/** What scope may add to a mutation, as a share of it. */
const goalShare = 1.15;

/** Both walls, or neither: the same code in the same database, its policies off and the actor without a scope. */
type Walls = 'both' | 'neither';

async function addDepartment(database: Database, code: string, creditCode: string): Promise<string> {
  const step = createStep(benchSources(database), { kind: 'command', username: 'bench' });
  const division = { code: '440800', name: '湛江市' };
  const codes = ['440802', '440803', '440804', '440811', '440825'];
  const below = codes.map((one) => ({ code: one, name: one, parentCode: division.code }));
  await step((unit) => saveDivisions(unit, [division, ...below]));
  const made = await step((unit) => createDepartment(unit, { code, name: code, creditCode, division }));
  if (isRefusal(made)) throw new Error(made.messageEn);
  return made.id;
}

async function setWalls(database: Database, walls: Walls): Promise<void> {
  const state = walls === 'both' ? 'enable' : 'disable';
  for (const table of policedTables) {
    await database.em.fork().execute(`alter table "${table}" ${state} row level security`);
  }
}

/** What is measured, on behalf of one department and then of another. */
interface Work {
  readonly what: string;
  readonly run: (departmentId: string, actor: Actor, n: number) => Promise<unknown>;
}

function worksOn(database: Database): Work[] {
  const sources = benchSources(database);
  const known = new Map<string, Target>();
  const find = (department: string) =>
    createReader(sources, { kind: 'command' }).em.findOneOrFail(
      Target,
      { department },
      { disableIdentityMap: true },
    );
  const mutation: Work['run'] = async (departmentId, actor, n) => {
    const { id, updatedAt } = known.get(departmentId) ?? (await find(departmentId));
    const change = { id, expectedUpdatedAt: updatedAt, details: { address: `第${n}号` } };
    const changed = await createStep(sources, actor)((unit) => changeTarget(unit, departmentId, change));
    if (isRefusal(changed)) throw new Error(changed.messageEn);
    known.set(departmentId, changed.target);
  };
  const list: Work['run'] = (_departmentId, actor) =>
    listTargets(createReader(sources, actor), {}, { first: 50 });
  return [
    { what: 'a target changed (changeTarget)', run: mutation },
    { what: 'a page of fifty targets', run: list },
  ];
}

/** Medians with both walls and with neither. @param turn every how many runs the other department's account asks */
async function measureWork(
  database: Database,
  departments: readonly string[],
  work: Work,
  turn: number,
): Promise<{ both: number; neither: number }> {
  const times: Record<Walls, number[]> = { both: [], neither: [] };
  for (let block = 0; block < 2 * blocks; block += 1) {
    const walls: Walls = block % 2 === 0 ? 'both' : 'neither';
    await setWalls(database, walls);
    for (let n = 0; n < runsOfBlock; n += 1) {
      const departmentId = departments[Math.floor(n / turn) % departments.length] as string;
      const scope = walls === 'both' ? [departmentId] : undefined;
      const actor: Actor = { kind: 'account', departmentId, scope };
      const ms = await takeMs(() => work.run(departmentId, actor, block * runsOfBlock + n));
      if (n >= 5) times[walls].push(ms);
    }
  }
  return { both: median(times.both), neither: median(times.neither) };
}

async function measureIn(place: DatabasePlace, where: string): Promise<Measurement[]> {
  const database = await openDatabase(place);
  try {
    await migrate(database);
    const market = await addDepartment(database, 'market', '91440300708461136T');
    const health = await addDepartment(database, 'health', '9144030071526726XG');
    const departments = [market, health];
    const em = database.em.fork();
    await generatePools(em, { departmentId: market, targets: 2 * targets, inspectors: 50 });
    await em.execute('update target set department_id = ? where hashtext(real_id) % 2 = 0', [health]);
    const figures: Measurement[] = [];
    for (const work of worksOn(database)) {
      for (const [turn, who] of [
        [runsOfBlock, 'one department'],
        [1, 'two departments by turns on one connection'],
      ] as const) {
        const { both, neither } = await measureWork(database, departments, work, turn);
        figures.push({
          what: `${work.what}, ${who} (${where})`,
          ...{ unit: 'ms', ours: both, runs: blocks * (runsOfBlock - 5), goal: neither * goalShare },
          peers: [{ name: 'the same without both walls', value: neither }],
        });
      }
    }
    return figures;
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
  return [...figures, ...(await measureIn({ pglite: await startInMemory() }, 'embedded, in memory'))];
}

export const scope: Benchmark = {
  name: 'scope',
  description: 'what the two walls of scope add to a mutation and to a list',
  peers: ['the same without both walls'],
  run: measure,
};
