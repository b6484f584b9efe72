import { Account, areSeparate, Part, separations } from '../../../schema/account/index.js';
import { Inspector } from '../../../schema/registry/index.js';
import { isRefusal, type Refusal } from '../../../schema/shared/refusal.js';
import type { Actor } from '../../../schema/shared/unit.js';
import { done, MainJob, type TestWitness } from '../../support/main-job.js';

/** A whole matter goes from a draft to a release; of each part it is told who has it. */
type Cast = Readonly<Record<Exclude<Part, 'WITNESS' | 'INSPECT' | 'ENTER'>, Actor>> & {
  readonly WITNESS: TestWitness;
};

let job: MainJob;
let officers: Inspector[];
beforeAll(async () => {
  // Two officers: whoever is drawn, both are the team.
  job = await MainJob.open({ officerCount: 2, targetCount: 90 });
  officers = await job.readAs().em.find(Inspector, {}, { orderBy: { realId: 'asc' } });
});
afterAll(() => job.close());

const usual = (): Cast => ({
  DRAFT: job.planner,
  APPROVE: job.approver,
  WITNESS: job.witness,
  OPERATE: job.operator,
  REVIEW: job.reviewer,
  PUBLISH: job.publisher,
});

/** One matter by these people. @param drawn called once the draw is made @returns the first refusal, if any */
async function play(cast: Cast, drawn?: () => Promise<void>): Promise<Refusal | undefined> {
  const more = { strata: [{ riskClass: 'A', count: 1, reserve: 0 }], witnessKeyIds: [cast.WITNESS.keyId] };
  const drafted = await job.draft(more, cast.DRAFT);
  if (isRefusal(drafted)) return drafted;
  const approved = await job.approve(drafted.campaign.id, cast.APPROVE);
  if (isRefusal(approved)) return approved;
  const { campaign } = approved;
  const device = job.newDevice();
  const frozen = await job.tryFreeze(campaign, {}, device, cast.OPERATE);
  if (isRefusal(frozen)) return frozen;
  const { id, commitment } = frozen.draw;
  const draw = { campaign, id, commitment, device, values: new Map<string, Uint8Array>() };
  await job.anchor(draw, cast.WITNESS);
  done(await job.tryRevealWitness(draw, cast.WITNESS));
  done(await job.tryRevealOperator(draw, {}, cast.OPERATE));
  await job.runJobs();
  await drawn?.();
  return visitAndPublish(draw, cast);
}

async function visitAndPublish(draw: Parameters<MainJob['listAssignments']>[0], cast: Cast) {
  const [assignment] = await job.listAssignments(draw);
  const [first, second] = await job.listTeam(assignment?.id ?? '');
  job.clock.set('2026-02-10T02:00:00Z');
  const recorded = await job.record(first as Actor, assignment?.id ?? '');
  if (isRefusal(recorded)) return recorded;
  const signed = await job.countersign(second as Actor, recorded.result.id);
  if (isRefusal(signed)) return signed;
  const confirmed = await job.confirm(recorded.result.id, cast.REVIEW);
  if (isRefusal(confirmed)) return confirmed;
  await job.runJobs();
  const [publication] = await job.listPublications([confirmed.result]);
  const released = await job.release(publication?.id ?? '', cast.PUBLISH);
  return isRefusal(released) ? released : undefined;
}

const rank = Object.values(Part);
/** Who enters a decision has no part in a draw: that of the decision is told with its publication. */
const ofDraws = rank.filter((part) => part !== Part.ENTER);
const pairs = ofDraws.flatMap((one, index) => ofDraws.slice(index + 1).map((other) => [one, other] as const));
let count = 0;

/** Somebody who is one of the two officers where a part is to inspect: the other account of that officer is closed. */
async function addPlayer(inspects: boolean, linked: boolean): Promise<TestWitness> {
  const inspectorId = officers[0]?.id ?? '';
  if (inspects) {
    await job.act(undefined, (unit) => unit.em.nativeUpdate(Account, { inspectorId }, { active: false }));
  }
  count += 1;
  const witness = await job.addWitness(`player-${count}`, `分身${count}`, job.health);
  const { accountId = '' } = witness.actor;
  if (!inspects || !linked) return witness;
  await job.act(undefined, (unit) => unit.em.nativeUpdate(Account, { id: accountId }, { inspectorId }));
  return { ...witness, actor: { ...witness.actor, inspectorId } };
}

test('every pair of the table names two parts and a basis in both languages', () => {
  for (const { parts, basis } of separations) {
    expect(rank).toEqual(expect.arrayContaining([...parts]));
    expect(basis).toMatch(/[一-鿿]+.* \/ [a-z]/);
  }
  expect(separations.length).toBe(13);
});

test.each(pairs)(
  'one person has %s and %s on one matter only where the table does not keep them apart',
  async (one, other) => {
    const parts = [one, other];
    // A witness is no officer when named; who becomes one afterwards is found out at the visit.
    const later = parts.includes(Part.WITNESS) && parts.includes(Part.INSPECT);
    const player = await addPlayer(parts.includes(Part.INSPECT), !later);
    const cast = { ...usual() } as Record<string, Actor | TestWitness>;
    for (const part of parts) cast[part] = part === Part.WITNESS ? player : player.actor;
    job.clock.set('2026-02-09T01:00:00Z');
    const refusal = await play(cast as unknown as Cast, async () => {
      const { accountId: id = '' } = player.actor;
      const inspectorId = officers[0]?.id ?? null;
      if (later) await job.act(undefined, (unit) => unit.em.nativeUpdate(Account, { id }, { inspectorId }));
    });
    if (!areSeparate(one, other)) return expect(refusal).toBeUndefined();
    expect(refusal).toMatchObject({ __typename: 'SeparationOfDuties' });
    const { act, earlierAct, message, messageEn } = refusal as Refusal & { act: Part; earlierAct: Part };
    expect([act, earlierAct].sort()).toEqual([...parts].sort());
    expect(
      [message, messageEn].every((words) => words.includes(`player-${count}`) || words.includes('officer')),
    ).toBe(true);
  },
);

test('two accounts of one officer are one person', async () => {
  const { actor } = await addPlayer(true, true);
  await job.act(undefined, (unit) =>
    unit.em.nativeUpdate(Account, { id: actor.accountId }, { active: false }),
  );
  const again = await addPlayer(true, true);
  job.clock.set('2026-02-09T01:00:00Z');
  const refusal = await play({ ...usual(), OPERATE: actor, REVIEW: again.actor });
  expect(refusal).toMatchObject({ __typename: 'SeparationOfDuties', act: Part.REVIEW });
});

test('an officer of the register is not named as a witness', async () => {
  const player = await addPlayer(true, true);
  const refusal = await play({ ...usual(), WITNESS: player });
  expect(refusal).toMatchObject({ __typename: 'CampaignRuleInvalid', field: 'witnessKeyIds' });
});
