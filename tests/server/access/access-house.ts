import { generateKeyPairSync, randomUUID } from 'node:crypto';
import { Writable } from 'node:stream';
import { pino } from 'pino';
import { Account, registerDevice, Session } from '../../../schema/account/index.js';
import { AuditEvent } from '../../../schema/audit/index.js';
import { createDepartment, type Department } from '../../../schema/department/index.js';
import {
  ApprovalStep,
  DocumentKind,
  findPaperAssignments,
  prepareDocuments,
  reserveNumbers,
  rulesFor,
  setApprovalChain,
  setNumberRules,
} from '../../../schema/document/index.js';
import { raiseAlarm } from '../../../schema/inspection/change/alarm.service.js';
import { approveChange } from '../../../schema/inspection/change/change.decide.js';
import {
  AlarmKind,
  Assignment,
  AssignmentOfficer,
  AssignmentState,
  announceBlobs,
  BlobRole,
  CorrectionSource,
  EvidenceKind,
  InspectionAlarm,
  keepEvidence,
  mergeVisits,
  populationHash,
  Rectification,
  RectificationState,
  RefusedVisitEvent,
  ResultCorrection,
  ResultCorrectionState,
  requestTermination,
  SecondReview,
  SecondReviewRound,
  SecondReviewState,
  SecondReviewStratum,
  Transfer,
  TransferKind,
  TransferState,
  takeEvents,
} from '../../../schema/inspection/index.js';
import { MonthlyReturn, MonthlyReturnState } from '../../../schema/oversight/index.js';
import { CampaignParticipant, DrawMode, inviteParticipants } from '../../../schema/plan/index.js';
import { ImportKind, Inspector, Target } from '../../../schema/registry/index.js';
import { Role } from '../../../schema/shared/roles.js';
import type { Actor } from '../../../schema/shared/unit.js';
import { type App, createApp } from '../../../server/app.js';
import { readConfig } from '../../../server/platform/config.js';
import type { Database } from '../../../server/platform/database.js';
import { penaltyGiven } from '../../schema/decision/decision-house.js';
import { GraphqlClient } from '../../support/client.js';
import { seededChance, settableClock } from '../../support/clock.js';
import { openTestDatabase } from '../../support/database.js';
import { testKeyring } from '../../support/keyring.js';
import { done, type FrozenDraw, MainJob } from '../../support/main-job.js';

/** Where a matter lies, seen from the accounts of the middle department. */
export type PlaceName = 'own' | 'below' | 'foreign';

/** What there is one of in each department, to be named in requests. */
export interface Nouns {
  readonly [noun: string]: string;
}

/** A department with everything that a department can have, each text of it marked. */
export interface Place {
  readonly department: Department;
  /** Stands in every name of the department's matters, and nowhere else. */
  readonly marker: string;
  readonly nouns: Nouns;
  /** Every key of a row that belongs to the department. */
  readonly ids: ReadonlySet<string>;
}

const shapes = {
  own: { code: 'own-bureau', marker: '甲甲', digit: '1', division: { code: '440800', name: '湛江市' } },
  below: { code: 'below-station', marker: '丙丙', digit: '2', division: { code: '440802', name: '赤坎区' } },
  foreign: {
    code: 'foreign-bureau',
    marker: '乙乙',
    digit: '3',
    division: { code: '440900', name: '茂名市' },
  },
} as const;

/** Residents’ numbers that nobody has. */
const residentNumbers = {
  own: '440800198001010019',
  below: '440800198001010027',
  foreign: '440800198001010035',
};

const creditCodes = { own: '9144030071526726XG', below: '92610822MA707NAX4Q', foreign: '11440900MB2859070T' };

/** The same database, on which every step is undone once it has been answered. */
function undone(database: Database): Database {
  const fork = (...options: Parameters<Database['em']['fork']>) => {
    const em = database.em.fork(...options);
    em.commit = () => em.rollback();
    return em;
  };
  const em = new Proxy(database.em, {
    get: (real, name) => (name === 'fork' ? fork : Reflect.get(real, name, real)),
  });
  return { ...database, em };
}

/** Asks something that must succeed. */
type Ask = (operation: string, variables?: Record<string, unknown>) => Promise<never>;

/** Three departments over one database: a bureau, a station below it, and a stranger to both. */
export class AccessHouse {
  readonly places = {} as Record<PlaceName, Place>;
  /** Cookies of one account for each role in the middle department, and for each without a department. */
  readonly cookies = new Map<string, string>();
  #app!: App;
  #job!: MainJob;
  #database!: Database;
  #url = '';
  readonly #visits: (() => Promise<void>)[] = [];
  readonly log: string[] = [];

  static async open(): Promise<AccessHouse> {
    const house = new AccessHouse();
    await house.#open();
    return house;
  }

  async close(): Promise<void> {
    await this.#app.fastify.close();
    await this.#database.close();
  }

  async #open(): Promise<void> {
    const database = await openTestDatabase();
    this.#database = database;
    const clock = settableClock('2026-02-09T01:00:00Z');
    const parts = { clock, chance: seededChance(), keys: testKeyring() };
    const config = readConfig({ PORT: '0', FAIRDRAW_SECOND_FACTOR_ROLES: 'none' });
    const writing = await createApp({ ...parts, config, database, logger: pino({ level: 'silent' }) });
    this.#job = await MainJob.over({ database, clock, sources: writing.sources, close: async () => {} });
    const url = await writing.listen();
    for (const name of ['own', 'below', 'foreign'] as const) await this.#build(name);
    for (const name of ['own', 'below', 'foreign'] as const) await this.#furnish(name, url);
    clock.set('2026-02-09T23:30:00Z');
    for (const visit of this.#visits) await visit();
    await this.#people(url);
    for (const name of ['own', 'below', 'foreign'] as const) await this.#collect(name);
    await writing.fastify.close();
    const sink = new Writable({
      write: (line, _encoding, next) => {
        this.log.push(String(line));
        next();
      },
    });
    const logger = pino({ level: 'error' }, sink);
    this.#app = await createApp({ ...parts, config, database: undone(database), logger });
    this.#url = await this.#app.listen();
  }

  get url(): string {
    return this.#url;
  }

  /** Asks the console; nothing of it stays. */
  async ask(cookie: string | undefined, query: string, variables: Record<string, unknown>): Promise<string> {
    const client = new GraphqlClient(`${this.#url}/graphql`);
    client.cookie = cookie ?? '';
    const response = await client.post(JSON.stringify({ query, variables }));
    return `${response.status} ${await response.text()}`;
  }

  async #build(name: PlaceName): Promise<void> {
    const { code, marker, division } = shapes[name];
    const department = done(
      await this.#job.act(undefined, (unit) =>
        createDepartment(unit, {
          code,
          name: `${marker}监督局`,
          creditCode: creditCodes[name],
          division,
          parentCode: name === 'below' ? shapes.own.code : undefined,
        }),
      ),
    );
    this.places[name] = { department, marker, nouns: {}, ids: new Set() };
  }

  /** The main job as this department does it. */
  async #jobOf(name: PlaceName): Promise<MainJob> {
    const { department, marker } = this.places[name];
    const job = Object.assign(Object.create(MainJob.prototype) as MainJob, this.#job, { health: department });
    const person = (role: Role) =>
      this.#job.addPerson(`${shapes[name].code}.${role.toLowerCase()}`, [role], department);
    job.planner = await person(Role.PLAN_OWNER);
    job.approver = await person(Role.APPROVER);
    job.operator = await person(Role.DRAW_OPERATOR);
    job.reviewer = await person(Role.REVIEWER);
    job.publisher = await person(Role.PUBLISHER);
    const { digit } = shapes[name];
    const targets = Array.from({ length: 30 }, (_, n) => {
      const id = `JY${digit}${String(n).padStart(4, '0')}`;
      return `${marker}第${n}号饮食店,${id},${shapes[name].division.code},${'ABC'[n % 3]},存续,${marker}路${n}号`;
    });
    await job.bringIn(
      ImportKind.ENTITIES,
      ['企业名称,许可证号,区划代码,风险等级,登记状态,住所', ...targets, ''].join('\n'),
      department.id,
    );
    const officers = Array.from(
      { length: 10 },
      (_, n) => `${marker}员${n},W${digit}${n},粤GT${digit}${String(n).padStart(4, '0')},2030-12-31,科员`,
    );
    await job.bringIn(
      ImportKind.INSPECTORS,
      ['姓名,单位工号,执法证号,有效期,担任职务', ...officers, ''].join('\n'),
      department.id,
    );
    const items = `WS-01,${marker}公共场所卫生监督检查,《公共场所卫生管理条例》第十条,一般,3%,`;
    await job.bringIn(
      ImportKind.ITEMS,
      ['事项编码,抽查事项,抽查依据,事项类型,抽查比例,实施单位', items, ''].join('\n'),
      department.id,
    );
    return job;
  }

  async #furnish(name: PlaceName, url: string): Promise<void> {
    const job = await this.#jobOf(name);
    const place = this.places[name];
    const { marker, department } = place;
    const { digit, code } = shapes[name];
    const nouns: Record<string, string> = { departmentId: department.id, departmentCode: code };
    const all = await this.#job.addPerson(`${code}.everything`, Object.values(Role), department);
    const client = new GraphqlClient(`${url}/graphql`);
    client.cookie = await this.#job.cookieOf(all);
    nouns.everything = all.accountId ?? '';
    const { em } = this.#job.readAs();
    const targets = await em.find(Target, { department: department.id }, { orderBy: { realId: 'asc' } });
    const officers = await em.find(Inspector, { department: department.id }, { orderBy: { realId: 'asc' } });
    const [target, twin, former] = targets as [Target, Target, Target];
    const [officer, guest] = officers.slice(-2) as [Inspector, Inspector];
    Object.assign(nouns, {
      target: target.id,
      realId: target.realId,
      inspector: officer.id,
      inspectorRealId: officer.realId,
    });

    const ask: Ask = async (operation, variables = {}) => {
      const data = await client.get(operation, variables);
      const [value] = Object.values(data) as [{ __typename?: string; code?: string; message?: string }];
      if (value?.message) throw new Error(`${operation}: ${JSON.stringify(value)}`);
      return value as never;
    };
    const error = '... on ConsoleError { code message }';

    // The second pool
    const own = await ask(
      `query { inspectors(realId: "${officer.realId}") { edges { node { certificates { id updatedAt } } } } }`,
    );
    const [certificate] =
      (own as { edges: { node: { certificates: { id: string; updatedAt: string }[] } }[] }).edges[0]?.node
        .certificates ?? [];
    nouns.certificate = certificate?.id ?? '';
    const leave = await ask(
      `mutation ($input: EnterLeaveInput!) { enterLeave(input: $input) { ... on LeaveEntered { leave { id } } ${error} } }`,
      { input: { inspectorId: officer.id, kind: 'LEAVE', fromOn: '2026-05-01', toOn: '2026-05-09' } },
    );
    nouns.leave = (leave as { leave: { id: string } }).leave.id;
    const secondment = await ask(
      `mutation ($input: SecondInspectorInput!) { secondInspector(input: $input) { ... on InspectorSeconded { secondment { id } } ${error} } }`,
      {
        input: {
          inspectorId: guest.id,
          hostCode: 'zj-health',
          documentNo: `${marker}借1号`,
          fromOn: '2026-06-01',
          toOn: '2026-06-30',
        },
      },
    );
    nouns.secondment = (secondment as { secondment: { id: string } }).secondment.id;
    const interest = await ask(
      `mutation ($input: EnterInterestInput!) { enterInterest(input: $input) { ... on InterestDeclared { interest { id } } ${error} } }`,
      {
        input: {
          inspectorId: officer.id,
          targetRealId: target.realId,
          kind: 'KINSHIP',
          reason: `${marker}表亲`,
        },
      },
    );
    nouns.interest = (interest as { interest: { id: string } }).interest.id;

    // The first pool
    const pool = await ask(
      `mutation ($input: SpecialPoolInput!) { createSpecialPool(input: $input) { ... on SpecialPoolCreated { id } ${error} } }`,
      { input: { name: `${marker}餐饮专项库`, tag: `${marker}餐饮` } },
    );
    nouns.specialPool = (pool as { id: string }).id;
    await ask(
      `mutation ($input: AddMembersInput!) { addSpecialPoolMembers(input: $input) { __typename ${error} } }`,
      {
        input: {
          specialPoolId: nouns.specialPool,
          members: [{ realId: target.realId, licenceNo: `${marker}证1` }],
        },
      },
    );
    await ask(`mutation ($input: TagTargetsInput!) { tagTargets(input: $input) { __typename ${error} } }`, {
      input: { realIds: [target.realId], tags: [`${marker}标签`], dryRun: false },
    });
    const source = await ask(
      `mutation ($input: ImportSourceInput!) { saveImportSource(input: $input) { ... on ImportSourceSaved { source { id } } ${error} } }`,
      { input: { kind: 'ENTITIES', name: `${marker}来源` } },
    );
    nouns.importSource = (source as { source: { id: string } }).source.id;
    const person = await ask(
      `mutation ($input: EnterTargetInput!) { enterTarget(input: $input) { ... on TargetEntered { target { realId } } ${error} } }`,
      {
        input: {
          ...{ name: `${marker}张某`, divisionCode: shapes[name].division.code, subject: 'NATURAL_PERSON' },
          identifiers: [{ scheme: 'NATURAL_PERSON', number: residentNumbers[name] }],
        },
      },
    );
    nouns.person = (person as { target: { realId: string } }).target.realId;
    const alias = await ask(
      `mutation ($input: RecordAliasInput!) { recordAlias(input: $input) { ... on AliasRecorded { alias { id } } ${error} } }`,
      {
        input: {
          kind: 'MERGE',
          fromRealIds: [former.realId],
          toRealIds: [twin.realId],
          effectiveOn: '2026-02-01',
          reason: `${marker}并入`,
        },
      },
    );
    nouns.alias = (alias as { alias: { id: string } }).alias.id;
    await ask(
      `mutation ($input: ChecklistInput!) { enterChecklist(input: $input) { __typename ${error} } }`,
      {
        input: { code: 'CK-1', title: `${marker}检查表`, points: [{ code: '1', text: `${marker}要点` }] },
      },
    );
    await ask(
      `mutation ($input: ResultSystemInput!) { enterResultSystem(input: $input) { __typename ${error} } }`,
      {
        input: {
          code: `rs-${digit}`,
          title: `${marker}结果`,
          codes: [{ code: '1', text: `${marker}无问题`, finding: 'NONE' }],
        },
      },
    );
    nouns.resultSystem = `rs-${digit}`;
    await ask(
      `mutation ($input: PublishItemListInput!) { publishItemList(input: $input) { __typename ${error} } }`,
      {
        input: { acknowledgeWarnings: true, documentNo: `${marker}1号` },
      },
    );
    nouns.upload = await this.#upload(url, client.cookie, name);
    nouns.decision = await this.#decision(ask, marker);
    nouns.declaredInterest = nouns.interest;
    nouns.importRun = (
      (await ask('query { importRuns { edges { node { id } } } }')) as { edges: { node: { id: string } }[] }
    ).edges[0]?.node.id as string;
    const referral = await this.#push(url, code, marker, digit);
    nouns.referral = referral;
    await this.#duplicates(job, ask, name);
    nouns.duplicate = (
      (await ask('query ($id: UUID!) { likelyDuplicates(departmentId: $id) { edges { node { id } } } }', {
        id: department.id,
      })) as {
        edges: { node: { id: string } }[];
      }
    ).edges[0]?.node.id as string;
    nouns.account = (await em.findOneOrFail(Account, { username: `${code}.reviewer` })).id;

    // Machines and identities
    const machine = await ask(
      `mutation ($input: CreateMachineAccountInput!) { createMachineAccount(input: $input) { ... on MachineAccountCreated { account { id } } ${error} } }`,
      {
        input: {
          username: `${code}.machine`,
          displayName: `${marker}接口`,
          roles: ['REGISTRAR'],
          departmentCode: code,
        },
      },
    );
    nouns.machine = (machine as { account: { id: string } }).account.id;
    const key = await ask(
      `mutation ($input: IssueApiKeyInput!) { issueApiKey(input: $input) { ... on ApiKeyIssued { apiKey { id } } ${error} } }`,
      {
        input: {
          accountId: nouns.machine,
          name: `${marker}密钥`,
          roles: ['REGISTRAR'],
          expiresOn: '2026-06-01',
        },
      },
    );
    nouns.apiKey = (key as { apiKey: { id: string } }).apiKey.id;
    const identity = await ask(
      `mutation ($input: BindIdentityInput!) { bindIdentity(input: $input) { ... on IdentityBound { identity { id } } ${error} } }`,
      { input: { accountId: nouns.account, issuer: 'https://id.example.gov.cn', subject: `${marker}用户` } },
    );
    nouns.identity = (identity as { identity: { id: string } }).identity.id;
    const arrangement = await ask(
      `mutation ($input: RecordArrangementInput!) { recordArrangement(input: $input) { ... on ArrangementRecorded { arrangement { id } } ${error} } }`,
      {
        input: {
          ...{
            kind: 'DEPUTY',
            departmentCode: code,
            username: `${code}.reviewer`,
            standsForUsername: `${code}.approver`,
          },
          ...{ roles: ['APPROVER'], fromOn: '2026-07-01', toOn: '2026-07-31' },
          ...{ documentNo: `${marker}代1号`, reason: `${marker}出差` },
        },
      },
    );
    nouns.arrangement = (arrangement as { arrangement: { id: string } }).arrangement.id;
    const witness = await this.#job.addWitness(`${code}.witness`, `${marker}见证`, department);
    nouns.witnessKey = witness.keyId;
    nouns.device = await this.#device(code, department);

    // The main job, at every stage
    const plan = await this.#job.act(job.planner, async (unit) => {
      const { createPlan } = await import('../../../schema/plan/index.js');
      return createPlan(unit, { year: 2026, title: `${marker}2026年度计划` });
    });
    job.planId = plan.plan.id;
    nouns.plan = job.planId;
    await this.#annualPlan(job, nouns, marker);
    const titled = (stage: string) => ({ title: `${marker}${stage}抽查` });
    await this.#owed(url, job, target.realId, marker, nouns);
    nouns.draftCampaign = done(await job.draft(titled('拟'))).campaign.id;
    nouns.approvedCampaign = (await job.approved(titled('批'))).id;
    nouns.participation = await this.#invite(code, department.id);
    nouns.termination = done(
      await job.act(job.planner, (unit) =>
        requestTermination(unit, { campaignId: nouns.approvedCampaign as string, reason: `${marker}终止` }),
      ),
    ).termination.id;
    const drawBy = new Date('2026-02-20T01:00:00Z');
    const frozen = await job.freeze(await job.approved(titled('封')), { drawBy });
    Object.assign(nouns, { frozenDraw: frozen.id, commitment: frozen.commitment, witness: job.witnessId() });
    const hidden = await job.drawn({ ...titled('密'), mode: DrawMode.CONFIDENTIAL });
    nouns.hiddenDraw = hidden.id;
    await ask('query ($id: UUID!) { drawnUnits(drawId: $id) { edges { node { drawOrder } } } }', {
      id: hidden.id,
    });
    const drawn = await job.drawn(titled('抽'));
    Object.assign(nouns, { draw: drawn.id, drawnCommitment: drawn.commitment, campaign: drawn.campaign.id });
    nouns.mergedVisit = await this.#merge(job, nouns.specialPool as string, titled('合'));
    this.#visits.push(async () => {
      client.cookie = await this.#job.cookieOf(all);
      await this.#visit(place, nouns, job, drawn, ask);
    });
  }

  /** A phone of an officer of the department. */
  async #device(code: string, department: Department): Promise<string> {
    const officer = await this.#job.addPerson(`${code}.phone`, [Role.INSPECTOR], department);
    const { publicKey } = generateKeyPairSync('ed25519');
    const key = JSON.stringify(publicKey.export({ format: 'jwk' }));
    const draft = { name: `${code}.phone`, publicKey: key };
    return done(await this.#job.act(officer, (unit) => registerDevice(unit, draft))).id;
  }

  /** A note on a visit, and one that was not taken. */
  async #notes(job: MainJob, officer: Actor, assignmentId: string, marker: string): Promise<string> {
    const note = {
      ...{ id: randomUUID(), assignmentId, kind: 'NOTED', occurredAt: job.clock.now().toISOString() },
      ...{ payload: {}, private: { salt: '0'.repeat(32), text: `${marker}说明` } },
    };
    const entries = [note, { ...note, payload: { [marker]: 1 } }];
    await job.act(officer, (unit) => takeEvents(unit, { entries }, findPaperAssignments));
    const kept = { department: officer.departmentId, eventId: note.id };
    return (await this.#job.readAs().em.findOneOrFail(RefusedVisitEvent, kept)).id;
  }

  /** A plan of batches in its first version, with a campaign of its batch. */
  async #annualPlan(job: MainJob, nouns: Record<string, string>, marker: string): Promise<void> {
    const { createPlan, BatchType } = await import('../../../schema/plan/index.js');
    const { savePlanBatch } = await import('../../../schema/plan/annual/batch.service.js');
    const { approvePlan, submitPlan } = await import('../../../schema/plan/annual/lifecycle.service.js');
    const title = `${marker}2026年度批次计划`;
    const { plan } = await job.act(job.planner, (unit) => createPlan(unit, { year: 2026, title }));
    const draft = {
      ...{ planId: plan.id, title: `${marker}批次`, type: BatchType.UNTARGETED, itemCodes: job.itemCodes },
      ...{ ratioPpm: 1_000_000, fromOn: '2026-03-01', toOn: '2026-06-30', executors: [] },
    };
    const { batch } = done(await job.act(job.planner, (unit) => savePlanBatch(unit, draft)));
    Object.assign(nouns, { annualPlan: plan.id, planBatch: batch.id });
    done(await job.act(job.planner, (unit) => submitPlan(unit, plan.id, true)));
    done(await job.act(job.approver, (unit) => approvePlan(unit, plan.id)));
    done(await job.draft({ title: `${marker}批次任务`, planId: plan.id, batchId: batch.id }));
  }

  /** A list that was handed down, a check that is owed, a cap and an exemption. */
  async #owed(
    url: string,
    job: MainJob,
    realId: string,
    marker: string,
    nouns: Record<string, string>,
  ): Promise<void> {
    const client = new GraphqlClient(`${url}/graphql`);
    client.cookie = await this.#job.cookieOf(job.planner);
    const uploaded = await fetch(`${url}/uploads?name=${encodeURIComponent(marker)}.csv`, {
      method: 'POST',
      headers: { 'content-type': 'text/csv', cookie: client.cookie },
      body: `检查对象名称,许可证号\n${marker}名单店,${realId.split(':')[1]}\n`,
    });
    const { uploadId } = (await uploaded.json()) as { uploadId: string };
    const { importHandedList } = await client.get(
      `mutation ($input: ImportHandedListInput!) { importHandedList(input: $input) {
        ... on HandedListImported { list { id } } ... on ConsoleError { message } } }`,
      {
        input: {
          ...{ uploadId, documentNo: `${marker}下1号`, issuer: `${marker}上级` },
          ...{ title: `${marker}名单`, receivedOn: '2026-02-09' },
        },
      },
    );
    nouns.handedList = importHandedList.list.id;
    const place = (['own', 'below', 'foreign'] as const).find((one) => shapes[one].marker === marker);
    nouns.listUpload = await this.#upload(url, client.cookie, place ?? 'own');
    const check = { realId, documentNo: `${marker}承诺1号`, matter: `${marker}许可`, beganOn: '2026-02-02' };
    const { enterDueChecks } = await client.get(
      `mutation ($input: EnterDueChecksInput!) { enterDueChecks(input: $input) {
        ... on DueChecksEntered { checks { id } } ... on ConsoleError { message } } }`,
      { input: { kind: 'VERIFICATION', checks: [check] } },
    );
    nouns.dueCheck = enterDueChecks.checks[0].id;
    client.cookie = await this.#job.cookieOf(job.approver);
    const { enterExemption } = await client.get(
      `mutation ($cap: VisitCapInput!, $input: ExemptionInput!) {
        setVisitCap(input: $cap) { __typename }
        enterExemption(input: $input) { ... on ExemptionEntered { exemption { id } } ... on ConsoleError { message } } }`,
      {
        cap: { scope: 'OWN_LEVEL', limitCount: 9, legalBasis: `${marker}办法`, validFromOn: '2026-02-09' },
        input: {
          ...{ realId, reason: `${marker}示范`, documentNo: `${marker}免1号`, legalBasis: `${marker}清单` },
          ...{ itemCodes: ['ELSEWHERE'], fromOn: '2026-02-09', toOn: '2026-12-31' },
        },
      },
    );
    nouns.exemption = enterExemption.exemption.id;
  }

  /** Visits at every stage, once the window is open. */
  async #visit(
    place: Place,
    nouns: Record<string, string>,
    job: MainJob,
    drawn: FrozenDraw,
    ask: Ask,
  ): Promise<void> {
    const { em } = this.#job.readAs();
    const { marker } = place;
    const error = '... on ConsoleError { code message }';
    const open = (await job.listAssignments(drawn)).filter(({ state }) => state === AssignmentState.ASSIGNED);
    const [confirmed, submitted, recorded, assigned] = open.map(({ id }) => id) as [
      string,
      string,
      string,
      string,
    ];
    nouns.confirmedResult = done(await job.confirm((await job.visit(confirmed)).id)).result.id;
    await job.runJobs();
    nouns.result = (await job.visit(submitted)).id;
    const [first] = await job.listTeam(recorded);
    nouns.unsignedResult = done(await job.record(first as Actor, recorded)).result.id;
    nouns.visited = recorded;
    nouns.refusedEvent = await this.#notes(job, first as Actor, recorded, marker);
    nouns.assignment = assigned;
    nouns.publication = (
      (await ask('query { publications(state: DUE) { edges { node { id } } } }')) as {
        edges: { node: { id: string } }[];
      }
    ).edges[0]?.node.id as string;
    const [member] = await em.find(
      AssignmentOfficer,
      { assignment: assigned },
      { orderBy: { place: 'asc' } },
    );
    nouns.teamInspector = member?.inspectorId ?? '';
    const [signer] = await em.find(
      AssignmentOfficer,
      { assignment: recorded },
      { orderBy: { place: 'desc' } },
    );
    nouns.signingInspector = signer?.inspectorId ?? '';
    nouns.recordingInspector = first?.inspectorId ?? '';
    nouns.evidence = await this.#evidence(job, recorded);
    const handOver = await ask(
      `mutation ($input: RequestHandOverInput!) { requestHandOver(input: $input) { ... on HandOverRequested { handOver { id } } ${error} } }`,
      { input: { inspectorId: nouns.teamInspector, documentNo: `${marker}人1号`, lastOn: '2026-02-09' } },
    );
    nouns.handOver = (handOver as { handOver: { id: string } }).handOver.id;
    await this.#changes(place, nouns, job, drawn, ask);
    nouns.rectification = await this.#rectification(place, job, confirmed);
    nouns.resultCorrection = await this.#correction(place, job, confirmed, nouns.confirmedResult);
    nouns.confirmedAssignment = confirmed;
    nouns.transfer = await this.#transfer(place, job, confirmed);
    await this.#secondReview(place, nouns, job, confirmed);
    await this.#papers(place, nouns, job);
    (place as { nouns: Nouns }).nouns = nouns;
  }

  /** Something that a confirmed visit found is to be put right. */
  #rectification({ department, marker }: Place, job: MainJob, assignment: string): Promise<string> {
    return job.act(undefined, async (unit) => {
      const id = unit.newId();
      await unit.em.insert(Rectification, {
        ...{ id, department: department.id, assignment, demand: `${marker}改正`, dueOn: '2026-03-02' },
        ...{ state: RectificationState.ORDERED, orderedById: id, orderedAt: unit.now },
      });
      return id;
    });
  }

  /** A confirmed result of which a correction was asked for. */
  #correction(
    { department, marker }: Place,
    job: MainJob,
    assignment: string,
    corrects: string,
  ): Promise<string> {
    return job.act(undefined, async (unit) => {
      const id = unit.newId();
      await unit.em.insert(ResultCorrection, {
        ...{ id, department: department.id, assignment, corrects, reason: `${marker}选错`, signerIds: [] },
        ...{ source: CorrectionSource.OWN_ERROR, state: ResultCorrectionState.REQUESTED },
        ...{ requestedById: id, requestedAt: unit.now },
      });
      return id;
    });
  }

  /** What it found was sent to somebody outside the system, whose answer the sender enters. */
  #transfer({ department, marker }: Place, job: MainJob, assignmentId: string): Promise<string> {
    return job.act(undefined, async (unit) => {
      const { targetRealId, targetName } = await unit.em.findOneOrFail(Assignment, { id: assignmentId });
      const id = unit.newId();
      await unit.em.insert(Transfer, {
        ...{ id, department: department.id, recipientName: `${marker}公安局`, kind: TransferKind.COPY },
        ...{ assignment: assignmentId, targetRealId, targetName, statement: `${marker}抄告` },
        ...{ documentNo: `${marker}告1号`, state: TransferState.SENT, sentById: id, sentAt: unit.now },
      });
      return id;
    });
  }

  /** A confirmed visit that is looked at again. */
  #secondReview(
    { department, marker }: Place,
    nouns: Record<string, string>,
    job: MainJob,
    assignmentId: string,
  ): Promise<void> {
    return job.act(undefined, async (unit) => {
      const { em, now: drawnAt } = unit;
      const stratum = SecondReviewStratum.OTHER;
      const population = `${stratum} ${assignmentId}\n`;
      const [round, review] = [unit.newId(), unit.newId()];
      await em.insert(SecondReviewRound, {
        ...{ id: round, department: department.id, month: '2026-01', seed: '0'.repeat(64), drawnAt },
        ...{ population, populationHash: populationHash(population), populationCount: 1 },
        rates: { CLOSURE: 20, SUBSTITUTION: 20, OTHER: 5 },
      });
      const of = { department: department.id, round, assignment: assignmentId, stratum };
      await em.insert(SecondReview, { id: review, ...of, state: SecondReviewState.OPEN, statement: marker });
      Object.assign(nouns, { secondReview: review, secondReviewRound: round });
    });
  }

  /** A signature of a visit; no blob of it is asked for here. */
  async #evidence(job: MainJob, assignmentId: string): Promise<string> {
    const [member] = await job.listTeam(assignmentId);
    const content = { mediaType: 'image/png', sha256: 'e'.repeat(64), size: 1 };
    const draft = { role: BlobRole.ORIGINAL, ...content };
    const claim = {
      assignmentId,
      clientId: assignmentId,
      kind: EvidenceKind.PARTY_SIGNATURE,
      matterId: null,
      point: null,
    };
    return job.act(member, async (unit) => {
      const label = { name: '签名.png', takenAt: null };
      const [blob] = await announceBlobs(unit, assignmentId, [draft], label);
      const stored = { ...content, blobIds: [blob?.id ?? ''], capture: {} };
      return done(await keepEvidence(unit, claim, stored, 100)).evidence.id;
    });
  }

  /** A joint campaign of the stranger's health bureau, to which this department was invited. */
  async #invite(departmentCode: string, departmentId: string): Promise<string> {
    const { campaign } = done(await this.#job.draft());
    const participants = [
      { departmentCode: 'zj-health', isLead: true, itemCodes: [], officers: 2 },
      { departmentCode, isLead: false, itemCodes: ['WS-01'], officers: 2 },
    ];
    const input = { campaignId: campaign.id, participants };
    done(await this.#job.act(this.#job.planner, (unit) => inviteParticipants(unit, input)));
    const of = { campaign: campaign.id, department: departmentId };
    return (await this.#job.readAs().em.findOneOrFail(CampaignParticipant, of)).id;
  }

  /** Two campaigns that drew one target, their visits made one. */
  async #merge(job: MainJob, specialPool: string, titled: { title: string }): Promise<string> {
    const strata = [{ riskClass: 'A', count: 1, reserve: 0 }];
    const draft = { ...titled, strata, filter: { specialPools: [specialPool] } };
    const draws = [await job.drawn(draft), await job.drawn(draft)];
    const assignments = (await Promise.all(draws.map((draw) => job.listAssignments(draw)))).flat();
    const assignmentIds = assignments.map(({ id }) => id);
    const input = { assignmentIds, visitOn: '2026-02-12' };
    return done(await this.#job.act(job.approver, (unit) => mergeVisits(unit, input))).mergedVisit.id;
  }

  /** What was asked for after the dispatch: a change, many at once of which none can be, a correction; and an alarm. */
  async #changes(
    { department, marker }: Place,
    nouns: Record<string, string>,
    job: MainJob,
    drawn: FrozenDraw,
    ask: Ask,
  ): Promise<void> {
    const error = '... on ConsoleError { code message }';
    const draft = { statement: `${marker}情况`, evidence: 'b'.repeat(64) };
    const change = await ask(
      `mutation ($input: RequestTargetChangeInput!) { requestTargetChange(input: $input) { ... on ChangeRequested { change { id } } ${error} } }`,
      { input: { ...draft, assignmentId: nouns.assignment, reason: 'EXEMPT' } },
    );
    nouns.change = (change as { change: { id: string } }).change.id;
    const bulk = await ask(
      `mutation ($input: RequestBulkPostponementInput!) { requestBulkPostponement(input: $input) { ... on ChangeRequested { change { id } } ${error} } }`,
      {
        input: {
          ...{ ...draft, divisionCodes: [department.division], fromOn: '2026-02-10' },
          ...{ toOn: '2026-03-31', newOn: '2026-04-01' },
        },
      },
    );
    nouns.bulkChange = (bulk as { change: { id: string } }).change.id;
    const bulkChange = nouns.bulkChange;
    done(await job.act(job.approver, (unit) => approveChange(unit, bulkChange)));
    const correction = await ask(
      `mutation ($input: RequestCorrectionInput!) { requestCorrection(input: $input) { ... on CorrectionRequested { correction { id } } ${error} } }`,
      {
        input: {
          ...{
            campaignId: drawn.campaign.id,
            of: 'NOTICE',
            wrongText: `${marker}误`,
            rightText: `${marker}正`,
          },
          reason: `${marker}笔误`,
        },
      },
    );
    nouns.correction = (correction as { correction: { id: string } }).correction.id;
    nouns.alarm = await job.act(undefined, async (unit) => {
      await raiseAlarm(unit, {
        department: department.id,
        kind: AlarmKind.CLOSED_BY_AREA,
        subjectKey: department.division,
        figures: {
          ...{ observedCount: 3, trialCount: 3, restObservedCount: 0, restTrialCount: 90 },
          ...{ tailPpm: 9, levelPpm: 10000 },
        },
      });
      return (await unit.em.findOneOrFail(InspectionAlarm, { department: department.id })).id;
    });
    nouns.monthlyReturn = await job.act(undefined, async (unit) => {
      const id = unit.newId();
      const row = { itemCode: 'WS-01', itemTitle: marker, inNameOf: marker, problems: '' };
      const counts = { receivedCount: 0, decidedCount: 0, issuedCount: 0, checkCount: 0, findingCount: 0 };
      await unit.em.insert(MonthlyReturn, {
        ...{ id, department: department.id, month: '2025-12', state: MonthlyReturnState.DRAFT, version: 0 },
        ...{ rows: [{ ...row, ...counts, correctedCount: 0, trainingCount: 0 }], reason: null },
        ...{ dueOn: '2026-01-05', isProvisional: false, changedAt: unit.now, changedById: null },
      });
      return id;
    });
  }

  /** Papers that wait for their approval, and a reserved number. */
  async #papers({ marker }: Place, nouns: Record<string, string>, job: MainJob): Promise<void> {
    const { approver, planner } = job;
    done(await job.act(planner, (unit) => setNumberRules(unit, rulesFor(marker))));
    const steps = [{ step: ApprovalStep.HEAD, username: approver.username ?? '' }];
    const chain = { kind: DocumentKind.NOTICE, steps, withCampaign: false };
    done(await job.act(approver, (unit) => setApprovalChain(unit, chain)));
    const draft = {
      campaignId: nouns.campaign ?? '',
      kind: DocumentKind.NOTICE,
      entries: [],
      isUrgent: false,
    };
    const { documents } = done(await job.act(planner, (unit) => prepareDocuments(unit, draft)));
    nouns.document = documents[0]?.id ?? '';
    const reserve = { kind: DocumentKind.OTHER, count: 1, purpose: `${marker}手写` };
    const { numbers } = done(await job.act(planner, (unit) => reserveNumbers(unit, reserve)));
    nouns.documentNumber = numbers[0]?.id ?? '';
  }

  /** A penalty of the department's. */
  async #decision(ask: Ask, marker: string): Promise<string> {
    const { kind, procedure, columns } = penaltyGiven({
      ...{ CF_XDR_MC: `${marker}有限公司`, CF_WSH: `${marker}处罚〔2026〕2号`, CF_CFJG: `${marker}监督局` },
    });
    const entered = await ask(
      `mutation ($input: EnterDecisionInput!) { enterDecision(input: $input) {
        ... on DecisionEntered { decision { id } } ... on ConsoleError { code message } } }`,
      { input: { kind, caseNo: `${marker}立1号`, procedure, columns } },
    );
    return (entered as { decision: { id: string } }).decision.id;
  }

  async #upload(url: string, cookie: string, name: PlaceName): Promise<string> {
    const { marker, digit, division } = shapes[name];
    const upload = await fetch(`${url}/uploads?name=${encodeURIComponent(marker)}.csv`, {
      method: 'POST',
      headers: { 'content-type': 'text/csv', cookie },
      body: `企业名称,许可证号,区划代码\n${marker}新店,JY${digit}9999,${division.code}\n`,
    });
    return ((await upload.json()) as { uploadId: string }).uploadId;
  }

  /** A new licence that another department pushed to this one. */
  async #push(url: string, code: string, marker: string, digit: string): Promise<string> {
    const sender = await this.#job.addPerson(`sender.${digit}`, [Role.REGISTRAR], this.#job.market);
    const client = new GraphqlClient(`${url}/graphql`);
    client.cookie = await this.#job.cookieOf(sender);
    const { pushReferral } = await client.get(
      `mutation ($input: PushReferralInput!) { pushReferral(input: $input) { ... on ReferralPushed { referral { id } } ... on ConsoleError { code message } } }`,
      {
        input: {
          departmentCode: code,
          name: `${marker}推送店`,
          divisionCode: '440800',
          number: { scheme: 'LICENCE', number: `JY${digit}7777` },
        },
      },
    );
    if (!pushReferral.referral) throw new Error(JSON.stringify(pushReferral));
    return pushReferral.referral.id;
  }

  /** Two targets that seem to be one. */
  async #duplicates(
    job: MainJob,
    ask: (operation: string) => Promise<unknown>,
    name: PlaceName,
  ): Promise<void> {
    const { marker, department } = this.places[name];
    const { digit, division } = shapes[name];
    const rows = [1, 2].map(
      (n) => `${marker}同名大酒楼,JY${digit}80${n},${division.code},A,存续,${marker}大道八号`,
    );
    await job.bringIn(
      ImportKind.ENTITIES,
      ['企业名称,许可证号,区划代码,风险等级,登记状态,住所', ...rows, ''].join('\n'),
      department.id,
    );
    await ask('mutation { searchDuplicates { __typename } }');
  }

  /** The key of every row that belongs to the department. */
  async #collect(name: PlaceName): Promise<void> {
    const place = this.places[name];
    const { em } = this.#job.readAs();
    const tables = await em.execute<{ table: string }[]>(
      `select c.table_name as "table" from information_schema.columns c
         join information_schema.columns i on i.table_name = c.table_name and i.column_name = 'id' and i.data_type = 'uuid'
        where c.column_name = 'department_id' and c.table_schema = 'public' and i.table_schema = 'public' and c.table_name not in ('audit_event', 'department_term')`,
    );
    const ids = new Set<string>();
    for (const { table } of tables) {
      const rows = await em.execute<{ id: string }[]>(`select id from "${table}" where department_id = ?`, [
        place.department.id,
      ]);
      for (const { id } of rows) ids.add(id);
    }
    const nouns = place.nouns as Record<string, string>;
    const [event] = await em.find(
      AuditEvent,
      { departmentId: place.department.id },
      { limit: 1, orderBy: { seq: 'asc' } },
    );
    nouns.auditEvent = event?.id ?? '';
    const session = await em.findOne(Session, { account: nouns.everything });
    nouns.sessionHandle = session?.handle ?? '';
    (place as { ids: ReadonlySet<string> }).ids = ids;
  }

  /** The cookie of an officer, who has one account however many parts they play. */
  async #officer(username: string, { department }: Place, inspectorId?: string): Promise<string> {
    const found = await this.#job.readAs().em.findOne(Account, { inspectorId: inspectorId ?? null });
    if (found) return this.#job.cookieOf({ kind: 'account', accountId: found.id });
    const person = await this.#job.addPerson(username, [Role.INSPECTOR], department, inspectorId);
    return this.#job.cookieOf(person);
  }

  async #people(url: string): Promise<void> {
    const { own } = this.places;
    for (const role of Object.values(Role)) {
      const inspectorId = role === Role.INSPECTOR ? (own.nouns.teamInspector as string) : null;
      const inside = await this.#job.addPerson(
        `own.as-${role.toLowerCase()}`,
        [role],
        own.department,
        inspectorId,
      );
      this.cookies.set(`own ${role}`, await this.#job.cookieOf(inside));
      const outside = await this.#job.addPerson(`out.as-${role.toLowerCase()}`, [role]);
      this.cookies.set(`outside ${role}`, await this.#job.cookieOf(outside));
    }
    this.cookies.set('signer', await this.#officer('own.signer', own, own.nouns.signingInspector));
    this.cookies.set('recorder', await this.#officer('own.recorder', own, own.nouns.recordingInspector));
    this.cookies.set('security', this.cookies.get(`outside ${Role.SECURITY_ADMIN}`) ?? '');
    this.cookies.set('named witness', await this.#job.cookieOf(this.#job.witness.actor));
    const nouns = own.nouns as Record<string, string>;
    const registrar = new GraphqlClient(`${url}/graphql`);
    registrar.cookie = this.cookies.get(`own ${Role.REGISTRAR}`) ?? '';
    nouns.upload = await this.#upload(url, registrar.cookie, 'own');
    nouns.listUpload = await this.#upload(url, this.cookies.get(`own ${Role.PLAN_OWNER}`) ?? '', 'own');
    const officer = new GraphqlClient(`${url}/graphql`);
    officer.cookie = this.cookies.get(`own ${Role.INSPECTOR}`) ?? '';
    const { declareInterest } = await officer.get(
      `mutation ($input: DeclareInterestInput!) { declareInterest(input: $input) { ... on InterestDeclared { interest { id } } } }`,
      { input: { targetRealId: own.nouns.realId, kind: 'OTHER', reason: '甲甲同学' } },
    );
    nouns.declaredInterest = declareInterest.interest.id;
  }
}
