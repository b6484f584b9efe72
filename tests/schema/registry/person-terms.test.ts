import { AuditEvent } from '../../../schema/audit/index.js';
import { endOverdue, PersonalRecord, Reading } from '../../../schema/personal/index.js';
import {
  enterTarget,
  followPersonTerms,
  Inspector,
  InterestKind,
  Target,
  TargetKind,
  TargetStatus,
} from '../../../schema/registry/index.js';
import { declareInterest } from '../../../schema/registry/inspector/interest.declare.js';
import { isRefusal } from '../../../schema/shared/refusal.js';
import { Role } from '../../../schema/shared/roles.js';
import { askAs } from './console.js';
import { ImportKind, openRegistryHouse, type RegistryHouse } from './registry-house.js';

let house: RegistryHouse;
beforeAll(async () => {
  house = await openRegistryHouse('2026-03-02T01:00:00Z');
});
afterAll(() => house.close());

const number = '440802199001010016';

async function enter(more = {}) {
  const draft = {
    kind: TargetKind.ENTITY,
    name: '张虚构',
    divisionCode: '440802',
    identifiers: [{ scheme: 'np' as const, number }],
    ...more,
  };
  const target = await house.stepAs()((unit) => enterTarget(unit, house.health.id, draft));
  if (isRefusal(target)) throw new Error(target.messageEn);
  return target;
}

const follow = () => house.stepAs()(followPersonTerms);
const readRecord = () => house.readAs().em.findOneOrFail(PersonalRecord, { subjectKind: 'person' });
const stand = (id: string, status: TargetStatus, statusOn: string) =>
  house.stepAs()((unit) => unit.em.nativeUpdate(Target, { id }, { status, statusOn, updatedAt: unit.now }));

test('the term of a number begins when the last target of the person ended, and ends five years later', async () => {
  const person = await enter();
  const stall = await enter({
    kind: TargetKind.PREMISES,
    name: '张虚构的摊位',
    identifiers: [],
    responsibleId: person.realId,
  });
  await follow();
  expect((await readRecord()).keepToOn).toBeNull();
  await stand(person.id, TargetStatus.CLOSED, '2026-03-02');
  await follow();
  expect((await readRecord()).keepToOn).toBeNull();
  await stand(stall.id, TargetStatus.REMOVED, '2026-04-01');
  await follow();
  await follow();
  expect((await readRecord()).keepToOn).toBe('2031-04-01');
  const begun = await house.readAs().em.find(AuditEvent, { kind: 'personal.term-begun' });
  expect(begun).toMatchObject([{ data: { beganOn: '2026-04-01', keepToOn: '2031-04-01' } }]);
});

test('a person who stands again has no term, and one who ends again has a new one', async () => {
  const [person] = await house.readAs().em.find(Target, { name: '张虚构' });
  await stand(person?.id ?? '', TargetStatus.ACTIVE, '2026-05-01');
  await follow();
  expect((await readRecord()).keepToOn).toBeNull();
  await stand(person?.id ?? '', TargetStatus.CLOSED, '2026-06-01');
  await follow();
  expect((await readRecord()).keepToOn).toBe('2031-06-01');
});

test('after the term the number is gone; when the person comes back it is kept anew', async () => {
  house.clock.set('2031-06-02T01:00:00Z');
  expect(await house.stepAs()(endOverdue)).toBe(1);
  await follow();
  expect(await readRecord()).toMatchObject({ sealedKey: null });
  await house.stepAs()((unit) => unit.em.nativeUpdate(Target, {}, { status: TargetStatus.REMOVED }));
  await enter();
  const records = await house.readAs().em.find(PersonalRecord, { sealedKey: { $ne: null } });
  expect(records).toHaveLength(1);
});

test('interests that the security administrator is shown are written down; an officer’s own are not', async () => {
  const officers = '姓名,单位工号,执法证号,有效期,担任职务\n演员甲,W1,粤GT00001,2040-12-31,科员\n';
  await house.bringIn(ImportKind.INSPECTORS, officers);
  const inspector = await house.readAs().em.findOneOrFail(Inspector, { name: '演员甲' });
  const account = { accountId: '00000000-0000-7000-8000-00000000000b', departmentId: house.health.id };
  const officer = { ...account, inspectorId: inspector.id, roles: [Role.INSPECTOR] };
  const draft = { targetRealId: 'licence:JY1', kind: InterestKind.KINSHIP };
  const declared = await house.stepAs(officer)((unit) => declareInterest(unit, draft));
  if (isRefusal(declared)) throw new Error(declared.messageEn);
  const own = await askAs(house, officer, '{ myInterests(first: 10) { edges { node { id } } } }');
  expect(own.data?.myInterests.edges).toHaveLength(1);
  expect(await house.readAs().em.count(Reading)).toBe(0);
  const administrator = { departmentId: house.health.id, roles: [Role.SECURITY_ADMIN] };
  const shown = await askAs(house, administrator, '{ interests(first: 10) { edges { node { id } } } }');
  expect(shown.data?.interests.edges).toHaveLength(1);
  expect(await house.readAs().em.find(Reading, {})).toMatchObject([
    { way: 'INTEREST', subjectKind: 'interest', subjectId: declared.interest.id, roles: ['SECURITY_ADMIN'] },
  ]);
});
