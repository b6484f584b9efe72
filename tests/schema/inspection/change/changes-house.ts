import { createHash } from 'node:crypto';
import { verifyPublic, verifyRestricted } from '../../../../scheduler/draw/index.js';
import { saveDivisions } from '../../../../schema/department/index.js';
import {
  approveChange,
  confirmChange,
  disownChange,
  enterOralGrant,
  refuseChange,
  withdrawChange,
} from '../../../../schema/inspection/change/change.decide.js';
import {
  requestOfficerChange,
  requestPostponement,
  requestRecusal,
  requestStaffing,
  requestTargetChange,
} from '../../../../schema/inspection/change/change.file.js';
import { readAssignmentSubstitutes } from '../../../../schema/inspection/change/substitutes.read.js';
import {
  type Assignment,
  AssignmentState,
  OfficerChangeReason,
  PostponementReason,
  RecusalBy,
  TargetChangeReason,
} from '../../../../schema/inspection/index.js';
import { ImportKind } from '../../../../schema/registry/index.js';
import { Role } from '../../../../schema/shared/roles.js';
import type { Actor } from '../../../../schema/shared/unit.js';
import { done, type FrozenDraw, MainJob, type MainJobOptions } from '../../../support/main-job.js';
import { PythonVerifier } from '../../../verify/python.js';

/** The evening before the window, when teams have just seen their targets. */
export const evening = '2026-02-09T10:30:00Z';

export const evidence = createHash('sha256').update('证明材料').digest('hex');
const statement = '附材料一份，情况属实';

/** A main job in which things change after the dispatch. */
export class ChangesHouse {
  /** Another head of the same department. */
  secondHead!: Actor;
  readonly #python = new PythonVerifier();

  private constructor(readonly job: MainJob) {}

  static async open(options?: MainJobOptions): Promise<ChangesHouse> {
    const house = new ChangesHouse(await MainJob.open(options));
    house.secondHead = await house.job.addPerson('second-head', [Role.APPROVER], house.job.health);
    return house;
  }

  async close(): Promise<void> {
    await this.#python.end();
    await this.job.close();
  }

  /** A district of the city, with shops of class D in it. */
  async addDistrict(code: string, name: string, shopCount: number): Promise<void> {
    const districts = [{ code, name, parentCode: '440800' }];
    await this.job.act(undefined, (unit) => saveDivisions(unit, districts));
    const rows = Array.from(
      { length: shopCount },
      (_, n) => `${name}第${n}号店,${code}S${n},${code},D,存续\n`,
    );
    const heading = '企业名称,许可证号,区划代码,风险等级,登记状态';
    await this.job.bringIn(ImportKind.ENTITIES, `${heading}\n${rows.join('')}`);
  }

  /** Assignments of a draw that stand so. */
  async listIn(draw: FrozenDraw, state = AssignmentState.ASSIGNED): Promise<Assignment[]> {
    return (await this.job.listAssignments(draw)).filter((one) => one.state === state);
  }

  async get(assignmentId: string, draw: FrozenDraw): Promise<Assignment> {
    const found = (await this.job.listAssignments(draw)).find(({ id }) => id === assignmentId);
    if (!found) throw new Error('no such assignment');
    return found;
  }

  askOfficer(actor: Actor, assignmentId: string, more: object = {}) {
    const draft = { assignmentId, statement, evidence, reason: OfficerChangeReason.ILLNESS, inspectorId: '' };
    return this.job.act(actor, (unit) => requestOfficerChange(unit, { ...draft, ...more }));
  }

  askRecusal(actor: Actor, assignmentId: string, inspectorId: string, by = RecusalBy.PARTY) {
    const grounds = '当事人称其为本店房东';
    const draft = { assignmentId, statement: grounds, evidence, inspectorId, by };
    return this.job.act(actor, (unit) => requestRecusal(unit, draft));
  }

  askTarget(actor: Actor, assignmentId: string, more: object = {}) {
    const draft = { assignmentId, statement, evidence, reason: TargetChangeReason.CLOSED };
    return this.job.act(actor, (unit) =>
      requestTargetChange(unit, { ...draft, withoutReplacement: false, ...more }),
    );
  }

  askStaffing(actor: Actor, assignmentId: string, extra?: number) {
    return this.job.act(actor, (unit) =>
      requestStaffing(unit, { assignmentId, statement, evidence, extra: extra ?? null }),
    );
  }

  askPostponement(actor: Actor, assignmentId: string, newOn: string) {
    const draft = { assignmentId, statement, evidence, reason: PostponementReason.POWER_CUT, newOn };
    return this.job.act(actor, (unit) => requestPostponement(unit, draft));
  }

  approve(changeId: string, actor = this.job.approver) {
    return this.job.act(actor, (unit) => approveChange(unit, changeId));
  }

  refuse(id: string, actor = this.job.approver) {
    return this.job.act(actor, (unit) => refuseChange(unit, { id, reason: '理由不成立' }));
  }

  withdraw(id: string, actor: Actor) {
    return this.job.act(actor, (unit) => withdrawChange(unit, id));
  }

  /** Somebody enters that a head said yes on the phone, just now unless told. */
  grant(actor: Actor, id: string, grantedBy = 'approver', grantedAt = this.job.clock.now()) {
    return this.job.act(actor, (unit) => enterOralGrant(unit, { id, grantedBy, grantedAt }));
  }

  confirm(id: string, actor = this.job.approver) {
    return this.job.act(actor, (unit) => confirmChange(unit, id));
  }

  disown(id: string, actor = this.job.approver) {
    return this.job.act(actor, (unit) => disownChange(unit, { id, reason: '未曾接到该电话' }));
  }

  async substitutes(assignmentId: string, actor = this.job.approver) {
    const found = await readAssignmentSubstitutes(this.job.readAs(actor), assignmentId);
    return done(found) as Extract<typeof found, { __typename: 'Substitutes' }>;
  }

  async teamIds(assignmentId: string): Promise<string[]> {
    return (await this.job.listTeam(assignmentId)).map(({ inspectorId }) => inspectorId ?? '');
  }

  /** Both verifiers say that the draw holds, publicly and at the restricted level. @returns what the public has */
  async expectVerified(draw: FrozenDraw) {
    const open = await this.job.readBundle(draw);
    const restricted = await this.job.readBundle(draw, 'restricted');
    expect(verifyPublic(open)).toMatchObject({ ok: true });
    expect(verifyRestricted(restricted)).toMatchObject({ ok: true });
    expect(await this.#python.verify('public', open)).toMatchObject({ ok: true });
    expect(await this.#python.verify('restricted', restricted)).toMatchObject({ ok: true });
    return open;
  }
}

/** The request that was filed. */
export function filed<T>(value: T) {
  return (done(value) as unknown as { change: { id: string } }).change;
}
