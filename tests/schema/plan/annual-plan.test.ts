import { createHash, randomUUID } from 'node:crypto';
import { AuditEvent } from '../../../schema/audit/index.js';
import { comparePlanVersions, listVersions } from '../../../schema/plan/annual/annual.read.js';
import { removePlanBatch } from '../../../schema/plan/annual/batch.service.js';
import {
  amendPlan,
  dropAmendment,
  filePlan,
  publishPlan,
  returnPlan,
} from '../../../schema/plan/annual/lifecycle.service.js';
import { listBatches } from '../../../schema/plan/annual/plan-content.js';
import {
  findVersion,
  PlanBatch,
  PlanState,
  PlanStep,
  PlanVersion,
  planTransitions,
  readContent,
} from '../../../schema/plan/index.js';
import {
  comparePublicPlans,
  listPublicPlans,
  listPublicPlanVersions,
  readPublicPlan,
} from '../../../schema/plan/public.js';
import { Role } from '../../../schema/shared/roles.js';
import type { Unit } from '../../../schema/shared/unit.js';
import { done } from '../../support/main-job.js';
import { expectRefused } from '../../support/unchanged.js';
import { PlanHouse } from './plan-house.js';

let house: PlanHouse;
let planner: PlanHouse['job']['planner'];
beforeAll(async () => {
  house = await PlanHouse.open();
  planner = house.job.planner;
});
afterAll(() => house.close());

const act = <T>(work: (unit: Unit) => Promise<T>) => house.job.act(planner, work);
const anybody = () => house.job.readAs({ kind: 'anonymous' }, 'portal');

describe('the way of a plan', () => {
  test('every state is reached, and closed ends it', () => {
    const reached = new Set(Object.values(planTransitions).map(({ to }) => to));
    expect([...reached].sort()).toEqual(Object.values(PlanState).sort());
    const left = Object.values(planTransitions).flatMap(({ from }) => from as readonly PlanState[]);
    expect(left).not.toContain(PlanState.CLOSED);
  });

  test('draft, submitted, approved, filed, published; each deed by its office, and kept', async () => {
    const id = await house.draft();
    await house.saved(id);
    expect((await house.plan(id)).state).toBe(PlanState.DRAFT);
    expect(done(await house.submit(id)).plan.state).toBe(PlanState.SUBMITTED);
    const { plan, version } = done(await house.approve(id));
    expect([plan.state, plan.version, version.batchCount]).toEqual([PlanState.APPROVED, 1, 1]);
    await act((unit) => filePlan(unit, id, '湛江市人民政府', '备2026-1'));
    expect(await listPublicPlans(anybody(), 'zj-health', 2026)).toEqual([]);
    await house.job.act(house.job.publisher, (unit) => publishPlan(unit, id));
    expect((await house.plan(id)).state).toBe(PlanState.PUBLISHED);
    const steps = await house.job.readAs().em.find(PlanStep, { plan: id }, { orderBy: { number: 'asc' } });
    expect(steps.map(({ deed, version: of, on }) => [deed, of, on])).toEqual(
      ['SUBMITTED', 'APPROVED', 'FILED', 'PUBLISHED'].map((deed) => [deed, 1, '2026-02-09']),
    );
    const events = await house.job.readAs().em.find(AuditEvent, {}, { orderBy: { seq: 'asc' } } as never);
    const ofPlan = events.filter(({ subjectId }) => subjectId === id).map(({ kind }) => kind);
    expect(ofPlan).toEqual([
      ...[
        'plan.created',
        'plan.batch-saved',
        'plan.submitted',
        'plan.approved',
        'plan.filed',
        'plan.published',
      ],
    ]);
  });

  test('whoever wrote a batch of it does not approve it, nor whoever submitted it', async () => {
    const both = await house.job.addPerson('both', [Role.PLAN_OWNER, Role.APPROVER], house.job.health);
    const id = await house.draft();
    await house.saved(id);
    done(await house.save(id, { title: '另一批' }, both));
    done(await house.submit(id, true));
    await expectRefused(house.job, 'SeparationOfDuties', () => house.approve(id, both));
    const other = await house.draft();
    await house.saved(other);
    done(await house.submit(other, true, both));
    await expectRefused(house.job, 'SeparationOfDuties', () => house.approve(other, both));
    done(await house.approve(other));
  });

  test('what is submitted stands still; a return lets it be written again', async () => {
    const id = await house.draft();
    const batch = await house.saved(id);
    done(await house.submit(id, true));
    const refusal = await expectRefused(house.job, 'PlanStateWrong', () => house.save(id, { title: '新批' }));
    expect([refusal.state, refusal.message]).toEqual([
      'SUBMITTED',
      expect.stringContaining('DRAFT 或 AMENDED'),
    ]);
    await expectRefused(house.job, 'PlanStateWrong', () => act((unit) => removePlanBatch(unit, batch.id)));
    done(await house.job.act(house.job.approver, (unit) => returnPlan(unit, id, '请补充批次')));
    expect((await house.plan(id)).state).toBe(PlanState.DRAFT);
    await house.saved(id, { title: '新批' });
  });

  test.each([
    ['approved', () => (id: string) => house.approve(id)],
    ['published', () => (id: string) => act((unit) => publishPlan(unit, id))],
    ['amended', () => (id: string) => act((unit) => amendPlan(unit, id, '因机构改革'))],
    ['filed', () => (id: string) => act((unit) => filePlan(unit, id, '市政府'))],
  ])('a draft is not %s', async (_, deed) => {
    const id = await house.draft();
    await house.saved(id);
    await expectRefused(house.job, 'PlanStateWrong', () => deed()(id));
  });

  test('a plan without a batch is not submitted', async () => {
    const id = await house.draft();
    await expectRefused(house.job, 'PlanEmpty', () => house.submit(id));
  });

  test('a plan of another department is not found', async () => {
    const id = await house.draft();
    const batch = await house.saved(id);
    const { stranger } = house.job;
    await expectRefused(house.job, 'PlanNotFound', () => house.save(id, { title: 'x' }, stranger));
    await expectRefused(house.job, 'PlanNotFound', () => house.submit(id, true, stranger));
    await expectRefused(house.job, 'PlanNotFound', () => house.approve(id, stranger));
    await expectRefused(house.job, 'PlanBatchNotFound', () =>
      house.job.act(stranger, (unit) => removePlanBatch(unit, batch.id)),
    );
    await expectRefused(house.job, 'PlanBatchNotFound', () => house.save(id, { id: randomUUID() }));
  });
});

describe('versions', () => {
  test('an approved version is kept to the byte, whatever becomes of the batches', async () => {
    const id = await house.draft();
    const batch = await house.saved(id);
    await house.publish(id);
    const [listed] = await listVersions(house.job.readAs(planner), id);
    expect(listed).toMatchObject({ version: 1, batchCount: 1, content: undefined });
    const first = await findVersion(house.job.readAs(planner), id, 1);
    const { content = '', contentHash } = first ?? {};
    expect(createHash('sha256').update(content).digest('hex')).toBe(contentHash);
    await act((unit) => amendPlan(unit, id, '调整时间'));
    await house.saved(id, { id: batch.id, title: '改名', ratioPpm: 200_000 });
    const again = await findVersion(house.job.readAs(planner), id);
    expect(again?.content).toBe(content);
    expect(readContent(first!).batches[0]).toMatchObject({
      ...{ id: batch.id, number: 1, title: '公共场所卫生抽查', ratioPpm: 100_000 },
      items: [{ code: 'WS-01', title: '公共场所卫生监督检查' }],
    });
    await expect(
      house.job.act(undefined, (unit) => unit.em.nativeUpdate(PlanVersion, { plan: id }, { content: '{}' })),
    ).rejects.toThrow(/permission denied|append-only/);
  });

  test('what was added, removed and changed is told as data; the public reads the version in force', async () => {
    const id = await house.draft(2026, '可比较的计划');
    const kept = await house.saved(id, { title: '甲' });
    const gone = await house.saved(id, { title: '乙' });
    await house.publish(id);
    done(await act((unit) => amendPlan(unit, id, '上级要求增加批次')));
    expect((await house.plan(id)).state).toBe(PlanState.AMENDED);
    await expectRefused(house.job, 'PlanUnchanged', () => house.submit(id, true));
    await house.saved(id, { id: kept.id, title: '甲', ratioPpm: 150_000, toOn: '2026-07-31' });
    done(await act((unit) => removePlanBatch(unit, gone.id)));
    const added = await house.saved(id, { title: '丙' });
    expect(added.number).toBe(3);
    const draft = done(await comparePlanVersions(house.job.readAs(planner), id, 1));
    expect(draft.to).toBeNull();

    done(await house.submit(id, true));
    // Until the next version is published, everybody reads the one before.
    expect(await readPublicPlan(anybody(), id)).toMatchObject({ version: 1, batchCount: 2 });
    done(await house.approve(id));
    done(await act((unit) => filePlan(unit, id, '湛江市人民政府')));
    expect(await readPublicPlan(anybody(), id)).toMatchObject({ version: 1 });
    done(await house.job.act(house.job.publisher, (unit) => publishPlan(unit, id)));

    const compared = done(await comparePlanVersions(house.job.readAs(planner), id, 1, 2));
    expect(compared.added.map(({ title }) => title)).toEqual(['丙']);
    expect(compared.removed.map(({ title }) => title)).toEqual(['乙']);
    expect(compared.changed.map(({ fields }) => fields)).toEqual([
      [
        { field: 'ratioPpm', label: '抽查比例', before: '10%', after: '15%' },
        {
          field: 'period',
          label: '实施时间',
          before: '2026-03-01至2026-06-30',
          after: '2026-03-01至2026-07-31',
        },
      ],
    ]);
    const open = await readPublicPlan(anybody(), id);
    expect(open).toMatchObject({
      ...{ version: 2, departmentCode: 'zj-health', year: 2026, documentNo: '湛卫〔2026〕3号' },
      ...{ filedWith: '湛江市人民政府', publishedOn: '2026-02-09' },
    });
    expect(open?.batches.map(({ title }) => title)).toEqual(['甲', '丙']);
    expect(JSON.stringify(open)).not.toContain('filter');
    expect((await listPublicPlanVersions(anybody(), id)).map(({ version }) => version)).toEqual([2, 1]);
    const told = await comparePublicPlans(anybody(), id, 1, 2);
    expect(told?.changed[0]?.fields.map(({ label }) => label)).toEqual(['抽查比例', '实施时间']);
    expect(await comparePublicPlans(anybody(), id, 1, 3)).toBeNull();
    const missing = await comparePlanVersions(house.job.readAs(planner), id, 1, 9);
    expect(missing).toMatchObject({ __typename: 'PlanVersionNotFound' });
  });

  test('an amendment that is dropped leaves the batches as they were approved', async () => {
    const id = await house.draft();
    const one = await house.saved(id, { title: '一' });
    const two = await house.saved(id, { title: '二' });
    await house.publish(id);
    const before = await listBatches(house.job.readAs(planner), id);
    done(await act((unit) => amendPlan(unit, id, '试行调整')));
    await house.saved(id, { id: one.id, title: '改' });
    done(await act((unit) => removePlanBatch(unit, two.id)));
    await house.saved(id, { title: '三' });
    done(await act((unit) => dropAmendment(unit, id)));
    expect((await house.plan(id)).state).toBe(PlanState.PUBLISHED);
    const bare = ({ savedAt: _, ...batch }: PlanBatch) => batch;
    expect((await listBatches(house.job.readAs(planner), id)).map(bare)).toEqual(before.map(bare));
  });

  test('a returned amendment goes back to being amended, and the version in force stands', async () => {
    const id = await house.draft();
    const batch = await house.saved(id);
    await house.publish(id);
    done(await act((unit) => amendPlan(unit, id, '调整')));
    await house.saved(id, { id: batch.id, ratioPpm: 300_000 });
    done(await house.submit(id, true));
    done(await house.job.act(house.job.approver, (unit) => returnPlan(unit, id, '比例过高')));
    expect(await house.plan(id)).toMatchObject({ state: PlanState.AMENDED, version: 1 });
  });
});

describe('a batch', () => {
  let id: string;
  beforeAll(async () => {
    id = await house.draft();
    await house.saved(id, { title: '已有' });
  });

  test('names items of the list: no item, no check', async () => {
    const refusal = await expectRefused(house.job, 'ItemNotListed', () =>
      house.save(id, { title: '外', itemCodes: ['WS-01', 'WS-99'] }),
    );
    expect(refusal.itemCodes).toEqual(['WS-99']);
  });

  test.each([
    ['aboutCount', 'has neither share nor number', { ratioPpm: null }],
    ['toOn', 'ends before it begins', { fromOn: '2026-05-01', toOn: '2026-04-30' }],
    ['toOn', 'leaves the year of its plan', { toOn: '2027-01-31' }],
    ['title', 'has the title of another', { title: '已有' }],
    [
      'filter.specialPools',
      'asks for a pool that is not there',
      { filter: { specialPools: [randomUUID()] } },
    ],
  ])('is refused by %s when it %s', async (field, _, more) => {
    const refusal = await expectRefused(house.job, 'PlanBatchInvalid', () =>
      house.save(id, { title: '有误', ...more }),
    );
    expect(refusal.field).toBe(field);
  });
});
