import { AuditEvent } from '../../../schema/audit/index.js';
import { PersonalRecord, readPersonal } from '../../../schema/personal/index.js';
import {
  enterTarget,
  findTargetsKnownAs,
  ImportDetail,
  ImportRefused,
  RemarkCode,
  SubjectKind,
  Target,
  TargetKind,
} from '../../../schema/registry/index.js';
import { isRefusal } from '../../../schema/shared/refusal.js';
import { listTablesWith } from '../../support/find-text.js';
import {
  expectRun,
  ImportKind,
  ImportMode,
  openRegistryHouse,
  type RegistryHouse,
} from './registry-house.js';

/** Made up, with right check characters; nobody's as far as anybody knows. */
const zhang = '440802199001010016';
const li = '44080319850615018X';
const heading = '名称,身份证号,证件类型,区划代码,登记状态\n';

let house: RegistryHouse;
beforeAll(async () => {
  house = await openRegistryHouse();
});
afterAll(() => house.close());

const bringIn = (file: string, more = {}) => house.bringIn(ImportKind.ENTITIES, file, more);
const listTargets = () => house.readAs().em.find(Target, {}, { orderBy: { name: 'asc' } });

function enter(number: string, more = {}) {
  const draft = {
    kind: TargetKind.ENTITY,
    name: '王虚构',
    divisionCode: '440802',
    identifiers: [{ scheme: 'np' as const, number }],
    ...more,
  };
  return house.stepAs()((unit) => enterTarget(unit, house.health.id, draft));
}

test('a list of persons becomes ids, and each number is kept encrypted', async () => {
  const file = `${heading}李虚构,${li},,440802,存续\n张虚构,${zhang},居民身份证,440802,存续\n外虚构,E12345678,护照,440803,存续\n`;
  const run = expectRun(await bringIn(file));
  expect(run).toMatchObject({ rowCount: 3, createdCount: 3, faultCount: 0 });
  const targets = await listTargets();
  for (const { realId, subject } of targets) {
    expect(realId).toMatch(/^np:[0-9a-f]{64}$/);
    expect(subject).toBe(SubjectKind.NATURAL_PERSON);
  }
  const { em } = house.readAs();
  const records = await em.find(PersonalRecord, {}, { orderBy: { id: 'asc' } });
  expect(records).toHaveLength(3);
  const zhangs = targets.find(({ name }) => name === '张虚构');
  const record = records.find(({ subjectId }) => subjectId === zhangs?.realId);
  const opened = await house.stepAs()((unit) => readPersonal(unit, record?.id ?? ''));
  expect(opened).toMatchObject({ fields: { kind: 'resident', number: zhang } });
});

test('the number stands in no table', async () => {
  expect(await listTablesWith(house.database.em.fork(), [zhang, li, li.toLowerCase(), 'E12345678'])).toEqual(
    [],
  );
});

test('a second import of the same numbers, written otherwise, meets the first', async () => {
  const file = `${heading}李虚构,${li.toLowerCase()},身份证,440802,存续\n张虚构, ${zhang} ,,440802,存续\n`;
  expect(expectRun(await bringIn(file))).toMatchObject({ createdCount: 0, unchangedCount: 2 });
  expect(await house.readAs().em.count(PersonalRecord)).toBe(3);
});

test('a form with the same number meets it too, and a search by the number finds the person', async () => {
  expect(await enter(zhang)).toMatchObject({ __typename: 'IdentifierTaken' });
  const found = await findTargetsKnownAs(house.readAs(), zhang);
  expect(found.map(({ name }) => name)).toEqual(['张虚构']);
  const wang = await enter('护照:G87654321');
  if (isRefusal(wang)) throw new Error(wang.messageEn);
  expect(wang.subject).toBe(SubjectKind.NATURAL_PERSON);
  expect(await house.readAs().em.count(PersonalRecord, { subjectId: wang.realId })).toBe(1);
});

test('what stands below a person takes its id from the person', async () => {
  const stall = await enter('', {
    kind: TargetKind.PREMISES,
    name: '王虚构的摊位',
    identifiers: [],
    responsibleId: `np:${li}`,
  });
  if (isRefusal(stall)) throw new Error(JSON.stringify(stall));
  const [person] = await findTargetsKnownAs(house.readAs(), li);
  expect(stall.realId).toBe(`${person?.realId}/1`);
  expect(stall.subject).toBe(SubjectKind.NATURAL_PERSON);
});

test('faults name row and field, say why, and keep no number', async () => {
  const masked = '440802********0016';
  const wrong = '440802199001010011';
  const file = `${heading}甲,${masked},,440802,存续\n乙,${wrong},,440802,存续\n丙,440802900101001,,440802,存续\n丁,E5555555,,440802,存续\n戊,${zhang},,440802,存续\n己,${zhang},,440802,存续\n`;
  const refused = (await bringIn(file)) as ImportRefused;
  expect(refused).toBeInstanceOf(ImportRefused);
  expect(refused.faults.map(({ row, column, code }) => [row, column, code])).toEqual([
    [2, '身份证号', RemarkCode.BAD_IDENTIFIER],
    [3, '身份证号', RemarkCode.BAD_IDENTIFIER],
    [4, '身份证号', RemarkCode.BAD_IDENTIFIER],
    [5, '身份证号', RemarkCode.BAD_IDENTIFIER],
    [7, '身份证号', RemarkCode.DUPLICATE_ID],
  ]);
  expect(refused.faults[0]?.message).toContain('不唯一');
  expect(refused.faults.every(({ value }) => value === undefined)).toBe(true);
  const good = expectRun(await bringIn(file, { mode: ImportMode.GOOD_ROWS }));
  expect(good.rejectedCount).toBe(5);
  expect(await house.readAs().em.count(ImportDetail)).toBeGreaterThan(0);
  const numbers = [masked, wrong, '440802900101001', 'E5555555', zhang];
  expect(await listTablesWith(house.database.em.fork(), numbers)).toEqual([]);
});

test('a number in a column of others is told apart by its form, and masked where it is faulty there', async () => {
  const licence = `名称,许可证号,区划代码,登记状态\n庚,${zhang},440802,存续\n`;
  const refused = (await bringIn(licence)) as ImportRefused;
  expect(refused.faults).toMatchObject([{ column: '许可证号', value: '440802************' }]);
  expect(refused.faults[0]?.message).toContain('公民身份号码');
  const either = `名称,注册号/统一社会信用代码,区划代码,登记状态\n张虚构,${zhang},440802,存续\n`;
  expect(expectRun(await bringIn(either)).createdCount).toBe(0);
});

test('the number of a firm’s representative is not taken', async () => {
  const stranger = '440804197703030031';
  const file = `企业名称,统一社会信用代码,身份证号,区划代码,登记状态\n甲虚构公司,9144030071526726XG,${stranger},440802,存续\n`;
  expect(expectRun(await bringIn(file)).createdCount).toBe(1);
  const records = await house.readAs().em.count(PersonalRecord);
  const [firm] = await house.readAs().em.find(Target, { name: '甲虚构公司' });
  expect(firm).toMatchObject({ identifiers: [], subject: SubjectKind.LEGAL_PERSON });
  expect(await house.readAs().em.count(PersonalRecord)).toBe(records);
  expect(await listTablesWith(house.database.em.fork(), [stranger])).toEqual([]);
});

test('what the audit record says of sealing names a record and no person', async () => {
  const events = await house.readAs().em.find(AuditEvent, { kind: 'personal.sealed' });
  expect(events.length).toBeGreaterThan(0);
  for (const { subjectKind, data } of events) {
    expect(subjectKind).toBe('personalRecord');
    expect(data).toEqual({ retention: 'PERSON_NUMBER' });
  }
});
