import { createHash, generateKeyPairSync, randomUUID, sign } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { eventText, type WrittenEvent } from '../../../../scheduler/visit/index.js';
import { type Device, registerDevice } from '../../../../schema/account/index.js';
import {
  ApprovalStep,
  DocumentKind,
  findPaperAssignments,
  prepareDocuments,
  rulesFor,
  setApprovalChain,
  setNumberRules,
} from '../../../../schema/document/index.js';
import {
  type Assignment,
  completeVisit,
  type EventBatch,
  type Evidence,
  type EvidenceClaim,
  EvidenceKind,
  readVisit,
  takeEvents,
} from '../../../../schema/inspection/index.js';
import { enterChecklist, ImportKind, PointKind } from '../../../../schema/registry/index.js';
import { isRefusal, type Refusal } from '../../../../schema/shared/refusal.js';
import { Role } from '../../../../schema/shared/roles.js';
import type { Actor } from '../../../../schema/shared/unit.js';
import { createDiskStore } from '../../../../server/evidence/disk-store.js';
import { receiveEvidence } from '../../../../server/evidence/receive-evidence.js';
import { done, type FrozenDraw, MainJob } from '../../../support/main-job.js';
import { phonePhoto } from '../../../support/phone-photo.js';

/** A checklist with a point of each kind. */
export const points = [
  { code: '1', text: '是否公示许可证', isKey: true },
  { code: '2', text: '游泳池水余氯', isKey: false, kind: PointKind.QUANTITY, unit: 'mg/L' },
  { code: '3', text: '从业人员健康证', isKey: false, kind: PointKind.CHOICE, choices: ['齐全', '不齐全'] },
  { code: '4', text: '是否设置禁烟标志', isKey: false },
];

const itemCsv = '事项编码,抽查事项,抽查依据,检查表编码,检查表版本\n';

/** Enters the next version of the checklist, and of the item with it. */
export async function enterList(job: MainJob): Promise<void> {
  const registrar = { kind: 'account', departmentId: job.health.id, scope: [job.health.id] } as const;
  done(await job.act(registrar, (unit) => enterChecklist(unit, { code: 'JC', title: '检查表', points })));
  await job.bringIn(
    ImportKind.ITEMS,
    `${itemCsv}WS-01,公共场所卫生监督检查,《公共场所卫生管理条例》第十条,JC,1\n`,
  );
}

/** An officer of a team as they act, with an account of their own. */
export type Officer = Actor & { readonly inspectorId: string; readonly accountId: string };

/** A target with the two officers who visit it. */
export interface TestVisit {
  readonly assignment: Assignment;
  readonly first: Officer;
  readonly second: Officer;
}

/** A file that is sent, other than a photo by the first officer. */
interface Upload {
  readonly bytes?: Buffer;
  readonly by?: Actor;
}

/** Evidence as an event names it. */
type NamedPiece = Pick<Evidence, 'clientId' | 'sha256'>;

export function sha256Of(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** A store of evidence of its own. */
export function makeFolder(): string {
  return mkdtempSync(join(tmpdir(), 'fairdraw-visits-'));
}

type Written = Partial<WrittenEvent> & { readonly signature?: string };

/** A house in which a draw with checklists has been made and its teams are on their way, on 10 February 2026. */
export class VisitHouse {
  draw!: FrozenDraw;
  #open: Assignment[] = [];
  readonly #officers = new Map<string, Officer>();

  private constructor(
    readonly job: MainJob,
    /** Where the files of evidence lie. */
    readonly folder: string,
  ) {}

  static async open(): Promise<VisitHouse> {
    return VisitHouse.over(await MainJob.open());
  }

  /** In a house that somebody else opened. */
  static async over(job: MainJob, folder = makeFolder()): Promise<VisitHouse> {
    const house = new VisitHouse(job, folder);
    await enterList(job);
    const strata = ['A', 'B', 'C'].map((riskClass) => ({ riskClass, count: 18, reserve: 1 }));
    const window = { windowFromOn: '2026-02-10', windowToOn: '2026-02-12' };
    house.draw = await house.job.drawn({ strata, ...window });
    house.#open = await house.job.listAssignments(house.draw);
    house.job.clock.set('2026-02-10T02:00:00Z');
    return house;
  }

  get database() {
    return this.job.database;
  }

  async close(): Promise<void> {
    rmSync(this.folder, { recursive: true, force: true });
    await this.job.close();
  }

  /** A visit that no other test uses. */
  async take(): Promise<TestVisit> {
    const assignment = this.#open.pop();
    if (!assignment) throw new Error('draw more targets');
    const [first, second] = await this.job.listTeam(assignment.id);
    return { assignment, first: await this.officer(first), second: await this.officer(second) };
  }

  /** An officer with an account that is there. */
  async officer(actor: Actor | undefined): Promise<Officer> {
    const id = actor?.inspectorId ?? '';
    const known = this.#officers.get(id);
    if (known) return known;
    const name = `officer-${this.#officers.size}`;
    const made = (await this.job.addPerson(name, [Role.INSPECTOR], this.job.health, id)) as Officer;
    this.#officers.set(id, made);
    return made;
  }

  /** An event of a visit, at the house's time unless it says another. */
  event(visit: TestVisit, kind: WrittenEvent['kind'], payload: object, more: Written = {}): WrittenEvent {
    return {
      ...{ id: randomUUID(), assignmentId: visit.assignment.id, kind, payload: payload as never },
      occurredAt: this.job.clock.now().toISOString(),
      ...more,
    };
  }

  answer(visit: TestVisit, point: string, outcome: string, more: Written & { value?: string } = {}) {
    const { value, ...rest } = more;
    const payload = { item: 'WS-01', version: 2, point, outcome, ...(value ? { value } : {}) };
    return this.event(visit, 'ANSWERED', payload, rest);
  }

  /** All points answered without a problem, some by “the rest”. */
  answers(visit: TestVisit): WrittenEvent[] {
    return [
      this.answer(visit, '2', 'NO_PROBLEM', { value: '0.4' }),
      this.answer(visit, '3', 'NO_PROBLEM', { value: '齐全' }),
      this.event(visit, 'REST_WITHOUT_PROBLEM', { items: [{ item: 'WS-01', version: 2 }] }),
    ];
  }

  checkIn(visit: TestVisit, more: Written = {}): WrittenEvent {
    return this.event(visit, 'CHECKED_IN', { way: 'HAND' }, { private: text('执照正在换发'), ...more });
  }

  conclusion(visit: TestVisit, payload: object = {}, more: Written = {}): WrittenEvent {
    const usual = { resultCode: '01', disposition: 'NONE', method: 'ON_SITE' };
    return this.event(visit, 'CONCLUDED', { ...usual, ...payload }, more);
  }

  /** A file of a visit arrives as from a phone: a photo of its own that the first officer sends, unless it says another. */
  async upload(
    visit: TestVisit,
    claim: Partial<EvidenceClaim> = {},
    more: Upload = {},
  ): Promise<Evidence | Refusal> {
    const bytes = more.bytes ?? (await this.photo());
    const kept = await receiveEvidence(this.job.ground.sources, this.#evidenceRoom, {
      claim: {
        ...{ assignmentId: visit.assignment.id, clientId: randomUUID(), kind: EvidenceKind.PHOTO },
        ...{ matterId: null, point: null, ...claim },
      },
      label: { name: 'IMG_0001.jpg', takenAt: null },
      body: Readable.from([bytes]),
      findActor: async () => more.by ?? visit.first,
    });
    return isRefusal(kept) ? kept : kept.evidence;
  }

  /** A photo that no other is like. */
  photo(): Promise<Buffer> {
    return phonePhoto({ colour: `#${randomUUID().slice(0, 6)}` });
  }

  get #evidenceRoom() {
    const store = createDiskStore(this.folder);
    return { store, photoBytes: 1e6, documentBytes: 1e6, megapixels: 50, perVisit: 100 };
  }

  /** The event that names a piece of evidence under the id under which the phone sends it. */
  attach(
    visit: TestVisit,
    { clientId, sha256 }: NamedPiece,
    form = 'PHOTO',
    more: Written = {},
  ): WrittenEvent {
    return this.event(visit, 'EVIDENCE_ATTACHED', { evidence: clientId, sha256, form }, more);
  }

  /** A picture has arrived. @returns the event that names it */
  async picture(visit: TestVisit): Promise<WrittenEvent> {
    return this.attach(visit, done(await this.upload(visit)));
  }

  send(actor: Actor, events: readonly unknown[], batch: Partial<EventBatch> = {}) {
    return this.job.act(actor, (unit) =>
      takeEvents(unit, { entries: events, ...batch }, findPaperAssignments),
    );
  }

  /** Sends events, and the verdicts in one word each. */
  async verdicts(actor: Actor, events: readonly unknown[], batch?: Partial<EventBatch>): Promise<string[]> {
    const { verdicts } = await this.send(actor, events, batch);
    return verdicts.map(({ verdict, fault }) => fault ?? verdict);
  }

  state({ assignment }: Pick<TestVisit, 'assignment'>) {
    return readVisit(this.job.readAs(), assignment.id);
  }

  /** Signs what stands, by officers and the party's reason. */
  async sign(visit: TestVisit, officers = [visit.first, visit.second]): Promise<void> {
    const { contentHash: content } = await this.state(visit);
    for (const officer of officers) {
      await this.send(officer, [this.event(visit, 'OFFICER_SIGNED', { content })]);
    }
    const absent = this.event(visit, 'PARTY_ABSENT', {}, { private: text('负责人外出，店员不愿代签') });
    await this.send(visit.first, [absent]);
  }

  complete(actor: Actor, { assignment }: TestVisit, lateReason?: string) {
    return this.job.act(actor, (unit) => completeVisit(unit, { assignmentId: assignment.id, lateReason }));
  }

  /** The notices of all visits of the draw. */
  async notices() {
    const { approver, planner } = this.job;
    const kind = DocumentKind.NOTICE;
    done(await this.job.act(planner, (unit) => setNumberRules(unit, rulesFor('湛'))));
    const steps = [{ step: ApprovalStep.HEAD, username: approver.username ?? '' }];
    done(
      await this.job.act(approver, (unit) => setApprovalChain(unit, { kind, steps, withCampaign: false })),
    );
    const draft = { campaignId: this.draw.campaign.id, kind, entries: [], isUrgent: false };
    return done(await this.job.act(planner, (unit) => prepareDocuments(unit, draft))).documents;
  }

  /** A device of an officer, as a phone makes it. */
  async phone(officer: Actor, kind: 'ed25519' | 'P-256' = 'ed25519'): Promise<Phone> {
    const keys =
      kind === 'ed25519' ? generateKeyPairSync('ed25519') : generateKeyPairSync('ec', { namedCurve: kind });
    const publicKey = JSON.stringify(keys.publicKey.export({ format: 'jwk' }));
    const device = done(
      await this.job.act(officer, (unit) => registerDevice(unit, { name: '执法终端', publicKey })),
    );
    const signText = (signed: string) => {
      const key = { key: keys.privateKey, dsaEncoding: 'ieee-p1363' as const };
      return sign(kind === 'ed25519' ? null : 'sha256', Buffer.from(signed), key).toString('base64url');
    };
    return { device, sign: (event) => ({ ...event, signature: signText(eventText(event)) }) };
  }
}

export interface Phone {
  readonly device: Device;
  sign(event: WrittenEvent): WrittenEvent & { readonly signature: string };
}

/** A text that is kept apart. */
export function text(words: string) {
  return { salt: '00112233445566778899aabbccddeeff', text: words };
}
