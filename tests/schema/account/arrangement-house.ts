import {
  type ArrangementDraft,
  approveArrangement,
  recordArrangement,
} from '../../../schema/account/arrangement.service.js';
import {
  Account,
  type Account as AccountRow,
  ArrangementKind,
  actorOf,
} from '../../../schema/account/index.js';
import { createDepartment, type Department, moveDepartment } from '../../../schema/department/index.js';
import { letIn, type Rule } from '../../../schema/shared/allow.js';
import { Role } from '../../../schema/shared/roles.js';
import type { Actor } from '../../../schema/shared/unit.js';
import { done, MainJob } from '../../support/main-job.js';

/** A city with two departments beside one another below it, one station below the first, and the administrators. */
export class ArrangementHouse {
  city!: Department;
  station!: Department;
  system!: Actor;
  security!: Actor;

  private constructor(readonly job: MainJob) {}

  static async open(): Promise<ArrangementHouse> {
    const house = new ArrangementHouse(await MainJob.open({ targetCount: 60, officerCount: 6 }));
    await house.#setUp();
    return house;
  }

  async #setUp(): Promise<void> {
    const { job } = this;
    this.city = await this.addDepartment('zj-city', '湛江市人民政府', '914403001922038216');
    for (const code of ['zj-health', 'zj-market']) {
      done(
        await job.act(undefined, (unit) => moveDepartment(unit, code, unit.today, { parentCode: 'zj-city' })),
      );
    }
    this.station = await this.addDepartment('zj-station', '卫生监督所', '92610822MA707NAX4Q', 'zj-health');
    this.system = await job.addPerson('system', [Role.SYSTEM_ADMIN]);
    this.security = await job.addPerson('security', [Role.SECURITY_ADMIN]);
  }

  async addDepartment(
    code: string,
    name: string,
    creditCode: string,
    parentCode?: string,
  ): Promise<Department> {
    const division = { code: '440800', name: '湛江市' };
    const draft = { code, name, creditCode, division, parentCode };
    return done(await this.job.act(undefined, (unit) => createDepartment(unit, draft)));
  }

  /** Somebody as they are today, with what they hold by arrangement. */
  async now(actor: Actor): Promise<Actor> {
    return actorOf(this.job.readAs(), await this.account(actor));
  }

  account(actor: Actor): Promise<AccountRow> {
    return this.job.readAs().em.findOneOrFail(Account, { id: actor.accountId ?? '' });
  }

  change(actor: Actor, data: Partial<AccountRow>): Promise<unknown> {
    return this.job.act(undefined, (unit) =>
      unit.em.nativeUpdate(Account, { id: actor.accountId ?? '' }, data),
    );
  }

  /** The actor as a mutation with these rules lets them in. */
  async acting(actor: Actor, ...rules: Rule[]): Promise<Actor> {
    return letIn(await this.now(actor), rules, 'act');
  }

  draft(actor: Actor, more: Partial<ArrangementDraft> = {}): ArrangementDraft {
    return {
      kind: ArrangementKind.NEIGHBOUR,
      departmentCode: 'zj-health',
      username: actor.username ?? '',
      roles: [Role.REVIEWER],
      fromOn: this.job.readAs().today,
      toOn: '2026-03-31',
      documentNo: '湛卫函〔2026〕1号',
      reason: '本单位仅三人',
      ...more,
    };
  }

  record(draft: ArrangementDraft, by: Actor = this.system) {
    return this.job.act(by, (unit) => recordArrangement(unit, draft));
  }

  approve(id: string, by: Actor = this.security) {
    return this.job.act(by, (unit) => approveArrangement(unit, id));
  }

  /** Recorded and approved. @returns its id */
  async arrange(actor: Actor, more?: Partial<ArrangementDraft>): Promise<string> {
    const { arrangement } = done(await this.record(this.draft(actor, more)));
    done(await this.approve(arrangement.id));
    return arrangement.id;
  }
}
