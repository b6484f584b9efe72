import { Readable } from 'node:stream';
import { addDays } from '../../../scheduler/calendar/index.js';
import { createDepartment, saveDivisions } from '../../../schema/department/index.js';
import { dayInShanghai } from '../../../schema/shared/day.js';
import { Role } from '../../../schema/shared/roles.js';
import { systemClock } from '../../../server/platform/clock.js';
import {
  ConsoleClient,
  freezeInputOf,
  makeOperatorSecrets,
  type OperatorSecrets,
  revealInputOf,
} from '../../../tools/client/index.js';
import { departmentOf } from '../../../tools/demo/places.js';
import { demoPools } from '../../../tools/demo/pools.js';
import { seededChance } from '../../support/clock.js';
import { PASSWORD, startTestServer, type TestServer } from '../../support/server.js';

/** A draw that was frozen on the server, with what its operator holds. */
export interface FrozenDraw {
  readonly id: string;
  readonly commitment: string;
  readonly secrets: OperatorSecrets;
}

/** A real server with the pools of one small department, driven over HTTP as the command line drives it. */
export interface DrawServer extends TestServer {
  /** Drafts, approves and freezes a campaign with these witness keys. */
  freeze(witnessKeyIds: readonly string[], mode?: 'OPEN' | 'CONFIDENTIAL'): Promise<FrozenDraw>;
  /** The operator's reveal. @returns the state of the draw after it */
  revealOperator(draw: FrozenDraw): Promise<string>;
}

const department = departmentOf('health');
const failure = '... on ConsoleError { code message messageEn }';

/** The one root field of a document. @throws Error for a named failure */
// biome-ignore lint/suspicious/noExplicitAny: the document says what it holds
async function act(client: ConsoleClient, document: string, variables: object): Promise<any> {
  const data = await client.ask<Record<string, { code?: string; messageEn?: string }>>(document, {
    ...variables,
  });
  const [value] = Object.values(data);
  if (value?.messageEn) throw new Error(`${value.code}: ${value.messageEn}`);
  return value;
}

async function enterDepartment(server: TestServer, divisions: ReturnType<typeof demoPools>['divisions']) {
  const { code, creditCode, name } = department;
  await server.stepAs()(async (unit) => {
    await saveDivisions(
      unit,
      divisions.map((one) => ({ code: one.code, name: one.name, parentCode: one.parentCode })),
    );
    return createDepartment(unit, { code, creditCode, name, division: { code: '440800', name: '湛江市' } });
  });
}

/** An account of the department, signed in. */
async function enterPerson(server: TestServer, username: string, role: Role): Promise<ConsoleClient> {
  await server.addAccount(username, [role], { departmentCode: department.code });
  const client = new ConsoleClient(server.address);
  await client.signIn(username, PASSWORD);
  return client;
}

async function fillPools(registrar: ConsoleClient, pools: ReturnType<typeof demoPools>): Promise<string[]> {
  for (const [kind, field] of [
    ['entities', 'importEntities'],
    ['inspectors', 'importInspectors'],
    ['items', 'importItems'],
  ] as const) {
    const { uploadId } = await registrar.upload(`${kind}.csv`, Readable.from(pools[kind]('health')));
    const document = `mutation Import($input: ImportInput!) { ${field}(input: $input) { __typename ${failure} } }`;
    await act(registrar, document, { input: { uploadId } });
  }
  const items = await act(registrar, '{ items(first: 3) { edges { node { code } } } }', {});
  return items.edges.map(({ node }: { node: { code: string } }) => node.code);
}

const createPlan = 'mutation P($input: CreatePlanInput!) { createPlan(input: $input) { plan { id } } }';
const createCampaign = `mutation C($input: CreateCampaignInput!) {
  createCampaign(input: $input) { ... on CampaignCreated { campaign { id } } ${failure} }
}`;
const approve = `mutation A($id: UUID!) { approveCampaign(id: $id) { __typename ${failure} } }`;
const freezeCampaign = `mutation F($input: FreezeInput!) {
  freezeCampaign(input: $input) { ... on CampaignFrozen { draw { id commitment } } ${failure} }
}`;
const revealOperator = `mutation R($input: OperatorRevealInput!) {
  revealOperator(input: $input) { ... on DrawRevealed { draw { state } } ${failure} }
}`;

export async function startDrawServer(): Promise<DrawServer> {
  // The command line asks the machine's clock: the server's stands at the same instant.
  const start = systemClock.now();
  const server = await startTestServer({}, { start: start.toISOString() });
  const chance = seededChance('operator');
  const today = dayInShanghai(start);
  const pools = demoPools({ seed: 1, asOn: today, entityCount: 120, inspectorCount: 60 });
  await enterDepartment(server, pools.divisions);
  const planner = await enterPerson(server, 'planner', Role.PLAN_OWNER);
  const approver = await enterPerson(server, 'approver', Role.APPROVER);
  const operator = await enterPerson(server, 'operator', Role.DRAW_OPERATOR);
  await enterPerson(server, 'reviewer', Role.REVIEWER);
  await enterPerson(server, 'publisher', Role.PUBLISHER);
  const itemCodes = await fillPools(await enterPerson(server, 'registrar', Role.REGISTRAR), pools);
  await server.addAccount('auditor', [Role.AUDITOR]);
  const hoursFromNow = (hours: number) => new Date(server.clock.now().getTime() + hours * 3_600_000);
  return {
    ...server,
    freeze: async (witnessKeyIds, mode = 'OPEN') => {
      const input = { year: Number(today.slice(0, 4)), title: '计划' };
      const { plan } = await act(planner, createPlan, { input });
      const { campaign } = await act(planner, createCampaign, {
        input: {
          planId: plan.id,
          title: '任务',
          itemCodes,
          mode,
          strata: ['A', 'B', 'C', 'D'].map((riskClass) => ({ riskClass, ratePpm: 200_000, reserve: 1 })),
          capacity: 60,
          witnessKeyIds,
          windowFromOn: today,
          windowToOn: addDays(today, 14),
        },
      });
      await act(approver, approve, { id: campaign.id });
      const confidential = mode === 'CONFIDENTIAL';
      const secrets = makeOperatorSecrets(chance, { confidential });
      const times = { drawBy: hoursFromNow(2), ...(confidential && { revealBy: hoursFromNow(48) }) };
      const { draw } = await act(operator, freezeCampaign, {
        input: { campaignId: campaign.id, ...freezeInputOf(secrets), ...times },
      });
      return { ...draw, secrets };
    },
    revealOperator: async ({ id, secrets }) => {
      const input = { drawId: id, ...revealInputOf(secrets) };
      return (await act(operator, revealOperator, { input })).draw.state;
    },
  };
}
