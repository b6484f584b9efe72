import { type Decision, DecisionProcedure } from '../../../schema/decision/index.js';
import {
  PenaltyTier,
  Publication,
  PublicationState,
  PublicEnd,
  PublicEndGround,
  releasePublication,
  WithheldGround,
} from '../../../schema/publication/index.js';
import {
  fieldsOfRecord,
  findPublicEnd,
  findPublicRecord,
  PublicRecord,
  pagePublicRecords,
} from '../../../schema/publication/public.js';
import { Role } from '../../../schema/shared/roles.js';
import { done, MainJob } from '../../support/main-job.js';
import { expectRefused } from '../../support/unchanged.js';
import { DecisionHouse, licenceGiven, penaltyGiven } from '../decision/decision-house.js';

let job: MainJob;
let house: DecisionHouse;
let number = 100;
beforeAll(async () => {
  job = await MainJob.open();
  house = await DecisionHouse.over(job);
});
afterAll(() => job.close());
beforeEach(() => job.clock.set('2026-02-10T02:00:00Z'));

const nextNo = () => `湛市监处罚〔2026〕${++number}号`;
const em = () => job.readAs().em;
const publicationsOf = ({ id }: Pick<Decision, 'id'>) =>
  em().find(Publication, { recordId: id }, { orderBy: { version: 'asc' } });
const newest = async (decision: Pick<Decision, 'id'>) =>
  (await publicationsOf(decision)).at(-1) as Publication;

async function entered(texts: Record<string, string> = {}, more: object = {}): Promise<Decision> {
  const decision = await house.entered(
    penaltyGiven({ CF_WSH: nextNo(), CF_GSJZQ: '2026/12/31', ...texts }, more),
  );
  await job.runJobs();
  return decision;
}
async function release(decision: Pick<Decision, 'id'>, more: object = {}, actor = job.publisher) {
  const { id } = await newest(decision);
  const given = { id, secrecyReviewed: true, tier: PenaltyTier.GENERAL, ...more };
  return job.act(actor, (unit) => releasePublication(unit, given));
}
async function published(texts?: Record<string, string>): Promise<Decision> {
  const decision = await entered(texts);
  done(await release(decision));
  await job.runJobs();
  return decision;
}
const record = ({ id }: Pick<Decision, 'id'>) => findPublicRecord(job.readAs(), id);
const shownIn = (one: PublicRecord | null, code: string) =>
  one ? fieldsOfRecord(one).find((field) => field.code === code)?.value : undefined;
/** Every table that the public reads, as text. */
async function publicText(): Promise<string> {
  return JSON.stringify([await em().find(PublicRecord, {}), await em().find(PublicEnd, {})]);
}

describe('a decision', () => {
  test('owes its publication seven working days after its date, with the columns that may be public and no other', async () => {
    const decision = await published({ CF_JDRQ: '2026/02/09' });
    const [publication] = await publicationsOf(decision);
    expect(publication).toMatchObject({
      state: PublicationState.PUBLISHED,
      version: 1,
      dueOn: decision.dueOn,
    });
    const shown = await record(decision);
    expect(shown).toMatchObject({
      documentNo: decision.documentNo,
      decidedOn: '2026-02-09',
      kind: 'PENALTY',
      campaignCode: null,
    });
    expect(shownIn(shown, 'CF_WSH')).toBe(decision.documentNo);
    expect(shownIn(shown, 'CF_JDRQ')).toBe('2026/02/09');
    const codes = fieldsOfRecord(shown as PublicRecord).map(({ code }) => code);
    for (const own of ['AJBH', 'BLCX', 'JCRW', 'CF_FR_ZJHM', 'CF_FR_ZJLX', 'CF_XDR_ZJHM', 'CF_XDR_ZJLX']) {
      expect(codes).not.toContain(own);
    }
  });

  test('of a licence has no term; one of a penalty ends with the longest of its tier, or as the decision says', async () => {
    const licence = await house.entered(licenceGiven({ XK_WSH: '湛卫许〔2026〕77号' }));
    await job.runJobs();
    done(await release(licence, { tier: null }));
    await job.runJobs();
    expect((await record(licence))?.endsOn).toBeNull();
    const own = await published({ CF_GSJZQ: '2026/06/01' });
    expect((await record(own))?.endsOn).toBe('2026-06-01');
    const longest = await entered({ CF_GSJZQ: '' });
    done(await release(longest));
    await job.runJobs();
    expect((await record(longest))?.endsOn).toBe('2027-02-10');
  });

  test.each([
    [
      'of a natural person',
      WithheldGround.NATURAL_PERSON,
      {
        CF_XDR_LB: '自然人',
        CF_XDR_MC: '王小明',
        CF_XDR_SHXYM: '',
        CF_XDR_ZJLX: '身份证',
        CF_XDR_ZJHM: '11010519491231002X',
      },
      {},
    ],
    ['that is a warning alone', WithheldGround.WARNING_ALONE, { CF_CFLB: '警告', CF_NR_FK: '' }, {}],
    [
      'by the summary procedure',
      WithheldGround.SUMMARY_PROCEDURE,
      {},
      { procedure: DecisionProcedure.SIMPLE },
    ],
  ])('%s is not published, by rule, and owes nothing', async (_, ground, texts, more) => {
    const decision = await entered(texts, more);
    expect(await publicationsOf(decision)).toMatchObject([
      { state: PublicationState.WITHHELD, withheldFor: ground, publicText: '' },
    ]);
    await expectRefused(job, 'PublicationNotDue', () => release(decision));
    expect(await record(decision)).toBeNull();
  });

  test('a warning beside a fine is published', async () => {
    expect(await newest(await entered({ CF_CFLB: '警告；罚款' }))).toMatchObject({
      state: PublicationState.DUE,
    });
  });

  test('of an individual business shows its registered name without its operator', async () => {
    const business = { CF_XDR_LB: '个体工商户', CF_XDR_MC: '赤坎区某某饮食店', CF_FRDB: '陈某某' };
    const decision = await published(business);
    expect(shownIn(await record(decision), 'CF_XDR_MC')).toBe('赤坎区某某饮食店');
    expect(shownIn(await record(decision), 'CF_FRDB')).toBeUndefined();
  });
});

describe('a release', () => {
  test('is by somebody who entered none of its versions', async () => {
    const both = await job.addPerson('enters-and-publishes', [Role.REGISTRAR, Role.PUBLISHER], job.health);
    const decision = done(await house.enter(penaltyGiven({ CF_WSH: nextNo() }), both)).decision;
    await job.runJobs();
    await expectRefused(job, 'SeparationOfDuties', () => release(decision, {}, both));
  });

  test('needs the tier of a penalty, and a last day within it', async () => {
    const decision = await entered({ CF_GSJZQ: '' });
    await expectRefused(job, 'PenaltyTierMissing', () => release(decision, { tier: null }));
    const outside = await expectRefused(job, 'PublicationTermOutside', () =>
      release(decision, { endsOn: '2027-02-11' }),
    );
    expect(outside).toMatchObject({ earliestOn: '2026-05-10', latestOn: '2027-02-10' });
    await expectRefused(job, 'PublicationTermOutside', () => release(decision, { endsOn: '2026-05-09' }));
    done(await release(decision, { endsOn: '2026-05-10' }));
  });
});

describe('what is public', () => {
  test('ends by itself when its last day is over, to the instant; nothing public names its party any more', async () => {
    const decision = await published({ CF_GSJZQ: '2026/05/11', CF_XDR_MC: '期满就不再公示的店' });
    job.clock.set('2026-05-11T15:59:59.999Z');
    await job.runJobs();
    expect(await record(decision)).not.toBeNull();
    job.clock.set('2026-05-11T16:00:00.000Z');
    await job.runJobs();
    expect(await record(decision)).toBeNull();
    expect(await findPublicEnd(job.readAs(), decision.id)).toMatchObject({
      ground: PublicEndGround.EXPIRED,
      note: null,
    });
    const found = await pagePublicRecords(job.readAs(), { name: '期满就不再' }, { first: 10 } as never);
    expect(found.edges).toEqual([]);
    expect(await publicText()).not.toContain('期满就不再公示的店');
  });

  test('of a penalty that was revoked is gone with the withdrawal, and a note says so for thirty days', async () => {
    const decision = await published({ CF_XDR_MC: '被撤销处罚的店' });
    done(await house.withdraw(decision.id));
    await job.runJobs();
    expect(await record(decision)).toBeNull();
    expect(await newest(decision)).toMatchObject({
      state: PublicationState.ENDED,
      endedFor: PublicEndGround.WITHDRAWN,
    });
    const end = await findPublicEnd(job.readAs(), decision.id);
    expect(end?.note).toContain(decision.documentNo);
    expect(end?.noteToOn).toBe('2026-03-12');
    job.clock.set('2026-03-12T15:59:59Z');
    await job.runJobs();
    expect(await publicText()).toContain('被撤销处罚的店');
    job.clock.set('2026-03-12T16:00:00Z');
    await job.runJobs();
    expect(await publicText()).not.toContain('被撤销处罚的店');
    expect(await findPublicEnd(job.readAs(), decision.id)).toMatchObject({
      ground: PublicEndGround.WITHDRAWN,
      note: null,
    });
  });

  test('of a decision that was withdrawn before its turn never becomes public', async () => {
    const decision = await entered();
    done(await release(decision));
    done(await house.withdraw(decision.id));
    await job.runJobs();
    expect(await record(decision)).toBeNull();
    expect(await findPublicEnd(job.readAs(), decision.id)).toBeNull();
  });

  test('is replaced by its correction, which is released like the first; the public sees one version', async () => {
    const decision = await published({ CF_XDR_MC: '更正前的名称' });
    job.clock.set('2026-02-12T02:00:00Z');
    done(await house.correct(decision, { CF_XDR_MC: '更正后的名称', CF_GSJZQ: '2026/12/31' }));
    await job.runJobs();
    expect((await publicationsOf(decision)).map(({ state }) => state)).toEqual([
      PublicationState.PUBLISHED,
      PublicationState.DUE,
    ]);
    expect((await record(decision))?.entityName).toBe('更正前的名称');
    done(await release(decision));
    await job.runJobs();
    expect(await record(decision)).toMatchObject({
      entityName: '更正后的名称',
      version: 2,
      correctedOn: '2026-02-12',
    });
    expect((await publicationsOf(decision)).map(({ state }) => state)).toEqual([
      PublicationState.SUPERSEDED,
      PublicationState.PUBLISHED,
    ]);
    expect(await publicText()).not.toContain('更正前的名称');
  });

  test('ends where its correction may not be public', async () => {
    const decision = await published({ CF_CFLB: '警告；罚款' });
    done(await house.correct(decision, { CF_CFLB: '警告', CF_NR_FK: '', CF_GSJZQ: '2026/12/31' }));
    await job.runJobs();
    expect(await record(decision)).toBeNull();
    expect((await publicationsOf(decision)).map(({ state }) => state)).toEqual([
      PublicationState.ENDED,
      PublicationState.WITHHELD,
    ]);
    expect(await findPublicEnd(job.readAs(), decision.id)).toMatchObject({
      ground: PublicEndGround.NOT_PUBLISHABLE,
    });
  });
});

test('a file of decisions owes each of them, once, however often its jobs run', async () => {
  const decisions = [await entered(), await entered()];
  for (const { id } of decisions) expect(await publicationsOf({ id })).toHaveLength(1);
  await job.runJobs();
  for (const { id } of decisions) expect(await publicationsOf({ id })).toHaveLength(1);
});
