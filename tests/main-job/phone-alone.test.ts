import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { verifyDatabase } from '../../schema/audit/index.js';
import {
  Assignment,
  AssignmentOfficer,
  AssignmentState,
  InspectionResult,
  RefusedVisitEvent,
  ResultPoint,
  ResultSignature,
  VisitEvent,
} from '../../schema/inspection/index.js';
import { Campaign } from '../../schema/plan/index.js';
import { Inspector } from '../../schema/registry/index.js';
import { Role } from '../../schema/shared/roles.js';
import type { Actor } from '../../schema/shared/unit.js';
import { createReader } from '../../server/platform/step.js';
import { listAll } from '../../tools/client/list-all.js';
import * as documents from '../../tools/demo/demo-documents.js';
import { enterList } from '../schema/inspection/visit/visit-house.js';
import type { GraphqlClient } from '../support/client.js';
import { parseExposition } from '../support/exposition.js';
import { type FrozenDraw, MainJob } from '../support/main-job.js';
import { startTestServer, type TestServer } from '../support/server.js';
import { Dice } from '../verify/dice.js';
import { outcomes } from './field-outcomes.js';
import { type FieldOfficer, FieldVisit } from './field-visit.js';
import { Phone } from './phone.js';

const dice = new Dice(2026);
const folder = mkdtempSync(join(tmpdir(), 'fairdraw-phones-'));
let server: TestServer;
let job: MainJob;

beforeAll(async () => {
  const settings = { FAIRDRAW_EVIDENCE_STORE: folder };
  server = await startTestServer(settings, { start: '2026-02-09T01:00:00Z' });
  const { database, clock, close } = server;
  const sources = { ...server.app.sources, jobs: undefined };
  job = await MainJob.over({ database, clock, close, sources }, { targetCount: 30 });
  await enterList(job);
});
afterAll(async () => {
  await server.close();
  rmSync(folder, { recursive: true, force: true });
});

async function clientOf(actor: Actor): Promise<GraphqlClient> {
  const client = await server.client();
  client.cookie = await job.cookieOf(actor);
  return client;
}

/** Asks an operation of one root field; a named failure fails the test. */
async function ask(actor: Actor, operation: string, variables: Record<string, unknown> = {}) {
  const value = await tell(actor, operation, variables);
  if (value?.code && value.message) throw new Error(`${value.code} ${JSON.stringify(value)}`);
  return value;
}

// biome-ignore lint/suspicious/noExplicitAny: the answer of whatever was asked
async function tell(actor: Actor, operation: string, variables: Record<string, unknown> = {}): Promise<any> {
  return Object.values(await (await clientOf(actor)).get(operation, variables))[0];
}

async function list(actor: Actor, document: string, field: string, variables: Record<string, unknown> = {}) {
  const client = await clientOf(actor);
  return listAll({ ask: (query, more) => client.get(query, more) }, document, variables, field);
}

type Walker = FieldOfficer & { readonly actor: Actor };

let draw: FrozenDraw;
const officers = new Map<string, Walker>();
let visits: FieldVisit[];

/** What happens, one after another. */
const story: [what: string, work: () => Promise<void>][] = [];
const step = (what: string, work: () => Promise<void>) => story.push([what, work]);

step('every officer has an account of their own', async () => {
  const inspectors = await job.readAs().em.find(Inspector, {}, { orderBy: { realId: 'asc' } });
  for (const [place, { id, realId }] of inspectors.entries()) {
    const actor = await job.addPerson(`officer.${realId}`, [Role.INSPECTOR], job.health, id);
    const curve = place % 2 === 0 ? 'Ed25519' : 'P-256';
    const phone = new Phone(curve, dice.from(-120, 120), dice);
    officers.set(id, { inspectorId: id, accountId: actor.accountId ?? '', phone, actor });
  }
});

step('a campaign is planned, approved by somebody else, frozen, drawn and dispatched', async () => {
  const { plan } = await ask(job.planner, documents.createPlan, {
    input: { year: 2026, title: '2026年度双随机抽查计划' },
  });
  const input = {
    ...{ planId: plan.id, title: '公共场所卫生抽查', itemCodes: ['WS-01'], mode: 'OPEN' },
    strata: ['A', 'B'].map((riskClass) => ({ riskClass, count: outcomes.length / 2, reserve: 1 })),
    ...{ witnessKeyIds: [job.witness.keyId], windowFromOn: '2026-02-10', windowToOn: '2026-02-12' },
  };
  const { campaign } = await ask(job.planner, documents.createCampaign, { input });
  await ask(job.approver, documents.approveCampaign, { id: campaign.id });
  const approved = await job.readAs().em.findOneOrFail(Campaign, { id: campaign.id });
  draw = await job.complete(await job.freeze(approved));
  await job.runJobs();
});

step('on the evening before, each registers a phone and reads where to go', async () => {
  job.clock.set('2026-02-09T10:00:00Z');
  const seen = new Map<string, { readonly id: string; readonly targetRealId: string }>();
  for (const { actor, phone } of officers.values()) {
    await phone.register(await clientOf(actor));
    for (const one of await list(actor, documents.myAssignments, 'myAssignments')) seen.set(one.id, one);
  }
  const members = await job.readAs().em.find(AssignmentOfficer, {}, { orderBy: { place: 'asc' } });
  const teams = Map.groupBy(members, ({ assignment }) => assignment);
  const officerOf = (member: AssignmentOfficer | undefined) =>
    officers.get(member?.inspectorId ?? '') as Walker;
  visits = [...seen.values()]
    .sort((a, b) => (a.targetRealId < b.targetRealId ? -1 : 1))
    .map((target) => {
      const [first, second] = teams.get(target.id) ?? [];
      return new FieldVisit(target, officerOf(first), officerOf(second), job.clock);
    });
  expect(visits).toHaveLength(outcomes.length);
});

/** What every visit has come to, in the order of the outcomes. */
async function goOut(day: 'firstDay' | 'secondDay'): Promise<void> {
  for (const [place, outcome] of outcomes.entries()) {
    job.clock.advance({ minutes: 20 });
    await outcome[day]?.(visits[place] as FieldVisit);
  }
}

/** All phones send what they have, one after another in any order. @param meanwhile after each */
async function sendAll(meanwhile: (sender: Walker) => Promise<void> = async () => {}): Promise<void> {
  const waiting = [...officers.values()];
  while (waiting.length > 0) {
    const [sender] = waiting.splice(dice.from(0, waiting.length - 1), 1);
    const { actor, phone } = sender as Walker;
    await phone.send(server.address, await job.cookieOf(actor), job.clock.now());
    await meanwhile(sender as Walker);
  }
}

step('they go out on the first day without network, and send in the evening', async () => {
  job.clock.set('2026-02-10T01:00:00Z');
  await goOut('firstDay');
  job.clock.set('2026-02-10T12:00:00Z');
  await sendAll();
});

const complete = `mutation ($id: UUID!) { completeVisit(input: { assignmentId: $id }) { __typename
  ... on ResultRecorded { result { id signedOn } } ... on ConsoleError { code message }
  ... on VisitIncomplete { gaps { kind about } } } }`;
const shown = `query ($id: UUID!) { visit(assignmentId: $id) { contentHash conflicts { about } gaps { kind about } } }`;

step('on the second day likewise; no visit is complete before both phones have sent', async () => {
  job.clock.set('2026-02-11T01:00:00Z');
  await goOut('secondDay');
  job.clock.set('2026-02-11T12:00:00Z');
  const torn = visits[outcomes.findIndex(({ what }) => what === 'two officers of two minds')] as FieldVisit;
  const early: string[] = [];
  await sendAll(async ({ actor, phone }) => {
    if (early.length > 0 || ![torn.first.phone, torn.second.phone].includes(phone)) return;
    const { gaps } = await tell(actor, complete, { id: torn.target.id });
    early.push(...gaps.map(({ kind }: { kind: string }) => kind));
  });
  expect(early).toContain('OFFICER_SIGNATURE');
  for (const { first, target, ...visit } of visits) {
    const view = await ask((first as Walker).actor, shown, { id: target.id });
    expect(view).toEqual({ contentHash: expect.any(String), conflicts: [], gaps: [] });
    expect(visit.events.length).toBeGreaterThan(0);
  }
});

step('what the server folds is what the phones have signed; the results follow from it alone', async () => {
  for (const [place, visit] of visits.entries()) {
    const by = dice.pick([visit.first, visit.second]) as Walker;
    const { result } = await ask(by.actor, complete, { id: visit.target.id });
    const { disposition = 'NONE', method = 'ON_SITE', on, points, resultCode } = outcomes[place]!;
    const { em } = job.readAs();
    const assignment = visit.target.id;
    const [kept, ...others] = await em.find(InspectionResult, { assignment });
    expect(others).toEqual([]);
    expect(kept).toMatchObject({
      ...{ id: result.id, resultCode, disposition, method, signedOn: '2026-02-11' },
      visitedOn: on === 'second' ? '2026-02-11' : '2026-02-10',
      ...{ visitContent: visit.state().contentHash, paperId: null, enteredById: null },
    });
    const found = await em.find(ResultPoint, { result: result.id }, { orderBy: { point: 'asc' } });
    expect(found.map(({ outcome }) => outcome)).toEqual(points);
    const signatures = await em.find(ResultSignature, { result: result.id });
    expect(new Set(signatures.map(({ accountId }) => accountId))).toEqual(
      new Set([visit.first.accountId, visit.second.accountId]),
    );
    expect(await em.count(VisitEvent, { assignment })).toBe(visit.events.length);
  }
});

const evidence = `query ($id: UUID!, $after: String) { evidence(assignmentId: $id, first: 100, after: $after) {
  edges { node { clientId sha256 kind } } pageInfo { hasNextPage endCursor } } }`;

step('each picture that an event names has arrived, under the id and hash that the event names', async () => {
  for (const { events, target } of visits) {
    const named = events.flatMap(({ kind, payload }) => {
      const as = { EVIDENCE_ATTACHED: 'PHOTO', PARTY_SIGNED: 'PARTY_SIGNATURE' }[kind as string];
      return as ? [{ clientId: payload.evidence, sha256: payload.sha256, kind: as }] : [];
    });
    const kept = await list(job.reviewer, evidence, 'evidence', { id: target.id });
    expect(new Set(kept)).toEqual(new Set(named));
  }
});

step('somebody else reviews and confirms them, and another releases them for the public', async () => {
  const submitted = await list(job.reviewer, documents.submittedResults, 'assignments');
  expect(submitted).toHaveLength(visits.length);
  for (const { results } of submitted) {
    await ask(job.reviewer, documents.confirmResult, { id: results[0].id });
  }
  await job.runJobs();
  for (const { id } of await list(job.publisher, documents.publications, 'publications', { state: 'DUE' })) {
    await ask(job.publisher, documents.releasePublication, { id });
    job.clock.advance({ minutes: 1 });
  }
  await job.runJobs();
  const portal = server.portal();
  const records = await listAll(
    { ask: (query, more) => portal.get(query, more) },
    documents.portalRecords,
    { campaign: draw.campaign.code },
    'records',
  );
  expect(records.map(({ realId }) => realId).sort()).toEqual(
    visits.map(({ target }) => target.targetRealId).sort(),
  );
});

step('every visit is confirmed, and nothing is owed but what the parties have to put right', async () => {
  const rows = await job.readAs().em.find(Assignment, { campaign: draw.campaign.id });
  expect(new Set(rows.map(({ state }) => state))).toEqual(new Set([AssignmentState.CONFIRMED]));
  expect(await job.readAs().em.count(RefusedVisitEvent)).toBe(0);
  const ledger = `query ($after: String) { ledger(first: 100, after: $after) { edges { node { kind } }
    pageInfo { hasNextPage endCursor } } }`;
  const owed = (await list(job.approver, ledger, 'ledger')).map(({ kind }) => kind);
  const ordered = outcomes.filter(({ disposition }) => disposition === 'RECTIFICATION_ORDERED');
  expect(owed).toEqual(ordered.map(() => 'RECTIFY'));
});

step('no result was typed, and the audit record verifies', async () => {
  const samples = parseExposition(await (await fetch(`${server.address}/metrics`)).text());
  const asked = (field: string) =>
    samples.filter(({ labels }) => labels.field === field).reduce((sum, { value }) => sum + value, 0);
  expect(asked('completeVisit')).toBe(visits.length + 1);
  const typing = [
    'recordResult',
    'signResult',
    'recordResultByPaper',
    'recordVisitEvents',
    'orderRectification',
  ];
  expect(typing.map(asked)).toEqual(typing.map(() => 0));
  const owner = createReader({ ...job.ground.sources, asOwner: true }, { kind: 'command' });
  expect(await verifyDatabase(owner)).toMatchObject({ ok: true });
});

test('a campaign from the plan to the public, every visit of it by phones without network', async () => {
  for (const [what, work] of story) {
    await work().catch((error: Error) => {
      error.message = `${what}\n${error.message}`;
      throw error;
    });
  }
});
