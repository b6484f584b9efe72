import { createHash } from 'node:crypto';
import { importPlanBatches } from '../../../schema/plan/annual/batch.import.js';
import { savePlanBatch } from '../../../schema/plan/annual/batch.service.js';
import {
  approvePlan,
  filePlan,
  publishPlan,
  submitPlan,
} from '../../../schema/plan/annual/lifecycle.service.js';
import {
  BatchType,
  createPlan,
  type Plan,
  Plan as PlanTable,
  planSheet,
} from '../../../schema/plan/index.js';
import {
  changeItem,
  enterItem,
  findCurrentItems,
  ImportMode,
  ItemKind,
  saveUpload,
} from '../../../schema/registry/index.js';
import { Role } from '../../../schema/shared/roles.js';
import type { Actor, Unit } from '../../../schema/shared/unit.js';
import { done, MainJob } from '../../support/main-job.js';

type BatchDraft = Parameters<typeof savePlanBatch>[1];
type ItemDraft = Parameters<typeof enterItem>[1];

/** A department with sixty targets, a third in each class, that plans its year. */
export class PlanHouse {
  registrar!: Actor;

  private constructor(readonly job: MainJob) {}

  static async open(start?: string): Promise<PlanHouse> {
    const house = new PlanHouse(await MainJob.open({ start }));
    house.registrar = await house.job.addPerson('registrar', [Role.REGISTRAR], house.job.health);
    return house;
  }

  close(): Promise<void> {
    return this.job.close();
  }

  /** Enters an item, or its next version where there is one. */
  async item(code: string, more: Partial<ItemDraft> = {}): Promise<void> {
    const draft: ItemDraft = {
      ...{ code, title: `虚构事项 ${code}`, legalBasis: '《公共场所卫生管理条例》第十条' },
      ...{ kind: ItemKind.GENERAL, methods: [], requiredSkills: [], materials: [] },
      ...{ resultSystem: 'default', validFromOn: '2026-02-09', ...more },
    };
    const { id } = this.job.health;
    const known = await findCurrentItems(this.job.readAs(), id, [code]);
    const isKnown = known.length > 0;
    const enter = async (unit: Unit) => (isKnown ? changeItem(unit, draft) : enterItem(unit, draft));
    done(await this.job.act<unknown>(this.registrar, enter));
  }

  async draft(year = 2026, title = `${year}年度抽查计划`): Promise<string> {
    const created = await this.job.act(this.job.planner, (unit) => createPlan(unit, { year, title }));
    return created.plan.id;
  }

  save(planId: string, more: Partial<BatchDraft> = {}, actor = this.job.planner) {
    const draft: BatchDraft = {
      ...{ planId, title: '公共场所卫生抽查', type: BatchType.UNTARGETED, itemCodes: ['WS-01'] },
      ...{ ratioPpm: 100_000, fromOn: '2026-03-01', toOn: '2026-06-30', executors: [], ...more },
    };
    return this.job.act(actor, (unit) => savePlanBatch(unit, draft));
  }

  async saved(planId: string, more: Partial<BatchDraft> = {}) {
    return done(await this.save(planId, more)).batch;
  }

  submit(planId: string, acknowledges = false, actor = this.job.planner) {
    return this.job.act(actor, (unit) => submitPlan(unit, planId, acknowledges));
  }

  approve(planId: string, actor = this.job.approver) {
    return this.job.act(actor, (unit) => approvePlan(unit, planId, '湛卫〔2026〕3号'));
  }

  /** Submits, approves, files and publishes what stands. */
  async publish(planId: string): Promise<void> {
    done(await this.submit(planId, true));
    done(await this.approve(planId));
    const { planner, publisher } = this.job;
    done(await this.job.act(planner, (unit) => filePlan(unit, planId, '湛江市人民政府', '备2026-1')));
    done(await this.job.act(publisher, (unit) => publishPlan(unit, planId)));
  }

  plan(id: string): Promise<Plan> {
    return this.job.readAs().em.findOneOrFail(PlanTable, { id }, { disableIdentityMap: true });
  }

  async import(planId: string, file: string | Uint8Array, more: object = {}) {
    const bytes = typeof file === 'string' ? new TextEncoder().encode(file) : file;
    const parts = async function* () {
      yield bytes;
    };
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    const received = { fileName: 'plan.csv', sha256, size: bytes.length, parts: parts() };
    const upload = done(await this.job.act(this.job.planner, (unit) => saveUpload(unit, received)));
    const asked = { planId, uploadId: upload.id, mode: ImportMode.ALL_OR_NOTHING, dryRun: false, ...more };
    return this.job.act(this.job.planner, (unit) => importPlanBatches(unit, asked));
  }

  sheet(planId: string, version?: number) {
    return planSheet(this.job.readAs(this.job.planner), planId, version);
  }
}
