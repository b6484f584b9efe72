import { createHash } from 'node:crypto';
import { pino } from 'pino';
import {
  type BundleFiles,
  makeAnchor,
  operatorHash,
  secretHash,
  toHex,
  witnessKey,
} from '../../scheduler/draw/index.js';
import {
  Account,
  AccountKind,
  actorOf,
  registerWitnessKey,
  Session,
  SignInMethod,
} from '../../schema/account/index.js';
import { createDepartment, type Department } from '../../schema/department/index.js';
import { freezeCampaign } from '../../schema/draw/draw.freeze.js';
import { revealOperator, revealWitness } from '../../schema/draw/draw.reveal.js';
import { anchorDraw } from '../../schema/draw/draw.service.js';
import { Draw, readAnchorMatters } from '../../schema/draw/index.js';
import { everyLevel, findReadableFile, listReadableFiles } from '../../schema/draw/public.js';
import {
  Assignment,
  AssignmentOfficer,
  AssignmentState,
  CheckMethod,
  Disposition,
  InspectionResult,
  recordResult,
  signResult,
} from '../../schema/inspection/index.js';
import { confirmResult } from '../../schema/inspection/review.service.js';
import { createCampaign } from '../../schema/plan/campaign.create.js';
import { approveCampaign, type Campaign, createPlan, DrawMode, Rounding } from '../../schema/plan/index.js';
import { Publication, PublicationState, releasePublication } from '../../schema/publication/index.js';
import { ImportKind, ImportMode, importFile } from '../../schema/registry/index.js';
import type { Crossing } from '../../schema/shared/crossings.js';
import { isRefusal, type Refusal } from '../../schema/shared/refusal.js';
import { Role } from '../../schema/shared/roles.js';
import type { Actor, Reader, Unit } from '../../schema/shared/unit.js';
import type { Database } from '../../server/platform/database.js';
import { createReader, createStep, type StepSources } from '../../server/platform/step.js';
import { createHouseTimetable } from '../../server/timetable.js';
import { type SettableClock, seededChance } from './clock.js';
import { openTestHouse } from './steps.js';

type CampaignDraft = Parameters<typeof createCampaign>[1];
type FreezeDraft = Parameters<typeof freezeCampaign>[1];
type AnchorDraft = Parameters<typeof anchorDraw>[1];
type ResultDraft = Parameters<typeof recordResult>[1];

/** The value of a step that must go through. @throws with the refusal's words otherwise */
export function done<T>(value: T): Exclude<T, Refusal> {
  if (isRefusal(value)) throw new Error(`${value.code}: ${value.messageEn} ${JSON.stringify(value)}`);
  return value as Exclude<T, Refusal>;
}

/** What is asked of the house: how many targets and officers, and whether everything is rehearsal. */
export interface MainJobOptions {
  /** ISO 8601; a Monday morning in Shanghai, eight days before the Spring Festival of 2026, when absent. */
  readonly start?: string;
  readonly training?: boolean;
  /** Active targets; a third in each of the classes A, B and C. Three more are closed. */
  readonly targetCount?: number;
  readonly officerCount?: number;
  /** The rows of every import in the opposite order, so that every database key is another. */
  readonly reversed?: boolean;
}

/** A witness with the device on which it signs. */
export interface TestWitness {
  readonly actor: Actor;
  readonly keyId: string;
  readonly secretKey: string;
  readonly publicKey: string;
}

/** What the operator's device keeps until the reveal. */
export interface OperatorDevice {
  readonly poolKey: string;
  readonly value: string;
  readonly secret: string;
}

/** A frozen campaign, and what its people keep to themselves. */
export interface FrozenDraw {
  readonly campaign: Campaign;
  readonly id: string;
  readonly commitment: string;
  readonly device: OperatorDevice;
  /** The value of each witness, by its key. */
  readonly values: Map<string, Uint8Array>;
}

/** What a main job stands on. */
export interface Ground {
  readonly database: Database;
  readonly clock: SettableClock;
  readonly sources: StepSources;
  close(): Promise<void>;
}

const divisions = { code: '440800', name: '湛江市' };

/** A file of these rows, each ended by LF. */
function csvOf(heading: string, rows: string[], reversed: boolean): string {
  return `${heading}\n${(reversed ? rows.reverse() : rows).join('')}`;
}

function targetsCsv(count: number, reversed: boolean): string {
  const rows = Array.from({ length: count + 3 }, (_, n) => {
    const status = n < count ? '存续' : '注销';
    return `虚构第${n}号饮食店,JY${String(n).padStart(5, '0')},440800,${'ABC'[n % 3]},${status}\n`;
  });
  return csvOf('企业名称,许可证号,区划代码,风险等级,登记状态', rows, reversed);
}

function officersCsv(count: number, reversed: boolean): string {
  const posts = ['科长', '科员', '科员'];
  const rows = Array.from(
    { length: count },
    (_, n) => `演员${n},W${n},粤GT${String(n).padStart(5, '0')},2030-12-31,${posts[n % 3]}\n`,
  );
  return csvOf('姓名,单位工号,执法证号,有效期,担任职务', rows, reversed);
}

const itemsCsv =
  '事项编码,抽查事项,抽查依据,事项类型,抽查比例,实施单位\nWS-01,公共场所卫生监督检查,《公共场所卫生管理条例》第十条,一般,3%,\n';

/** A small house in which the main job can be brought to any stage, through the services and with the test's clock. */
export class MainJob {
  readonly chance = seededChance('main job');
  readonly itemCodes = ['WS-01'];
  health!: Department;
  market!: Department;
  planner!: Actor;
  approver!: Actor;
  operator!: Actor;
  reviewer!: Actor;
  publisher!: Actor;
  auditor!: Actor;
  /** Everything that one account may do in the other department; supervision would look at the whole area. */
  stranger!: Actor;
  witness!: TestWitness;
  secondWitness!: TestWitness;
  planId!: string;

  private constructor(readonly ground: Ground) {}

  static async open(options: MainJobOptions = {}): Promise<MainJob> {
    const house = await openTestHouse(options.start ?? '2026-02-09T01:00:00Z');
    const sources = { ...house.sources, installation: { training: options.training ?? false } };
    return MainJob.over({ ...house, sources }, options);
  }

  /** Sets the house up on a database that somebody else opened. */
  static async over(ground: Ground, options: MainJobOptions = {}): Promise<MainJob> {
    const job = new MainJob(ground);
    await job.#setUp(options);
    return job;
  }

  /** The same people on another database that holds the same house. */
  on(ground: Ground): MainJob {
    return Object.assign(new MainJob(ground), this, { ground });
  }

  get database(): Database {
    return this.ground.database;
  }

  get clock(): SettableClock {
    return this.ground.clock;
  }

  close(): Promise<void> {
    return this.ground.close();
  }

  /** One step on behalf of an actor; the system's own when absent. */
  act<T>(actor: Actor | undefined, work: (unit: Unit) => Promise<T>): Promise<T> {
    return createStep(this.ground.sources, actor ?? { kind: 'system' })(work);
  }

  readAs(actor: Actor = { kind: 'system' }, beyond?: Crossing): Reader {
    return createReader(this.ground.sources, actor, beyond);
  }

  /** Runs every job that is due by the test's clock. */
  async runJobs(): Promise<void> {
    const failures: string[] = [];
    const logger = pino({ level: 'error' }, { write: (line: string) => void failures.push(line) });
    const timetable = createHouseTimetable(this.ground.sources, logger, {
      everySeconds: 5,
      readClock: async (unit) => unit.now,
    });
    await timetable.runDue();
    await timetable.stop();
    if (failures.length > 0) throw new Error(failures.join(''));
  }

  async #setUp({ targetCount = 60, officerCount = 12, reversed = false }: MainJobOptions): Promise<void> {
    this.health = await this.#department('zj-health', '湛江市卫生健康局', '11370323MB2859070U');
    this.market = await this.#department('zj-market', '湛江市市场监督管理局', '91440300708461136T');
    await this.bringIn(ImportKind.ENTITIES, targetsCsv(targetCount, reversed));
    await this.bringIn(ImportKind.INSPECTORS, officersCsv(officerCount, reversed));
    await this.bringIn(ImportKind.ITEMS, itemsCsv);
    this.planner = await this.addPerson('planner', [Role.PLAN_OWNER], this.health);
    this.approver = await this.addPerson('approver', [Role.APPROVER], this.health);
    this.operator = await this.addPerson('operator', [Role.DRAW_OPERATOR], this.health);
    this.reviewer = await this.addPerson('reviewer', [Role.REVIEWER], this.health);
    this.publisher = await this.addPerson('publisher', [Role.PUBLISHER], this.health);
    this.auditor = await this.addPerson('auditor', [Role.AUDITOR]);
    const everything = Object.values(Role).filter((role) => role !== Role.SUPERVISION);
    this.stranger = await this.addPerson('stranger', everything, this.market);
    this.witness = await this.addWitness('witness', '市纪委监委');
    this.secondWitness = await this.addWitness('second-witness', '市司法局');
    const created = await this.act(this.planner, (unit) =>
      createPlan(unit, { year: 2026, title: '2026年度双随机抽查计划' }),
    );
    this.planId = created.plan.id;
  }

  async #department(code: string, name: string, creditCode: string): Promise<Department> {
    const draft = { code, name, creditCode, division: divisions };
    return done(await this.act(undefined, (unit) => createDepartment(unit, draft)));
  }

  /** Imports a text into a department's registers, the health department's when absent. */
  async bringIn(kind: ImportKind, text: string, departmentId = this.health.id): Promise<void> {
    const source = new TextEncoder().encode(text);
    const request = { kind, departmentId, source, fileName: 'file.csv', dryRun: false };
    const fileHash = createHash('sha256').update(source).digest('hex');
    const mode = ImportMode.ALL_OR_NOTHING;
    done(await this.act(undefined, (unit) => importFile(unit, { ...request, fileHash, mode })));
  }

  /** An account without a password: nobody signs in with it, sessions are opened by `cookieOf`. */
  async addPerson(
    username: string,
    roles: Role[],
    department?: Department,
    inspectorId: string | null = null,
  ): Promise<Actor> {
    const account = await this.act(undefined, async (unit) => {
      const row = {
        id: unit.newId(),
        username,
        displayName: username,
        passwordHash: `$argon2id$v=19$m=8,t=1,p=1$${'A'.repeat(22)}$${'A'.repeat(43)}`,
        roles,
        department: department?.id ?? null,
        inspectorId,
        active: true,
        kind: AccountKind.PERSON,
        requestedRoles: [],
        mustChangePassword: false,
        passwordChangedAt: unit.now,
        createdAt: unit.now,
      };
      await unit.em.insert(Account, row);
      return row;
    });
    return actorOf(this.readAs(), account);
  }

  async addWitness(username: string, name: string, department?: Department): Promise<TestWitness> {
    const actor = await this.addPerson(username, [Role.WITNESS], department);
    const keys = witnessKey(this.chance.bytes(32));
    const { publicKey } = keys;
    const key = done(await this.act(actor, (unit) => registerWitnessKey(unit, { name, publicKey })));
    return { actor, keyId: key.id, ...keys };
  }

  /** The cookie of a session of somebody, for requests over HTTP. */
  async cookieOf(actor: Actor): Promise<string> {
    const token = toHex(this.chance.bytes(32));
    await this.act(undefined, (unit) =>
      unit.em.insert(Session, {
        id: createHash('sha256').update(token).digest('hex'),
        handle: unit.newId(),
        account: actor.accountId ?? '',
        method: SignInMethod.PASSWORD,
        createdAt: unit.now,
        expiresAt: new Date(unit.now.getTime() + 86_400_000),
        lastSeenAt: unit.now,
        revokedAt: null,
      }),
    );
    return `fairdraw_session=${token}`;
  }

  /** A campaign of four targets of each class by number, with a reserve, open, witnessed by one. */
  campaignDraft(more: Partial<CampaignDraft> = {}): CampaignDraft {
    const stratum = (riskClass: string, count: number) => ({ riskClass, count, reserve: 1 });
    return {
      planId: this.planId,
      title: '2026年度公共场所卫生不定向抽查',
      itemCodes: this.itemCodes,
      mode: DrawMode.OPEN,
      strata: [
        stratum('A', 2),
        stratum('B', 3),
        { riskClass: 'C', ratePpm: 200_000, rounding: Rounding.CEIL, reserve: 1 },
      ],
      capacity: 50,
      onePerEntity: false,
      witnessKeyIds: [this.witness.keyId],
      windowFromOn: '2026-02-10',
      windowToOn: '2026-03-31',
      ...more,
    };
  }

  draft(more?: Partial<CampaignDraft>, actor: Actor = this.planner) {
    return this.act(actor, (unit) => createCampaign(unit, this.campaignDraft(more)));
  }

  approve(campaignId: string, actor: Actor = this.approver) {
    return this.act(actor, (unit) => approveCampaign(unit, campaignId));
  }

  async approved(more?: Partial<CampaignDraft>): Promise<Campaign> {
    const { campaign } = done(await this.draft(more));
    return done(await this.approve(campaign.id)).campaign;
  }

  newDevice(): OperatorDevice {
    const next = () => toHex(this.chance.bytes(32));
    return { poolKey: next(), value: next(), secret: next() };
  }

  /** A freeze that is drawn within half an hour and, in confidential mode, opened on the first of April. */
  freezeDraft(campaign: Campaign, device: OperatorDevice, more: Partial<FreezeDraft> = {}): FreezeDraft {
    const confidential = campaign.mode === DrawMode.CONFIDENTIAL;
    return {
      campaignId: campaign.id,
      poolKey: device.poolKey,
      operatorHash: operatorHash(Buffer.from(device.value, 'hex')),
      secretHash: confidential ? secretHash(Buffer.from(device.secret, 'hex')) : undefined,
      drawBy: new Date(this.clock.now().getTime() + 1_800_000),
      revealBy: confidential ? new Date('2026-04-01T01:00:00Z') : undefined,
      ...more,
    };
  }

  tryFreeze(
    campaign: Campaign,
    more?: Partial<FreezeDraft>,
    device = this.newDevice(),
    actor: Actor = this.operator,
  ) {
    return this.act(actor, (unit) => freezeCampaign(unit, this.freezeDraft(campaign, device, more)));
  }

  async freeze(campaign: Campaign, more?: Partial<FreezeDraft>): Promise<FrozenDraw> {
    const device = this.newDevice();
    const { draw } = done(await this.tryFreeze(campaign, more, device));
    return { campaign, id: draw.id, commitment: draw.commitment, device, values: new Map() };
  }

  /** What a witness signs now, of which a test may bend anything. */
  async anchorDraft(frozen: FrozenDraw, witness: TestWitness = this.witness): Promise<AnchorDraft> {
    const matters = await readAnchorMatters(this.readAs(witness.actor), frozen.commitment);
    if (!matters) throw new Error('this witness is not named in the rules');
    const value = this.chance.bytes(32);
    frozen.values.set(witness.keyId, value);
    return this.sign(frozen, { ...matters, value, secretKey: witness.secretKey });
  }

  /** Signs an anchor with a key. */
  sign(
    frozen: FrozenDraw,
    matters: { witness: string; head: string; statementHash: string; value: Uint8Array; secretKey: string },
    at = Math.floor(this.clock.now().getTime() / 1000),
  ): AnchorDraft {
    const { witness, head, statementHash, value, secretKey } = matters;
    const C = frozen.commitment;
    const { C: _, ...signed } = makeAnchor({ C, witness, head, statementHash, at, value, secretKey });
    return { drawId: frozen.id, ...signed };
  }

  tryAnchor(input: AnchorDraft, actor: Actor = this.witness.actor) {
    return this.act(actor, (unit) => anchorDraw(unit, input));
  }

  async anchor(frozen: FrozenDraw, witness: TestWitness = this.witness): Promise<Draw> {
    const input = await this.anchorDraft(frozen, witness);
    return done(await this.tryAnchor(input, witness.actor)).draw;
  }

  /** The witness's id in the rules. */
  witnessId(witness: TestWitness = this.witness): string {
    const fingerprint = createHash('sha256').update(Buffer.from(witness.publicKey, 'hex')).digest('hex');
    return `w-${fingerprint.slice(0, 12)}`;
  }

  tryRevealWitness(frozen: FrozenDraw, witness: TestWitness = this.witness, value?: string) {
    const kept = toHex(frozen.values.get(witness.keyId) ?? new Uint8Array(32));
    const input = { drawId: frozen.id, witness: this.witnessId(witness), value: value ?? kept };
    return this.act(witness.actor, (unit) => revealWitness(unit, input));
  }

  tryRevealOperator(frozen: FrozenDraw, more: Partial<OperatorDevice> = {}, actor: Actor = this.operator) {
    const { poolKey, value, secret } = { ...frozen.device, ...more };
    const confidential = frozen.campaign.mode === DrawMode.CONFIDENTIAL || more.secret !== undefined;
    const input = { drawId: frozen.id, poolKey, value, secret: confidential ? secret : undefined };
    return this.act(actor, (unit) => revealOperator(unit, input));
  }

  /** Anchors and reveals by the one witness and the operator: the draw is computed. */
  async complete(frozen: FrozenDraw): Promise<FrozenDraw> {
    await this.anchor(frozen);
    done(await this.tryRevealWitness(frozen));
    done(await this.tryRevealOperator(frozen));
    return frozen;
  }

  /** A campaign from its draft to its assignments. */
  async drawn(more?: Partial<CampaignDraft>, freeze?: Partial<FreezeDraft>): Promise<FrozenDraw> {
    const frozen = await this.complete(await this.freeze(await this.approved(more), freeze));
    await this.runJobs();
    return frozen;
  }

  getDraw(id: string): Promise<Draw> {
    return this.readAs().em.findOneOrFail(Draw, { id });
  }

  listAssignments(draw: FrozenDraw): Promise<Assignment[]> {
    return this.readAs().em.find(Assignment, { draw: draw.id }, { orderBy: { targetRealId: 'asc' } });
  }

  /** An inspector's account. */
  officer(inspectorId: string): Actor {
    return {
      kind: 'account',
      accountId: `ffffffff${inspectorId.slice(8)}`,
      username: 'officer',
      roles: [Role.INSPECTOR],
      departmentId: this.health.id,
      inspectorId,
      scope: [this.health.id],
    };
  }

  /** The officers of an assignment's team in draw order. */
  async listTeam(assignmentId: string): Promise<Actor[]> {
    const team = await this.readAs().em.find(
      AssignmentOfficer,
      { assignment: assignmentId },
      { orderBy: { place: 'asc' } },
    );
    return team.map((member) => this.officer(member.inspectorId));
  }

  resultDraft(assignmentId: string, more: Partial<ResultDraft> = {}): ResultDraft {
    const visitedOn = this.readAs().today;
    const result = { resultCode: '01', findings: '现场情况，不公示', disposition: Disposition.NONE };
    return { assignmentId, visitedOn, ...result, method: CheckMethod.ON_SITE, ...more };
  }

  record(actor: Actor, assignmentId: string, more?: Partial<ResultDraft>) {
    return this.act(actor, (unit) => recordResult(unit, this.resultDraft(assignmentId, more)));
  }

  countersign(actor: Actor, resultId: string) {
    return this.act(actor, (unit) => signResult(unit, resultId));
  }

  /** Recorded by the first officer of the team and signed by the others. */
  async visit(assignmentId: string, more?: Partial<ResultDraft>): Promise<InspectionResult> {
    const [first, ...others] = await this.listTeam(assignmentId);
    let { result } = done(await this.record(first!, assignmentId, more));
    for (const officer of others) result = done(await this.countersign(officer, result.id)).result;
    return result;
  }

  confirm(resultId: string, actor: Actor = this.reviewer) {
    return this.act(actor, (unit) => confirmResult(unit, resultId));
  }

  /** Visits and confirms every staffed assignment of a draw, and runs the jobs: publications are due. */
  async inspected(draw: FrozenDraw): Promise<InspectionResult[]> {
    const results: InspectionResult[] = [];
    for (const { id, state } of await this.listAssignments(draw)) {
      if (state !== AssignmentState.ASSIGNED) continue;
      const result = await this.visit(id);
      results.push(done(await this.confirm(result.id)).result);
    }
    await this.runJobs();
    return results;
  }

  listPublications(results: readonly InspectionResult[]): Promise<Publication[]> {
    const ids = results.map((result) => result.id);
    return this.readAs().em.find(Publication, { subjectId: { $in: ids } }, { orderBy: { id: 'asc' } });
  }

  release(publicationId: string, actor: Actor = this.publisher, secrecyReviewed = true) {
    return this.act(actor, (unit) => releasePublication(unit, { id: publicationId, secrecyReviewed }));
  }

  /** Releases what is due of these results, each a minute after the other, and publishes it. */
  async published(results: readonly InspectionResult[]): Promise<Publication[]> {
    for (const { id, state } of await this.listPublications(results)) {
      if (state !== PublicationState.DUE) continue;
      done(await this.release(id));
      await this.runJobs();
      this.clock.advance({ minutes: 1 });
    }
    return this.listPublications(results);
  }

  /** The files of a draw that a level of readers may fetch, with their texts. */
  async readBundle(draw: FrozenDraw, level: 'public' | 'restricted' = 'public'): Promise<BundleFiles> {
    const reader = this.readAs();
    const row = await reader.em.findOneOrFail(Draw, { id: draw.id });
    const levels = level === 'restricted' ? everyLevel : undefined;
    const bundle: Record<string, string> = {};
    for (const name of await listReadableFiles(reader, row, levels)) {
      bundle[name] = (await findReadableFile(reader, row, name, levels)) ?? '';
    }
    return bundle;
  }
}
