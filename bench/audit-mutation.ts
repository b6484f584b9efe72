import { policedTables } from '../migrations/policies.js';
import { AuditEvent } from '../schema/audit/index.js';
import { createDepartment } from '../schema/department/index.js';
import { Role } from '../schema/shared/roles.js';
import type { Database } from '../server/platform/database.js';
import type { TestServer } from '../tests/support/server.js';
import { median, takeMs } from './benchmark.js';

const blocks = 8;
const roundsOfBlock = 12;
/** At the beginning of each block: statements are planned anew. */
const warmUp = 4;

/** What one mutation over HTTP takes, as it is, and without its audit event and the policies of its tables. */
export interface MutationFigures {
  readonly withMs: number;
  readonly withoutMs: number;
}

/** Leaves audit events out while it is off: in no program but this benchmark. */
function auditSwitch(database: Database): { isOn: boolean } {
  const state = { isOn: true };
  const prototype = Object.getPrototypeOf(Object.getPrototypeOf(database.em)) as typeof database.em;
  const holder = Object.hasOwn(prototype, 'insertMany') ? prototype : database.em.constructor.prototype;
  const insertMany = holder.insertMany as (...given: unknown[]) => Promise<unknown>;
  holder.insertMany = function (this: unknown, ...given: unknown[]) {
    return !state.isOn && given[0] === AuditEvent ? Promise.resolve([]) : insertMany.apply(this, given);
  };
  return state;
}

async function setPolicies(database: Database, isOn: boolean): Promise<void> {
  for (const table of policedTables) {
    const state = isOn ? 'enable' : 'disable';
    await database.em.fork().execute(`alter table "${table}" ${state} row level security`);
  }
}

async function serverWithPeople(): Promise<TestServer> {
  const { startTestServer } = await import('../tests/support/server.js');
  const server = await startTestServer();
  const division = { code: '440800', name: '湛江市' };
  const draft = { code: 'm', name: '湛江市市场监督管理局', creditCode: '91440300708461136T', division };
  await server.stepAs()((unit) => createDepartment(unit, draft));
  await server.addAccount('registrar', [Role.REGISTRAR, Role.PLAN_OWNER], { departmentCode: 'm' });
  return server;
}

const enter = `mutation ($input: EnterTargetInput!) { enterTarget(input: $input) { __typename } }`;
const plan = `mutation ($input: CreatePlanInput!) { createPlan(input: $input) { __typename } }`;

const mutations = {
  'createPlan, the lightest': (n: number) => [plan, { year: 2026, title: `计划 ${n}` }] as const,
  enterTarget: (n: number) =>
    [
      enter,
      {
        kind: 'ENTITY',
        name: `虚构第${n}号饮食店`,
        divisionCode: '440800',
        identifiers: [{ scheme: 'LICENCE', number: `JY${String(n).padStart(6, '0')}` }],
      },
    ] as const,
} as const;

export type MutationName = keyof typeof mutations;
export const mutationNames = Object.keys(mutations) as MutationName[];

/** Measures both in turns, so that whatever else the machine does falls on both. */
export async function measureMutation(name: MutationName): Promise<MutationFigures> {
  const server = await serverWithPeople();
  try {
    const audit = auditSwitch(server.database);
    const client = await server.client('registrar');
    let n = 0;
    const send = async () => {
      const [query, input] = mutations[name](++n);
      const answer = await client.ask(query, { input });
      const told = Object.values(answer.data ?? {})[0] as { __typename?: string } | undefined;
      if (!/^(PlanCreated|TargetEntered)$/.test(told?.__typename ?? ''))
        throw new Error(JSON.stringify(answer));
    };
    const figures: Record<'on' | 'off', number[]> = { on: [], off: [] };
    for (let block = 0; block < 2 * blocks; block++) {
      audit.isOn = block % 2 === 0;
      await setPolicies(server.database, audit.isOn);
      for (let round = -warmUp; round < roundsOfBlock; round++) {
        const ms = await takeMs(send);
        if (round >= 0) figures[audit.isOn ? 'on' : 'off'].push(ms);
      }
    }
    return { withMs: median(figures.on), withoutMs: median(figures.off) };
  } finally {
    await server.close();
  }
}
