import { createHash } from 'node:crypto';
import { verifyDatabase } from '../../schema/audit/index.js';
import { saveDivisions } from '../../schema/department/index.js';
import { DrawnUnit } from '../../schema/draw/index.js';
import {
  Assignment,
  AssignmentOfficer,
  AssignmentState,
  Evidence,
  EvidenceKind,
  InspectionResult,
  VisitEvent,
} from '../../schema/inspection/index.js';
import { SlotRole } from '../../schema/plan/index.js';
import { ImportKind, Inspector } from '../../schema/registry/index.js';
import { Role } from '../../schema/shared/roles.js';
import type { Actor } from '../../schema/shared/unit.js';
import { createReader } from '../../server/platform/step.js';
import {
  type Officer,
  type Phone,
  sha256Of,
  type TestVisit,
  VisitHouse,
} from '../schema/inspection/visit/visit-house.js';
import { MainJob } from '../support/main-job.js';
import { phonePhoto } from '../support/phone-photo.js';
import { type Arrived, emptyWorld, type Member, type Visit, type World } from './world.js';

/** When campaigns are drawn: a Monday morning, before any team sees its target. */
const drawnAt = '2026-02-09T01:00:00Z';
/** When everything that any sequence left to do is due. */
const muchLater = '2026-12-31T01:00:00Z';
export const window = { windowFromOn: '2026-02-10', windowToOn: '2026-02-20' } as const;

/** A drawn campaign with visits that nobody has taken yet. */
interface Stock {
  readonly campaignId: string;
  readonly assignments: Assignment[];
  reserveLeft: number;
}

/** How large a campaign is. In a scarce one there are too few experts: targets are held, and one is in reserve. */
const scales = {
  wide: { count: 130, reserve: 30, capacity: 50 },
  scarce: { count: 5, reserve: 1, capacity: 1 },
} as const;
export type Scale = keyof typeof scales;

const expertCount = 3;

/** So few that two visits, and two files of one, may well show the same. */
const pictureCount = 10;

/** The house of one shard: its people, and fresh visits for each sequence, so that no sequence meets another's. */
export class Stage {
  secondHead!: Actor;
  secondReviewer!: Actor;
  registrar!: Actor;
  /** What is photographed, by its SHA-256. */
  readonly pictures = new Map<string, Buffer>();
  #stock: Stock | undefined;
  #districtCount = 0;
  #sequence = 0;
  #idCount = 0;
  readonly #officers = new Map<string, Officer>();
  readonly #phones = new Map<string, Phone>();

  private constructor(readonly house: VisitHouse) {}

  static async open(): Promise<Stage> {
    const job = await MainJob.open({ officerCount: 30 });
    const stage = new Stage(await VisitHouse.over(job));
    const experts = Array.from(
      { length: expertCount },
      (_, n) => `专家${n},Z${n},粤GT9000${n},2030-12-31,是\n`,
    ).join('');
    await job.bringIn(ImportKind.INSPECTORS, `姓名,单位工号,执法证号,有效期,是否专家\n${experts}`);
    stage.secondHead = await job.addPerson('second-head', [Role.APPROVER], job.health);
    stage.secondReviewer = await job.addPerson('second-reviewer', [Role.REVIEWER], job.health);
    stage.registrar = await job.addPerson('registrar', [Role.REGISTRAR], job.health);
    for (const { id } of await job.readAs().em.find(Inspector, {}, { orderBy: { realId: 'asc' } })) {
      stage.#officers.set(id, await stage.house.officer({ ...job.officer(id) }));
    }
    for (let n = 0; n < pictureCount; n += 1) {
      const bytes = await phonePhoto({ colour: `#a${n}${n}` });
      stage.pictures.set(sha256Of(bytes), bytes);
    }
    return stage;
  }

  get job(): MainJob {
    return this.house.job;
  }

  /** An id of a device's making. It depends on nothing but its place in the sequence, as far as its order goes. */
  newId(): string {
    this.#idCount += 1;
    const end = createHash('sha256').update(String(this.#idCount)).digest('hex').slice(0, 12);
    return `${this.#sequence.toString(16).padStart(8, '0')}-0000-4000-8000-${end}`;
  }

  officer(inspectorId: string): Officer {
    const officer = this.#officers.get(inspectorId);
    if (!officer) throw new Error('an officer whom nobody imported');
    return officer;
  }

  officerBy(accountId: string): Officer | undefined {
    return [...this.#officers.values()].find((one) => one.accountId === accountId);
  }

  /** Somebody of the pool who is on none of these teams. */
  outsider(visits: readonly Visit[]): Officer {
    const taken = new Set(visits.flatMap(({ team }) => team.map(({ inspectorId }) => inspectorId)));
    const found = [...this.#officers.values()].find(({ inspectorId }) => !taken.has(inspectorId));
    if (!found) throw new Error('everybody goes');
    return found;
  }

  /** The phone of an officer; another one after `losePhone`. */
  async phone(officer: Officer): Promise<Phone> {
    const phone = this.#phones.get(officer.inspectorId) ?? (await this.house.phone(officer));
    this.#phones.set(officer.inspectorId, phone);
    return phone;
  }

  losePhone(officer: Officer): void {
    this.#phones.delete(officer.inspectorId);
  }

  /** A picture comes in, as a phone sends it. */
  upload(by: Actor, visitId: string, { clientId, kind, sha256 }: Omit<Arrived, 'accountId'>) {
    const visit = { assignment: { id: visitId } } as TestVisit;
    const bytes = this.pictures.get(sha256);
    return this.house.upload(visit, { clientId, kind: EvidenceKind[kind] }, { bytes, by });
  }

  /** A sequence begins: fresh visits, and the clock at an instant. */
  async begin(scale: Scale, visitCount: number, instant: string): Promise<World> {
    this.#sequence += 1;
    this.#idCount = 0;
    const stock = scale === 'scarce' ? await this.#draw(scale) : await this.#wide(visitCount);
    const staffed = stock.assignments.filter(({ state }) => state === AssignmentState.ASSIGNED);
    const held = stock.assignments.filter(({ state }) => state === AssignmentState.HELD);
    const taken = [...staffed.slice(0, visitCount), ...held.slice(0, scale === 'scarce' ? 1 : 0)];
    for (const one of taken) stock.assignments.splice(stock.assignments.indexOf(one), 1);
    this.job.clock.set(instant);
    const counts = await this.countAll(stock.campaignId);
    const world = emptyWorld(this.job.clock.now().getTime(), stock.campaignId, counts);
    world.isScarce = scale === 'scarce';
    world.reserveLeft = stock.reserveLeft;
    for (const one of taken) world.visits.push(await this.read(one));
    return world;
  }

  /** All assignments of a campaign, and all events, results and files that there are. */
  async countAll(campaignId: string): Promise<World['counts']> {
    const { em } = this.job.readAs();
    return {
      assignments: await em.count(Assignment, { campaign: campaignId }),
      events: await em.count(VisitEvent),
      results: await em.count(InspectionResult),
      evidence: await em.count(Evidence),
    };
  }

  /** After a sequence: what it took out of the reserve is gone. */
  end({ reserveLeft, isScarce }: World): void {
    if (this.#stock && !isScarce) this.#stock.reserveLeft = reserveLeft;
  }

  /** A visit of which nothing is known yet but who goes, where from and when. */
  async read(one: Assignment): Promise<Visit> {
    const { id, state, visibleAt, windowFromOn, windowToOn, targetRealId } = one;
    return {
      ...{ id, state, visibleAt: visibleAt.getTime(), fromOn: windowFromOn, toOn: windowToOn, targetRealId },
      ...{ postponedToOn: null, team: await this.readTeam(id), events: [], evidence: [] },
      ...{ results: [], demands: [] },
    };
  }

  async readTeam(assignment: string): Promise<Member[]> {
    const { em } = this.job.readAs();
    const rows = await em.find(AssignmentOfficer, { assignment }, { orderBy: { place: 'asc' } });
    return rows.map(({ inspectorId, realId, isExpert }) => ({
      ...{ inspectorId, accountId: this.officer(inspectorId).accountId, realId, isExpert },
    }));
  }

  async #wide(visitCount: number): Promise<Stock> {
    const { assignments = [], reserveLeft = 0 } = this.#stock ?? {};
    if (assignments.length < visitCount || reserveLeft < 4) this.#stock = await this.#draw('wide');
    return this.#stock as Stock;
  }

  /** A campaign in a district of its own: no target is visited twice. */
  async #draw(scale: Scale): Promise<Stock> {
    const { count, reserve, capacity } = scales[scale];
    this.#districtCount += 1;
    const code = String(440_800 + this.#districtCount);
    this.job.clock.set(drawnAt);
    const division = { code, name: `第${this.#districtCount}区`, parentCode: '440800' };
    await this.job.act(undefined, (unit) => saveDivisions(unit, [division]));
    const shops = Array.from(
      { length: count + reserve },
      (_, n) => `${code}第${n}号店,${code}S${n},${code},A,存续\n`,
    );
    const heading = '企业名称,许可证号,区划代码,风险等级,登记状态';
    await this.job.bringIn(ImportKind.ENTITIES, `${heading}\n${shops.join('')}`);
    const draw = await this.job.drawn({
      ...window,
      filter: { divisions: [code] },
      strata: [{ riskClass: 'A', count, reserve }],
      slots: [{ officers: 2 }, { officers: 1, role: SlotRole.EXPERT }],
      capacity,
    });
    const { em } = this.job.readAs();
    const reserveLeft = await em.count(DrawnUnit, { draw: draw.id, isReserve: true });
    return { campaignId: draw.campaign.id, assignments: await this.job.listAssignments(draw), reserveLeft };
  }

  /** In the end everything that is due is done: each confirmed result is to be published once, and the audit record verifies. */
  async settle(): Promise<void> {
    const { job } = this;
    job.clock.set(muchLater);
    await job.runJobs();
    const reader = createReader({ ...job.ground.sources, asOwner: true }, { kind: 'command' });
    const rows = await reader.em.execute(
      `select r.id from inspection_result r left join publication p on p.subject_id = r.id
        group by r.id having count(p.id) <> (case when r.is_confirmed then 1 else 0 end)`,
    );
    expect(rows).toEqual([]);
    expect(await verifyDatabase(reader)).toMatchObject({ ok: true });
  }

  async close(): Promise<void> {
    await this.house.close();
  }
}
