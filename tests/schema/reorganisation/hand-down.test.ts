import { createDepartment, type Department } from '../../../schema/department/index.js';
import { handDownToDepartments } from '../../../schema/draw/hand-down/hand-down.service.js';
import { HandDown, HandDownPart } from '../../../schema/draw/index.js';
import { DrawStage, HandedList } from '../../../schema/plan/index.js';
import { ImportKind } from '../../../schema/registry/index.js';
import { enactReorganisation, ReorganisationKind } from '../../../schema/reorganisation/index.js';
import { makeCreditCode } from '../../../schema/shared/identifiers/credit-code.js';
import { type County, enterDivisions, openCounty, type Place, targetsOf } from '../../main-job/county.js';
import { done, type FrozenDraw, MainJob } from '../../support/main-job.js';

let job: MainJob;
let county: County;
let heir: Department;

beforeAll(async () => {
  job = await MainJob.open({ targetCount: 0, officerCount: 0 });
  job.clock.advance({ days: 1 });
  await enterDivisions(job);
  const places = Array.from({ length: 6 }, (_, n): Place => [n, '440802']);
  await job.bringIn(ImportKind.ENTITIES, targetsOf(places));
  const creditCode = (body: string) => makeCreditCode({ prefix: '11', divisionCode: '440802', body });
  const draft = { code: 'ck-health', name: '赤坎区卫生健康局', creditCode: creditCode('00000001') };
  county = await openCounty(job, { ...draft, division: '440802' }, places);
  heir = done(
    await job.act(undefined, (unit) =>
      createDepartment(unit, {
        ...{ code: 'zj-disease', name: '湛江市疾病预防控制局', creditCode: creditCode('00000002') },
        ...{ division: { code: '440800', name: '湛江市' }, fromOn: '2026-01-01' },
      }),
    ),
  );
});
afterAll(() => job.close());

async function handedDown(documentNo: string): Promise<FrozenDraw> {
  const strata = [{ riskClass: 'A', count: 2, reserve: 0 }];
  const drawn = await job.drawn({ stage: DrawStage.TARGETS, strata });
  const parts = [{ departmentCode: 'ck-health', count: 2 }];
  const title = '市级下达名单';
  done(
    await job.act(job.planner, (unit) =>
      handDownToDepartments(unit, { drawId: drawn.id, documentNo, title, placements: [], parts }),
    ),
  );
  return drawn;
}

test('a list that was handed down passes with its draw to the heir of its campaign; what the county got stays as it was', async () => {
  const [named, other] = [await handedDown('湛卫〔2026〕1号'), await handedDown('湛卫〔2026〕2号')];
  const below = async () => {
    const { em } = job.readAs();
    const order = { orderBy: { id: 'asc' } } as const;
    const lists = await em.find(HandedList, { department: county.department.id }, order);
    return { lists, parts: await em.find(HandDownPart, {}, { orderBy: { list: 'asc' } }) };
  };
  const before = JSON.stringify(await below());
  const split = {
    ...{ kind: ReorganisationKind.SPLIT, effectiveOn: '2026-02-10', documentNo: '湛编〔2026〕3号' },
    ...{ reason: '分设', fromCodes: ['zj-health'], toCode: 'zj-market' },
    shares: [{ toCode: heir.code, campaignCodes: [named.campaign.code] }],
  };
  done(await job.act(undefined, (unit) => enactReorganisation(unit, split)));
  const ownerOf = async ({ id }: FrozenDraw) => {
    const row = await job.readAs().em.findOneOrFail(HandDown, { draw: id });
    return [row.department, (await job.getDraw(id)).department, row.documentNo];
  };
  expect(await ownerOf(named)).toEqual([heir.id, heir.id, '湛卫〔2026〕1号']);
  expect(await ownerOf(other)).toEqual([job.market.id, job.market.id, '湛卫〔2026〕2号']);
  expect((await below()).parts).toHaveLength(2);
  expect(JSON.stringify(await below())).toBe(before);
});
