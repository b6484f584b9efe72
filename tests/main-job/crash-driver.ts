import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { addDays } from '../../scheduler/calendar/index.js';
import { dayInShanghai } from '../../schema/shared/day.js';
import { Role } from '../../schema/shared/roles.js';
import type { Chance } from '../../schema/shared/unit.js';
import { systemClock } from '../../server/platform/clock.js';
import { ClientError, createWitnessKey, registerKey } from '../../tools/client/index.js';
import { listAll } from '../../tools/client/list-all.js';
import { type Cast, Casting, type Player, signInAdministrators } from '../../tools/demo/demo-cast.js';
import type { DemoConsole } from '../../tools/demo/demo-console.js';
import * as documents from '../../tools/demo/demo-documents.js';
import { DemoOperator, DemoWitness } from '../../tools/demo/demo-draw.js';
import { DEPARTMENTS, DIVISIONS } from '../../tools/demo/places.js';
import { PASSWORD } from '../support/server.js';
import { poolFiles } from './crash-pools.js';
import type { Promised } from './crash-snapshot.js';

/** The kinds of steps that the driver takes, in the order of the main job. */
export const stepKinds = [
  ...['upload', 'import entities', 'import inspectors', 'import items'],
  ...['create campaign', 'approve', 'freeze', 'anchor', 'reveal', 'draw', 'dispatch'],
  ...['record', 'sign', 'confirm', 'duty', 'release', 'publish'],
] as const;
export type StepKind = (typeof stepKinds)[number];

interface CampaignRow {
  readonly id: string;
  readonly state: 'DRAFT' | 'APPROVED' | 'FROZEN' | 'DRAWN';
  readonly mode: 'OPEN' | 'CONFIDENTIAL';
}

interface DrawRow {
  readonly id: string;
  readonly commitment: string;
  readonly state: string;
  readonly campaign: { readonly id: string };
}

const campaignsDocument = `query Campaigns($after: String) {
  campaigns(first: 100, after: $after) { edges { node { id state mode } } pageInfo { hasNextPage endCursor } }
}`;
const drawsDocument = `query Draws($after: String) {
  draws(first: 100, after: $after) {
    edges { node { id commitment state campaign { id } } } pageInfo { hasNextPage endCursor }
  }
}`;

const imports = {
  entities: documents.importEntities,
  inspectors: documents.importInspectors,
  items: documents.importItems,
} as const;

/** A confidential draw waits so long for its reveals; past it, it lapses and is frozen anew. */
const CONFIDENTIAL_MS = 20_000;
const OPEN_MS = 600_000;

/** A confidential draw of before waits for its job to open it, and a server that died has jobs to catch up with. */
async function onceOpened<T>(freeze: () => Promise<T>): Promise<T> {
  for (let waitedMs = 0; ; waitedMs += 250) {
    try {
      return await freeze();
    } catch (error) {
      const isWaiting = error instanceof ClientError && /past its opening/.test(error.message);
      if (!isWaiting || waitedMs > 30_000) throw error;
      await sleep(250);
    }
  }
}

/**
 * Takes the main job through a server that may die at any moment. It remembers only what people and devices outside
 * the server remember; where each matter stands it asks the server, and goes on from there.
 */
export class CrashDriver {
  /** What the server has said yes to so far. */
  readonly promises: Promised[] = [];
  /** What is being asked of the server now. */
  inFlight: StepKind | undefined;
  /** Told at the beginning of each step. */
  onStep: (kind: StepKind) => void = () => {};
  readonly durationsMs = new Map<StepKind, number[]>();
  #attempt = 0;
  #campaignCount = 0;
  #planId = '';
  #cast!: Cast;
  #auditor!: Player;
  #witness!: DemoWitness;
  #witnessKeyId = '';
  #officers: Player[] = [];
  readonly #operators = new Map<string, DemoOperator>();

  constructor(
    readonly url: string,
    readonly chance: Chance,
  ) {}

  async #step<T>(kind: StepKind, work: () => Promise<T>): Promise<T> {
    const startMs = performance.now();
    this.inFlight = kind;
    this.onStep(kind);
    try {
      const value = await work();
      const times = this.durationsMs.get(kind) ?? [];
      this.durationsMs.set(kind, [...times, performance.now() - startMs]);
      return value;
    } finally {
      this.inFlight = undefined;
    }
  }

  #promise(what: string, holds: Promised['holds']): void {
    this.promises.push({ what, holds });
  }

  /** Departments, people, pools and a plan. @param folder where the witness keeps its key */
  async setUp(names: Parameters<typeof signInAdministrators>[1], folder: string): Promise<void> {
    const administrators = await signInAdministrators(this.url, names, PASSWORD);
    const { system } = administrators;
    const divisions = DIVISIONS.map(({ code, name, parentCode }) => ({ code, name, parentCode }));
    await system.run(documents.saveDivisions, { input: { divisions } });
    const department = DEPARTMENTS[0] as (typeof DEPARTMENTS)[number];
    const { code, creditCode, name } = department;
    const division = { code: '440800', name: '湛江市' };
    await system.run(documents.createDepartment, { input: { code, creditCode, name, division } });
    const casting = new Casting(this.url, administrators, PASSWORD);
    this.#cast = await casting.addCast(department);
    this.#auditor = await casting.add({ username: 'auditor', title: '审计员', roles: [Role.AUDITOR] });
    const witness = await casting.add({ username: 'witness', title: '见证人', roles: [Role.WITNESS] });
    const key = await createWitnessKey(join(folder, 'witness.json'), { name: '见证人', chance: this.chance });
    this.#witness = new DemoWitness(witness.client, key, this.chance, systemClock);
    this.#witnessKeyId = (await registerKey(witness.client, key)).id;
    await this.importPools();
    const officers = await listAll(this.#cast.registrar.client, documents.inspectors, {}, 'inspectors');
    this.#officers = await Promise.all(
      officers.map(({ id, name: title }, n) =>
        casting.add({
          username: `officer-${n}`,
          title,
          roles: [Role.INSPECTOR],
          departmentCode: code,
          inspectorId: id,
        }),
      ),
    );
    const year = Number(dayInShanghai(systemClock.now()).slice(0, 4));
    const { plan } = await this.#cast.planner.client.run(documents.createPlan, {
      input: { year, title: '崩溃测试' },
    });
    this.#planId = plan.id;
  }

  /** Brings in both pools and the item list anew; every row differs from the time before. */
  async importPools(): Promise<void> {
    this.#attempt += 1;
    const { client } = this.#cast.registrar;
    for (const kind of ['entities', 'inspectors', 'items'] as const) {
      const file = Buffer.from(poolFiles[kind](this.#attempt));
      const { uploadId, sha256 } = await this.#step('upload', () => client.upload(`${kind}.csv`, file));
      await this.#step(`import ${kind}`, () => client.run(imports[kind], { input: { uploadId } }));
      this.#promise(`import of ${kind}`, ({ import_run }) =>
        import_run.some((run) => run.file_hash === sha256),
      );
    }
  }

  /** One round of everything that waits, and a new campaign unless only old matters are to be finished. */
  async round({ isNew }: { isNew: boolean }): Promise<void> {
    if (isNew) await this.#createCampaign();
    const open = (await this.#list<CampaignRow>(this.#cast.operator, campaignsDocument, 'campaigns')).filter(
      (campaign) => campaign.state !== 'DRAWN',
    );
    for (const campaign of open.reverse()) await this.#drawCampaign(campaign);
    if (open.length > 0) await this.#awaitDispatch();
    await this.#visit();
    const confirmed = await this.#confirm();
    if (confirmed > 0) await this.#awaitDuties();
    const released = await this.#release();
    if (released > 0) await this.#awaitPublication();
  }

  /** Commitments of all draws that were drawn. */
  async listDrawn(): Promise<string[]> {
    const draws = await this.#list<DrawRow>(this.#auditor, drawsDocument, 'draws');
    return draws.filter(({ state }) => ['DRAWN', 'OPENED'].includes(state)).map((draw) => draw.commitment);
  }

  #list<Node>(player: Player, document: string, field: string, variables = {}): Promise<Node[]> {
    return listAll(player.client, document, variables, field);
  }

  async #createCampaign(): Promise<void> {
    this.#campaignCount += 1;
    const today = dayInShanghai(systemClock.now());
    const strata = ['A', 'B', 'C'].map((riskClass) => ({ riskClass, count: 2, reserve: 1 }));
    const input = {
      ...{ planId: this.#planId, title: `第${this.#campaignCount}次`, itemCodes: ['CR-01'], strata },
      mode: this.#campaignCount % 3 === 0 ? 'CONFIDENTIAL' : 'OPEN',
      capacity: 20,
      witnessKeyIds: [this.#witnessKeyId],
      windowFromOn: today,
      windowToOn: addDays(today, 14),
    };
    const { client } = this.#cast.planner;
    const { campaign } = await this.#step('create campaign', () =>
      client.run(documents.createCampaign, { input }),
    );
    this.#promise('campaign', (now) => now.campaign.some((one) => one.id === campaign.id));
  }

  /** Takes a campaign from wherever it stands to its draw. */
  async #drawCampaign({ id, state, mode }: CampaignRow): Promise<void> {
    if (state === 'DRAFT') {
      await this.#step('approve', () => this.#cast.approver.client.run(documents.approveCampaign, { id }));
      this.#promise('approval', (now) => now.campaign.some((one) => one.id === id && one.state !== 'DRAFT'));
    }
    if (state !== 'FROZEN') await this.#freeze(id, mode);
    const draws = await this.#list<DrawRow>(this.#cast.operator, drawsDocument, 'draws');
    const draw = draws.find((one) => one.campaign.id === id);
    if (!draw) throw new Error(`campaign ${id} has no draw`);
    const { commitment } = draw;
    if (draw.state === 'FROZEN') {
      await this.#step('anchor', () => this.#witness.anchor(commitment));
      this.#promiseEvent(commitment, 'anchor');
    }
    if (draw.state === 'FROZEN' || draw.state === 'ANCHORED') {
      await this.#step('reveal', () => this.#witness.reveal(commitment));
      this.#promiseEvent(commitment, 'reveal');
    }
    const operator = this.#operators.get(id);
    if (!operator) throw new Error(`campaign ${id} was frozen by nobody`);
    const { receiptHash } = await this.#step('draw', () => operator.reveal(draw.id));
    this.#promise('receipt', (now) => now.draw.some((one) => one.receipt_hash === receiptHash));
  }

  async #freeze(id: string, mode: CampaignRow['mode']): Promise<void> {
    const isConfidential = mode === 'CONFIDENTIAL';
    const operator = new DemoOperator(this.#cast.operator.client, this.chance, isConfidential);
    this.#operators.set(id, operator);
    const drawBy = new Date(systemClock.now().getTime() + (isConfidential ? CONFIDENTIAL_MS : OPEN_MS));
    const revealBy = isConfidential ? new Date(drawBy.getTime() + 1_000) : undefined;
    const { commitment } = await this.#step('freeze', () =>
      onceOpened(() => operator.freeze(id, { drawBy, revealBy })),
    );
    this.#promiseEvent(commitment, 'freeze');
  }

  #promiseEvent(commitment: string, kind: string): void {
    this.#promise(`${kind} of ${commitment.slice(0, 8)}`, (now) =>
      now.draw_event.some((event) => event.commitment === commitment && event.kind === kind),
    );
  }

  /** Waits for something that jobs do; a claim of the dead process may hold it up, and then it is left for later. */
  async #await(kind: StepKind, holds: () => Promise<boolean>): Promise<void> {
    await this.#step(kind, async () => {
      for (let waitedMs = 0; waitedMs < 2_000 && !(await holds()); waitedMs += 50) await sleep(50);
    });
  }

  #awaitDispatch(): Promise<void> {
    const document = documents.submittedResults.replace('SUBMITTED', 'ASSIGNED');
    return this.#await('dispatch', async () => {
      return (await this.#list(this.#cast.reviewer, document, 'assignments')).length > 0;
    });
  }

  #awaitDuties(): Promise<void> {
    return this.#await('duty', async () => (await this.#listPublications('DUE')).length > 0);
  }

  #awaitPublication(): Promise<void> {
    return this.#await('publish', async () => (await this.#listPublications('QUEUED')).length === 0);
  }

  #listPublications(state: string): Promise<{ id: string }[]> {
    return this.#list(this.#cast.publisher, documents.publications, 'publications', { state });
  }

  /** Each officer records what is open and signs what a colleague recorded. */
  async #visit(): Promise<void> {
    const visitedOn = dayInShanghai(systemClock.now());
    for (const { client } of this.#officers) {
      const mine = await listAll(client, documents.myAssignments, {}, 'myAssignments');
      for (const { id: assignmentId, state, results } of mine) {
        if (state === 'ASSIGNED') {
          const input = { assignmentId, visitedOn, resultCode: '01', disposition: 'NONE', findings: '' };
          const { result } = await this.#step('record', () => client.run(documents.recordResult, { input }));
          this.#promise('result', (now) => now.inspection_result.some((one) => one.id === result.id));
        } else if (state === 'RECORDED') {
          await this.#sign(client, results[0].id);
        }
      }
    }
  }

  async #sign(client: DemoConsole, id: string): Promise<void> {
    try {
      await this.#step('sign', () => client.run(documents.signResult, { id }));
    } catch (error) {
      // Who recorded has signed already and sees it as recorded still, where a crash came before the colleague.
      if (error instanceof ClientError && error.code === 'ALREADY_SIGNED') return;
      throw error;
    }
    this.#promise('second signature', (now) =>
      now.inspection_result.some((one) => one.id === id && one.signed_on !== null),
    );
  }

  async #confirm(): Promise<number> {
    const { reviewer } = this.#cast;
    const submitted = await this.#list<{ results: { id: string }[] }>(
      reviewer,
      documents.submittedResults,
      'assignments',
    );
    for (const { results } of submitted) {
      const id = results[0]?.id;
      await this.#step('confirm', () => reviewer.client.run(documents.confirmResult, { id }));
      this.#promise('confirmation', (now) =>
        now.inspection_result.some((one) => one.id === id && one.is_confirmed),
      );
    }
    return submitted.length;
  }

  async #release(): Promise<number> {
    const due = await this.#listPublications('DUE');
    for (const { id } of due) {
      await this.#step('release', () =>
        this.#cast.publisher.client.run(documents.releasePublication, { id }),
      );
      this.#promise('release', (now) => now.publication.some((one) => one.id === id && one.state !== 'DUE'));
    }
    return due.length;
  }
}
