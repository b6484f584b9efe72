import { randomUUID } from 'node:crypto';
import { addDays } from '../../../scheduler/calendar/index.js';
import { passAccounts } from '../../../schema/account/account.pass.js';
import { arrangementRules } from '../../../schema/account/arrangement.rules.js';
import { endArrangement, listArrangements } from '../../../schema/account/arrangement.service.js';
import { Arrangement, ArrangementKind, closeAccount } from '../../../schema/account/index.js';
import { pagePublicArrangements } from '../../../schema/account/public.js';
import { AuditEvent } from '../../../schema/audit/index.js';
import { makeCreditCode } from '../../../schema/shared/identifiers/credit-code.js';
import { isRefusal } from '../../../schema/shared/refusal.js';
import { Role } from '../../../schema/shared/roles.js';
import type { Actor } from '../../../schema/shared/unit.js';
import { createReader } from '../../../server/platform/step.js';
import { done } from '../../support/main-job.js';
import { expectRefused } from '../../support/unchanged.js';
import { ArrangementHouse } from './arrangement-house.js';

let house: ArrangementHouse;
let serial = 0;
beforeAll(async () => {
  house = await ArrangementHouse.open();
});
afterAll(() => house.job.close());
beforeEach(() => house.job.clock.set('2026-02-09T01:00:00Z'));

/** Somebody without a role of their own. */
function add(department = house.job.market, roles: Role[] = []): Promise<Actor> {
  serial += 1;
  return house.job.addPerson(`person-${serial}`, roles, department);
}

const refused = (name: string, ...call: Parameters<ArrangementHouse['record']>) =>
  expectRefused(house.job, name, () => house.record(...call));

const everything = { first: 100 };

describe('an arrangement', () => {
  test('gives a role in that department alone, once somebody else has approved it', async () => {
    const neighbour = await add();
    const { arrangement } = done(await house.record(house.draft(neighbour)));
    expect((await house.now(neighbour)).roles).toEqual([]);
    await expectRefused(house.job, 'OwnArrangement', () => house.approve(arrangement.id, house.system));
    done(await house.approve(arrangement.id));
    const actor = await house.now(neighbour);
    expect(actor.roles).toEqual([Role.REVIEWER]);
    expect([...(actor.scope ?? [])].sort()).toEqual([house.job.health.id, house.job.market.id].sort());
    const acting = await house.acting(neighbour, Role.REVIEWER);
    expect(acting.scope).toEqual([house.job.health.id]);
    expect((await house.acting(neighbour, Role.PUBLISHER)).roles).toEqual([]);
    await expectRefused(house.job, 'ArrangementApprovedAlready', () => house.approve(arrangement.id));
  });

  test('holds from its first day to the end of its last, in Beijing time', async () => {
    const neighbour = await add();
    await house.arrange(neighbour, { fromOn: '2026-02-10', toOn: '2026-02-11' });
    for (const [instant, roles] of [
      ['2026-02-09T15:59:59Z', []],
      ['2026-02-09T16:00:00Z', [Role.REVIEWER]],
      ['2026-02-11T15:59:59Z', [Role.REVIEWER]],
      ['2026-02-11T16:00:00Z', []],
    ] as const) {
      house.job.clock.set(instant);
      expect([instant, (await house.now(neighbour)).roles]).toEqual([instant, roles]);
    }
  });

  test('ends at once', async () => {
    const neighbour = await add();
    const id = await house.arrange(neighbour);
    done(await house.job.act(house.security, (unit) => endArrangement(unit, id)));
    expect((await house.now(neighbour)).roles).toEqual([]);
    await expectRefused(house.job, 'ArrangementOver', () =>
      house.job.act(house.security, (unit) => endArrangement(unit, id)),
    );
  });

  test('is over for an officer who moved, or whose account is closed', async () => {
    const mover = await add();
    await house.arrange(mover);
    await house.change(mover, { department: house.city.id });
    expect((await house.now(mover)).roles).toEqual([]);
    const leaver = await add();
    await house.arrange(leaver);
    done(await house.job.act(house.system, (unit) => closeAccount(unit, leaver.accountId ?? '')));
    expect((await house.now(leaver)).roles).toEqual([]);
  });

  test('is recorded by the head for their own department, and by nobody for themselves', async () => {
    const neighbour = await add();
    const head = await house.acting(house.job.approver, Role.APPROVER);
    const { arrangement } = done(await house.record(house.draft(neighbour), head));
    expect(arrangement).toMatchObject({
      department: house.job.health.id,
      actingDepartment: house.job.market.id,
    });
    await refused('UnknownDepartment', house.draft(neighbour, { departmentCode: 'zj-market' }), head);
    const above = await add(house.city, [Role.APPROVER]);
    const chief = await house.acting(above, Role.APPROVER);
    await refused('UnknownDepartment', house.draft(neighbour), chief);
    await refused('OwnArrangement', house.draft(above, { kind: ArrangementKind.SUPERIOR }), {
      ...house.system,
      accountId: above.accountId,
    });
    await expectRefused(house.job, 'OwnArrangement', () =>
      house.approve(arrangement.id, { ...house.security, accountId: neighbour.accountId }),
    );
  });

  test.each([
    ['days in the wrong order', { fromOn: '2026-03-02', toOn: '2026-03-01' }, 'ArrangementDaysInvalid'],
    ['days that are over', { fromOn: '2026-02-01', toOn: '2026-02-08' }, 'ArrangementDaysInvalid'],
    ['an unknown department', { departmentCode: 'nowhere' }, 'UnknownDepartment'],
    ['an unknown person', { username: 'nobody' }, 'AccountNotFound'],
    ['no role', { roles: [] }, 'RoleNotArrangeable'],
    ['the head’s role from outside', { roles: [Role.APPROVER] }, 'RoleNotArrangeable'],
    ['a witness', { roles: [Role.WITNESS] }, 'RoleNotArrangeable'],
    ['an administrator', { roles: [Role.SECURITY_ADMIN] }, 'RoleNotArrangeable'],
    ['a neighbour as superior', { kind: ArrangementKind.SUPERIOR }, 'ActingAccountUnfit'],
    [
      'a neighbour as deputy',
      { kind: ArrangementKind.DEPUTY, standsForUsername: 'reviewer' },
      'ActingAccountUnfit',
    ],
    ['a neighbour who stands for somebody', { standsForUsername: 'reviewer' }, 'ActingAccountUnfit'],
    ['roles that exclude one another', { roles: [Role.REVIEWER, Role.PUBLISHER] }, 'RoleConflict'],
  ])('with %s is refused', async (_, more, name) => {
    await refused(name, house.draft(await add(), more));
  });

  test('with a superior is with any department above, and with none below', async () => {
    const { job, city, station } = house;
    const kind = ArrangementKind.SUPERIOR;
    const officer = await add(city);
    await house.arrange(officer, { kind, departmentCode: station.code });
    expect((await house.acting(officer, Role.REVIEWER)).scope).toEqual([station.id]);
    await refused('ActingAccountUnfit', house.draft(await add(station), { kind }));
    await refused(
      'ActingAccountUnfit',
      house.draft(await add(job.market), { kind, departmentCode: station.code }),
    );
  });

  test.each(Object.values(ArrangementKind))(
    'of kind %s lasts as long as its rule says, and no day more',
    async (kind) => {
      const { mostDays } = arrangementRules[kind];
      const from = { [ArrangementKind.SUPERIOR]: house.city, [ArrangementKind.NEIGHBOUR]: house.job.market };
      const officer = await add(kind === ArrangementKind.DEPUTY ? house.job.health : from[kind]);
      const days = (count: number) => ({ fromOn: '2026-02-09', toOn: addDays('2026-02-09', count - 1) });
      const standsForUsername = kind === ArrangementKind.DEPUTY ? 'reviewer' : undefined;
      await refused(
        'ArrangementDaysInvalid',
        house.draft(officer, { kind, standsForUsername, ...days(mostDays + 1) }),
      );
      done(await house.record(house.draft(officer, { kind, standsForUsername, ...days(mostDays) })));
    },
  );
});

describe('roles that exclude one another', () => {
  test('do not meet in one department by arrangements, and may in two', async () => {
    const { job, city } = house;
    const officer = await add(city, [Role.PUBLISHER]);
    const kind = ArrangementKind.SUPERIOR;
    await house.arrange(officer, { kind });
    await refused('RoleConflict', house.draft(officer, { kind, roles: [Role.PUBLISHER] }));
    await house.arrange(officer, { kind, roles: [Role.PUBLISHER], departmentCode: job.market.code });
  });

  test('are looked at again when it is approved', async () => {
    const officer = await add();
    const first = done(await house.record(house.draft(officer))).arrangement;
    await house.job.act(house.security, (unit) => endArrangement(unit, first.id));
    const colleague = await add(house.job.health);
    const deputy = { kind: ArrangementKind.DEPUTY, standsForUsername: 'reviewer' };
    const { arrangement } = done(await house.record(house.draft(colleague, deputy)));
    await house.change(colleague, { roles: [Role.PUBLISHER] });
    await expectRefused(house.job, 'RoleConflict', () => house.approve(arrangement.id));
  });

  test('are never those of an administrator', async () => {
    const officer = await add(house.job.market, [Role.AUDIT_ADMIN]);
    await refused('RoleConflict', house.draft(officer));
  });
});

describe('a deputy', () => {
  const deputy = (username: string) => ({ kind: ArrangementKind.DEPUTY, standsForUsername: username });

  test('holds what who is stood for holds, looks as far, and acts in the department', async () => {
    const { job, station } = house;
    const colleague = await add(job.health);
    await house.arrange(colleague, { ...deputy('approver'), roles: [Role.APPROVER] });
    const actor = await house.now(colleague);
    expect(actor.roles).toEqual([Role.APPROVER]);
    expect(actor.scope).toContain(station.id);
    expect((await house.acting(colleague, Role.APPROVER)).scope).toEqual([job.health.id]);
    await refused(
      'RoleAbsent',
      house.draft(await add(job.health), { ...deputy('approver'), roles: [Role.REVIEWER] }),
    );
  });

  test('has no more once who is stood for has lost the role, moved or left', async () => {
    for (const loss of [{ roles: [] }, { department: house.job.market.id }, { active: false }]) {
      const principal = await add(house.job.health, [Role.PUBLISHER]);
      const colleague = await add(house.job.health);
      await house.arrange(colleague, { ...deputy(principal.username ?? ''), roles: [Role.PUBLISHER] });
      expect((await house.now(colleague)).roles).toEqual([Role.PUBLISHER]);
      await house.change(principal, loss);
      expect((await house.now(colleague)).roles).toEqual([]);
    }
  });

  test('has no deputy', async () => {
    const colleague = await add(house.job.health);
    await house.arrange(colleague, deputy('reviewer'));
    const third = await add(house.job.health);
    await refused('DeputyOfDeputy', house.draft(third, deputy(colleague.username ?? '')));
  });

  test('approves nothing for somebody who drafted it', async () => {
    const { job } = house;
    const author = await add(job.health, [Role.PLAN_OWNER, Role.APPROVER]);
    const colleague = await add(job.health);
    await house.arrange(colleague, { ...deputy(author.username ?? ''), roles: [Role.APPROVER] });
    const { campaign } = done(await job.draft({}, author));
    const stead = await house.acting(colleague, Role.APPROVER);
    const refusal = await expectRefused(job, 'SeparationOfDuties', () => job.approve(campaign.id, stead));
    expect(refusal).toMatchObject({ act: 'APPROVE', earlierAct: 'DRAFT', doneBy: author.username });
    const { campaign: other } = done(await job.draft({}));
    done(await job.approve(other.id, stead));
    const event = await job
      .readAs()
      .em.findOneOrFail(AuditEvent, { kind: 'campaign.approved', subjectId: other.id });
    expect(event.data.arrangementId).toMatch(/^[0-9a-f-]{36}$/);
  });
});

describe('the list', () => {
  test('is of the reader’s departments; another’s is answered like a missing one', async () => {
    const { job } = house;
    const id = await house.arrange(await add());
    const own = await listArrangements(job.readAs(job.approver), true, everything);
    expect(own.edges.map(({ node }) => node.id)).toContain(id);
    const foreign = await listArrangements(job.readAs(job.stranger), false, everything);
    expect(foreign.edges.map(({ node }) => node.id)).not.toContain(id);
    const end = (which: string) => job.act(job.stranger, (unit) => endArrangement(unit, which));
    expect(await end(id)).toEqual(await end(randomUUID()));
    expect(isRefusal(await end(id))).toBe(true);
  });

  test('for the public has help from outside, past too, with units and without people', async () => {
    const { job } = house;
    const helper = await add();
    const id = await house.arrange(helper, { documentNo: '湛卫函〔2026〕9号' });
    const pending = done(await house.record(house.draft(await add()))).arrangement.id;
    const inside = await house.arrange(await add(job.health), {
      kind: ArrangementKind.DEPUTY,
      standsForUsername: 'reviewer',
    });
    const read = async (code?: string) =>
      (
        await pagePublicArrangements(
          createReader(job.ground.sources, { kind: 'anonymous' }, 'portal'),
          code,
          everything,
        )
      ).edges.map(({ node }) => node);
    const [found] = (await read('zj-health')).filter((row) => row.id === id);
    expect(found).toEqual({
      ...{ id, kind: 'NEIGHBOUR', roles: ['REVIEWER'], fromOn: '2026-02-09', toOn: '2026-03-31' },
      ...{ documentNo: '湛卫函〔2026〕9号', endedOn: null, isInForce: true },
      department: { code: 'zj-health', name: '湛江市卫生健康局' },
      actingDepartment: { code: 'zj-market', name: '湛江市市场监督管理局' },
    });
    expect(JSON.stringify(await read())).not.toContain(helper.username);
    expect((await read()).map((row) => row.id)).not.toEqual(expect.arrayContaining([pending]));
    expect((await read()).map((row) => row.id)).not.toEqual(expect.arrayContaining([inside]));
    done(await job.act(house.security, (unit) => endArrangement(unit, id)));
    const [ended] = (await read('zj-health')).filter((row) => row.id === id);
    expect(ended).toMatchObject({ isInForce: false, endedOn: '2026-02-09' });
    expect(await read('nowhere')).toEqual([]);
  });
});

test('arrangements pass with their departments, and help between two that become one ends', async () => {
  const { job, city } = house;
  const neighbour = await add();
  const kept = await house.arrange(await add(city), { kind: ArrangementKind.SUPERIOR });
  const ended = await house.arrange(neighbour);
  const other = await house.addDepartment(
    'zj-new',
    '湛江市新局',
    makeCreditCode({ prefix: '11', divisionCode: '440800', body: '10000001' }),
    'zj-city',
  );
  await job.act(undefined, async (unit) => {
    await passAccounts(unit, { from: job.market.id, to: job.health.id }, new Map());
    await passAccounts(unit, { from: job.health.id, to: other.id }, new Map());
  });
  const { em } = job.readAs();
  expect(await em.findOneOrFail(Arrangement, { id: kept })).toMatchObject({
    department: other.id,
    actingDepartment: city.id,
    endedAt: null,
  });
  expect((await em.findOneOrFail(Arrangement, { id: ended })).endedAt).not.toBeNull();
  expect((await house.now(neighbour)).roles).toEqual([]);
});
