import {
  citationOf,
  issueCorrection,
  pageCorrections,
  refuseCorrection,
  requestCorrection,
} from '../../../../schema/inspection/change/correction.service.js';
import { Assignment, CorrectionNotice, CorrectionOf } from '../../../../schema/inspection/index.js';
import { Campaign } from '../../../../schema/plan/index.js';
import { enterResultSystem, ImportKind, VisitFinding } from '../../../../schema/registry/index.js';
import { Role } from '../../../../schema/shared/roles.js';
import type { Actor, Unit } from '../../../../schema/shared/unit.js';
import { done, type FrozenDraw, type MainJob } from '../../../support/main-job.js';
import { expectRefused } from '../../../support/unchanged.js';
import { ChangesHouse } from './changes-house.js';

let house: ChangesHouse;
let draw: FrozenDraw;
beforeAll(async () => {
  house = await ChangesHouse.open();
  draw = await house.job.drawn();
});
afterAll(() => house.close());

function ask(more: object = {}, of = house, actor: Actor = of.job.planner) {
  const words = { wrongText: '检查时间：2月10日至3月1日', rightText: '检查时间：2月10日至3月31日' };
  const draft = { campaignId: draw.campaign.id, of: CorrectionOf.NOTICE, reason: '通知书笔误', ...words };
  return of.job.act(actor, (unit) => requestCorrection(unit, { ...draft, ...more }));
}

const issue = (id: string, of = house, actor: Actor = of.job.approver) =>
  of.job.act(actor, (unit) => issueCorrection(unit, id));

async function issued(more: object = {}, of = house) {
  const { correction } = done(await ask(more, of)) as unknown as { correction: { id: string } };
  const value = done(await issue(correction.id, of)) as unknown as { correction: CorrectionNotice };
  return value.correction;
}

test('before anything is dispatched there is nothing to correct', async () => {
  const { campaign } = done(await house.job.draft());
  await expectRefused(house.job, 'NotDispatched', () => ask({ campaignId: campaign.id }));
  await expectRefused(house.job, 'CampaignNotFound', () => ask({}, house, house.job.stranger));
});

test('a notice is issued by somebody else than who asked, and has its number from then on', async () => {
  const { correction } = done(await ask()) as unknown as { correction: CorrectionNotice };
  expect(correction).toMatchObject({ number: null, year: null });
  const own = { ...house.job.approver, accountId: house.job.planner.accountId };
  await expectRefused(house.job, 'ChangeByOwnApprover', () => issue(correction.id, house, own));
  await expectRefused(house.job, 'CorrectionNotFound', () => issue(correction.id, house, house.job.stranger));
  const { correction: given } = done(await issue(correction.id)) as unknown as {
    correction: CorrectionNotice;
  };
  expect(given).toMatchObject({ year: 2026, number: 1 });
  expect(citationOf(given)).toBe('更正〔2026〕1号');
  await expectRefused(house.job, 'CorrectionNotFound', () => issue(correction.id));
});

test('numbers have no gap: a refused notice takes none, and a new year begins with one', async () => {
  const { correction } = done(await ask()) as unknown as { correction: { id: string } };
  const refusal = { id: correction.id, reason: '原通知无误' };
  done(await house.job.act(house.job.approver, (unit) => refuseCorrection(unit, refusal)));
  expect((await issued()).number).toBe(2);
  expect((await issued()).number).toBe(3);
  house.job.clock.set('2026-12-31T16:00:00Z');
  const next = await issued();
  expect(citationOf(next)).toBe('更正〔2027〕1号');
  house.job.clock.set('2026-02-09T01:00:00Z');
  expect((await issued()).number).toBe(4);
});

test('numbers asked for at once are given one after the other', async () => {
  const asked = await Promise.all([1, 2, 3].map(() => ask()));
  const ids = asked.map((one) => (done(one) as unknown as { correction: { id: string } }).correction.id);
  const given = await Promise.all(ids.map((id) => issue(id)));
  const numbers = given.map(
    (one) => (done(one) as unknown as { correction: CorrectionNotice }).correction.number,
  );
  expect([...numbers].sort()).toEqual([5, 6, 7]);
});

test('nothing that was drawn is edited: campaign, draw and assignments stay as they are', async () => {
  const { em } = house.job.readAs();
  const read = async () => [
    await em.find(Campaign, {}, { disableIdentityMap: true }),
    await em.find(Assignment, {}, { disableIdentityMap: true }),
    await house.job.readBundle(draw, 'restricted'),
  ];
  const before = await read();
  const window = { windowFromOn: '2026-02-20', windowToOn: '2026-03-20' };
  await issued({ of: CorrectionOf.WINDOW, ...window });
  await issued({ of: CorrectionOf.ITEM, itemCodes: ['WS-01'] });
  expect(await read()).toEqual(before);
});

test('a window is corrected within the one that was drawn for, an item to one that is in the list', async () => {
  const window = { of: CorrectionOf.WINDOW, windowFromOn: '2026-02-10', windowToOn: '2026-04-01' };
  await expectRefused(house.job, 'BeyondWindow', () => ask(window));
  await expectRefused(house.job, 'CorrectionIncomplete', () => ask({ of: CorrectionOf.WINDOW }));
  await expectRefused(house.job, 'CorrectionIncomplete', () => ask({ of: CorrectionOf.ITEM }));
  await expectRefused(house.job, 'CorrectItemNotListed', () =>
    ask({ of: CorrectionOf.ITEM, itemCodes: ['WS-99'] }),
  );
  await expectRefused(house.job, 'AssignmentNotFound', () => ask({ assignmentId: house.job.health.id }));
});

describe('a notice that is issued', () => {
  const window = { of: CorrectionOf.WINDOW, windowFromOn: '2026-02-20', windowToOn: '2026-03-20' };
  let visits: Assignment[];
  let own: FrozenDraw;
  beforeAll(async () => {
    house.job.clock.set('2026-02-09T01:00:00Z');
    await enterOtherSystem(house.job);
    own = await house.job.drawn();
    visits = await house.listIn(own);
    house.job.clock.set('2026-02-12T02:00:00Z');
  });

  /** An item whose results are written by codes of its own. */
  async function enterOtherSystem(job: MainJob): Promise<void> {
    const codes = [{ code: '88', text: '虚构结论', finding: VisitFinding.NONE, standsFor: '01' }];
    const enter = <T>(work: (unit: Unit) => Promise<T>) => job.act(registrar, work);
    const registrar = await job.addPerson('items', [Role.REGISTRAR], job.health);
    done(await enter((unit) => enterResultSystem(unit, { code: 'own-2026', title: '自有体系', codes })));
    await job.bringIn(
      ImportKind.ITEMS,
      '事项编码,抽查事项,抽查依据,事项类型,抽查比例,结果代码体系\nWS-02,消毒产品监督检查,《消毒管理办法》第三十八条,一般,3%,own-2026\n',
    );
  }

  const record = async ({ id }: Assignment, more: object = {}) => {
    const [member] = (await house.job.listTeam(id)) as [Actor];
    return house.job.record(member, id, more);
  };

  test('has the right window counted when a result is recorded; before its issue the one that was sent out', async () => {
    const [first, second] = visits as [Assignment, Assignment];
    const { correction } = done(await ask({ ...window, campaignId: own.campaign.id })) as unknown as {
      correction: { id: string };
    };
    done(await record(first));
    done(await issue(correction.id));
    const refused = await expectRefused(house.job, 'OutsideWindow', () => record(second));
    expect(refused).toMatchObject({ fromOn: '2026-02-20', toOn: '2026-03-20' });
    house.job.clock.set('2026-02-20T02:00:00Z');
    done(await record(second));
    house.job.clock.set('2026-03-21T02:00:00Z');
    await expectRefused(house.job, 'OutsideWindow', () => record(visits[2] as Assignment));
  });

  test('of one visit is no other’s, and the last one counts', async () => {
    const [, , third, fourth] = visits as [Assignment, Assignment, Assignment, Assignment];
    const longer = {
      ...window,
      campaignId: own.campaign.id,
      assignmentId: third.id,
      windowToOn: '2026-03-25',
    };
    await issued(longer);
    await expectRefused(house.job, 'OutsideWindow', () => record(fourth));
    done(await record(third));
    await issued({ ...window, campaignId: own.campaign.id, windowToOn: '2026-03-21' });
    done(await record(fourth));
  });

  test('has the codes of the right items counted, in the version of its issue', async () => {
    const fifth = visits[4] as Assignment;
    const { job } = house;
    job.clock.set('2026-03-21T02:00:00Z');
    await expectRefused(job, 'ResultCodeUnknown', () => record(fifth, { resultCode: '88' }));
    const campaignId = own.campaign.id;
    const notice = await issued({ of: CorrectionOf.ITEM, campaignId, itemCodes: ['WS-02'] });
    expect(notice.itemVersions).toMatchObject([{ code: 'WS-02', version: 1 }]);
    await expectRefused(job, 'ResultCodeUnknown', () => record(fifth, { resultCode: '01' }));
    const { result } = done(await record(fifth, { resultCode: '88' }));
    expect(result.resultSystem).toBe('own-2026/1');
  });
});

test('notices are listed by campaign, and a foreign department sees none', async () => {
  const { id } = draw.campaign;
  const own = await pageCorrections(house.job.readAs(house.job.planner), id, { first: 100 });
  expect(own.edges.length).toBeGreaterThan(8);
  const foreign = await pageCorrections(house.job.readAs(house.job.stranger), id, { first: 100 });
  expect(foreign.edges).toEqual([]);
});

test('a rehearsal’s notices say so, and have numbers of their own', async () => {
  const rehearsal = await ChangesHouse.open({ training: true });
  const drawn = await rehearsal.job.drawn();
  const notice = await issued({ campaignId: drawn.campaign.id }, rehearsal);
  expect(citationOf(notice)).toBe('演练更正〔2026〕1号');
  await rehearsal.close();
});
