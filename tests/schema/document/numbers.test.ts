import {
  DocumentKind,
  DocumentNumber,
  listNumbers,
  NumberState,
  reserveNumbers,
  setNumberRules,
  voidDocument,
  voidNumber,
} from '../../../schema/document/index.js';
import { done, type FrozenDraw, MainJob } from '../../support/main-job.js';
import { expectRefused } from '../../support/unchanged.js';
import { prepare, writeNumberRules } from './document-house.js';

let job: MainJob;
let draw: FrozenDraw;
beforeAll(async () => {
  job = await MainJob.open();
  draw = await job.drawn();
});
afterAll(() => job.close());

const { NOTICE, DRAW_RECORD, OTHER } = DocumentKind;
const reserve = (kind: DocumentKind, count = 1) =>
  job.act(job.planner, (unit) => reserveNumbers(unit, { kind, count, purpose: '手写文书' }));
const texts = async (kind: DocumentKind, year?: number) => {
  const rows = await job
    .readAs()
    .em.find(DocumentNumber, { kind, ...(year ? { year } : {}) }, { orderBy: { year: 'asc', no: 'asc' } });
  return rows.map(({ text }) => text);
};

test('without a rule there is no number', async () => {
  await expectRefused(job, 'NumberRuleMissing', () => prepare(job, draw.campaign.id));
});

test('a rule needs year and number once each, knows nothing else, and is no other kind’s', async () => {
  const set = (...patterns: string[]) =>
    job.act(job.planner, (unit) =>
      setNumberRules(
        unit,
        patterns.map((pattern, index) => ({ kind: index === 0 ? NOTICE : OTHER, pattern })),
      ),
    );
  for (const pattern of ['湛卫检通{号}号', '湛卫检通〔{年}〕号', '湛卫{月}〔{年}〕{号}号']) {
    await expectRefused(job, 'NumberPatternInvalid', () => set(pattern));
  }
  await expectRefused(job, 'NumberPatternInvalid', () => set('湛卫〔{年}〕{号}号', '湛卫〔{年}〕{号}号'));
  await writeNumberRules(job);
});

test('papers are numbered without a gap, in the department’s own words', async () => {
  const { documents, preparedCount } = done(await prepare(job, draw.campaign.id));
  expect(documents.map(({ number }) => number)).toEqual(
    Array.from({ length: preparedCount }, (_, index) => `湛卫检通〔2026〕${index + 1}号`),
  );
  expect(preparedCount).toBe((await job.listAssignments(draw)).length);
});

test('a refused act gives its numbers back', async () => {
  const before = await texts(NOTICE);
  await expectRefused(job, 'NothingToPrepare', () => prepare(job, draw.campaign.id));
  await expectRefused(job, 'CharacterUnprintable', () =>
    prepare(job, draw.campaign.id, { kind: DRAW_RECORD, entries: [{ field: '备注', text: '\u{1f600}' }] }),
  );
  expect(await texts(NOTICE)).toEqual(before);
  expect(await texts(DRAW_RECORD)).toEqual([]);
});

test('a reserved number goes onto one paper, and never onto another', async () => {
  const [kept] = done(await reserve(DRAW_RECORD, 2)).numbers;
  const number = kept?.text ?? '';
  expect(number).toBe('湛卫抽录〔2026〕1号');
  const { documents } = done(await prepare(job, draw.campaign.id, { kind: DRAW_RECORD, number }));
  expect(documents[0]?.number).toBe(number);
  done(
    await job.act(job.planner, (unit) =>
      voidDocument(unit, { id: documents[0]?.id ?? '', reason: '日期有误' }),
    ),
  );
  const refused = await expectRefused(job, 'NumberVoid', () =>
    prepare(job, draw.campaign.id, { kind: DRAW_RECORD, number }),
  );
  expect(refused.message).toContain(number);
  await expectRefused(job, 'NumberNotFound', () =>
    prepare(job, draw.campaign.id, { kind: DRAW_RECORD, number: '湛卫抽录〔2026〕99号' }),
  );
});

test('a number already used is refused by name, and many papers do not share one', async () => {
  const [used] = await texts(NOTICE);
  const [one] = await job.listAssignments(draw);
  const notice = await job.readAs().em.findOneOrFail(DocumentNumber, { text: used });
  done(
    await job.act(job.planner, (unit) =>
      voidDocument(unit, { id: notice.documentId ?? '', reason: '对象名称有误' }),
    ),
  );
  const [, second] = await texts(NOTICE);
  const refused = await expectRefused(job, 'NumberUsed', () =>
    prepare(job, draw.campaign.id, { number: second ?? '' }),
  );
  expect(refused).toMatchObject({ number: second });
  expect(one).toBeDefined();
  const other = await job.drawn();
  await expectRefused(job, 'NumberForOne', () => prepare(job, other.campaign.id, { number: second ?? '' }));
});

test('a voided number stands in the series with its reason, and the next paper gets the next one', async () => {
  const before = await texts(NOTICE);
  const { documents } = done(await prepare(job, draw.campaign.id));
  expect(documents.map(({ number }) => number)).toEqual([`湛卫检通〔2026〕${before.length + 1}号`]);
  const { edges } = await listNumbers(
    job.readAs(job.planner),
    { kind: NOTICE, state: NumberState.VOID },
    { first: 10 },
  );
  expect(edges.map(({ node }) => [node.text, node.voidedFor])).toEqual([
    ['湛卫检通〔2026〕1号', '对象名称有误'],
  ]);
});

test('a reserved number is voided with a reason; a used one only with its paper', async () => {
  const [kept] = done(await reserve(OTHER)).numbers;
  const input = { id: kept?.id ?? '', reason: '写错' };
  const { number } = done(await job.act(job.planner, (unit) => voidNumber(unit, input)));
  expect(number).toMatchObject({ state: NumberState.VOID, voidedFor: '写错' });
  await expectRefused(job, 'NumberVoid', () => job.act(job.planner, (unit) => voidNumber(unit, input)));
  const used = await job.readAs().em.findOneOrFail(DocumentNumber, { kind: NOTICE, no: 2 });
  await expectRefused(job, 'NumberUsed', () =>
    job.act(job.planner, (unit) => voidNumber(unit, { id: used.id, reason: '写错' })),
  );
});

test('steps that take numbers at the same time get each its own, none twice and none left out', async () => {
  const before = (await texts(OTHER)).length;
  await Promise.all(Array.from({ length: 8 }, () => reserve(OTHER, 3)));
  const numbers = await job.readAs().em.find(DocumentNumber, { kind: OTHER }, { orderBy: { no: 'asc' } });
  expect(numbers.map(({ no }) => no)).toEqual(Array.from({ length: before + 24 }, (_, index) => index + 1));
});

test('another department has a series of its own', async () => {
  const act = job.act(job.stranger, (unit) =>
    setNumberRules(unit, [{ kind: OTHER, pattern: '湛市监〔{年}〕{号}号' }]),
  );
  done(await act);
  const input = { kind: OTHER, count: 1, purpose: '手写' };
  const { numbers } = done(await job.act(job.stranger, (unit) => reserveNumbers(unit, input)));
  expect(numbers[0]?.text).toBe('湛市监〔2026〕1号');
});

test('the series begins anew on 1 January in China', async () => {
  job.clock.set('2026-12-31T15:59:00Z');
  done(await reserve(DRAW_RECORD));
  job.clock.set('2026-12-31T16:00:00Z');
  const [first] = done(await reserve(DRAW_RECORD)).numbers;
  expect(first?.text).toBe('湛卫抽录〔2027〕1号');
  expect((await texts(DRAW_RECORD, 2026)).length).toBeGreaterThan(2);
});
