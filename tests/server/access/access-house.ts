import { Writable } from 'node:stream';
import { pino } from 'pino';
import { Account, Session } from '../../../schema/account/index.js';
import { AuditEvent } from '../../../schema/audit/index.js';
import { createDepartment, type Department } from '../../../schema/department/index.js';
import { AssignmentOfficer, AssignmentState } from '../../../schema/inspection/index.js';
import { DrawMode } from '../../../schema/plan/index.js';
import { ImportKind, Inspector, Target } from '../../../schema/registry/index.js';
import { Role } from '../../../schema/shared/roles.js';
import type { Actor } from '../../../schema/shared/unit.js';
import { type App, createApp } from '../../../server/app.js';
import { readConfig } from '../../../server/platform/config.js';
import type { Database } from '../../../server/platform/database.js';
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

    // The main job, at every stage
    const plan = await this.#job.act(job.planner, async (unit) => {
      const { createPlan } = await import('../../../schema/plan/index.js');
      return createPlan(unit, { year: 2026, title: `${marker}2026年度计划` });
    });
    job.planId = plan.plan.id;
    nouns.plan = job.planId;
    const titled = (stage: string) => ({ title: `${marker}${stage}抽查` });
    nouns.draftCampaign = done(await job.draft(titled('拟'))).campaign.id;
    nouns.approvedCampaign = (await job.approved(titled('批'))).id;
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
    this.#visits.push(async () => {
      client.cookie = await this.#job.cookieOf(all);
      await this.#visit(place, nouns, job, drawn, ask);
    });
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
    done(await job.confirm((await job.visit(confirmed)).id));
    await job.runJobs();
    nouns.result = (await job.visit(submitted)).id;
    const [first] = await job.listTeam(recorded);
    nouns.unsignedResult = done(await job.record(first as Actor, recorded)).result.id;
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
    const handOver = await ask(
      `mutation ($input: RequestHandOverInput!) { requestHandOver(input: $input) { ... on HandOverRequested { handOver { id } } ${error} } }`,
      { input: { inspectorId: nouns.teamInspector, documentNo: `${marker}人1号`, lastOn: '2026-02-09' } },
    );
    nouns.handOver = (handOver as { handOver: { id: string } }).handOver.id;
    (place as { nouns: Nouns }).nouns = nouns;
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
    const signer = await this.#job.addPerson(
      'own.signer',
      [Role.INSPECTOR],
      own.department,
      own.nouns.signingInspector,
    );
    this.cookies.set('signer', await this.#job.cookieOf(signer));
    this.cookies.set('security', this.cookies.get(`outside ${Role.SECURITY_ADMIN}`) ?? '');
    this.cookies.set('named witness', await this.#job.cookieOf(this.#job.witness.actor));
    const nouns = own.nouns as Record<string, string>;
    const registrar = new GraphqlClient(`${url}/graphql`);
    registrar.cookie = this.cookies.get(`own ${Role.REGISTRAR}`) ?? '';
    nouns.upload = await this.#upload(url, registrar.cookie, 'own');
    const officer = new GraphqlClient(`${url}/graphql`);
    officer.cookie = this.cookies.get(`own ${Role.INSPECTOR}`) ?? '';
    const { declareInterest } = await officer.get(
      `mutation ($input: DeclareInterestInput!) { declareInterest(input: $input) { ... on InterestDeclared { interest { id } } } }`,
      { input: { targetRealId: own.nouns.realId, kind: 'OTHER', reason: '甲甲同学' } },
    );
    nouns.declaredInterest = declareInterest.interest.id;
  }
}
