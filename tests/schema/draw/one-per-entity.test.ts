import { verifyRestricted } from '../../../scheduler/draw/index.js';
import { getFile } from '../../../schema/draw/index.js';
import { Representatives } from '../../../schema/draw/one-per-entity.js';
import {
  AliasKind,
  changeTarget,
  enterTarget,
  entityOf,
  Interest,
  InterestKind,
  recordAlias,
  Target,
  TargetKind,
} from '../../../schema/registry/index.js';
import { seededChance } from '../../support/clock.js';
import { done, MainJob } from '../../support/main-job.js';

let job: MainJob;
beforeAll(async () => {
  job = await MainJob.open();
});
afterAll(() => job.close());

test('one target of each entity is kept, by a choice that is nobody’s and differs from campaign to campaign', () => {
  const chance = seededChance('one per entity');
  const below = (limit: number) => (chance.bytes(1)[0] as number) % limit;
  const targets = Array.from({ length: 300 }, (_, n) => {
    const responsibleId = `uscc:E${below(60)}`;
    if (n % 5 === 0) return { realId: `licence:L${n}`, responsibleId: null };
    return { realId: `${responsibleId}/${n}`, responsibleId };
  });
  const entities = new Set(targets.map(entityOf));
  const reached = new Set<string>();
  for (let campaign = 0; campaign < 60; campaign += 1) {
    const representatives = new Representatives(`c-${campaign}`);
    for (const target of targets) representatives.offer(target);
    const kept = targets.filter((target) => representatives.has(target));
    expect(new Set(kept.map(entityOf))).toEqual(entities);
    expect(kept).toHaveLength(entities.size);
    for (const { realId } of kept) reached.add(realId);
  }
  expect(reached.size).toBe(targets.length);
});

test('a campaign that draws an entity once keeps one of its targets, and the statement counts the others', async () => {
  const responsibleId = 'licence:JY00001';
  const shop = {
    kind: TargetKind.PREMISES,
    divisionCode: '440800',
    riskClass: 'B',
    classSystem: '信用风险',
  };
  for (const name of ['一号仓', '二号仓', '三号仓']) {
    done(
      await job.act(undefined, (unit) => enterTarget(unit, job.health.id, { ...shop, name, responsibleId })),
    );
  }
  const strata = (campaign: { readonly id: string }) => getFile(job.readAs(), campaign.id, 'pool/s2.jsonl');
  const several = await job.freeze(await job.approved());
  expect((await strata(several)).split('\n').filter((line) => line.includes(responsibleId))).toHaveLength(4);
  expect(await strata(several)).toContain(`"entity":"${responsibleId}","id":"${responsibleId}/1"`);

  const once = await job.freeze(await job.approved({ onePerEntity: true }));
  expect((await strata(once)).split('\n').filter((line) => line.includes(responsibleId))).toHaveLength(1);
  const statement = JSON.parse(await getFile(job.readAs(), once.id, 'statement.json'));
  expect(statement).toMatchObject({ registered: 66, covered: 60, excluded: 6 });
  const excluded = await getFile(job.readAs(), once.id, 'excluded.jsonl');
  expect(excluded.match(/"reason":"same-entity"/g)).toHaveLength(3);

  // A rename and a merger while the draw is open change nothing of it: it stands on what was frozen.
  await job.act(undefined, async (unit) => {
    const named = await unit.em.findOneOrFail(Target, { realId: 'licence:JY00003' });
    const change = { id: named.id, expectedUpdatedAt: named.updatedAt, details: { name: '虚构改名店' } };
    done(await changeTarget(unit, job.health.id, change));
  });
  const act = { kind: AliasKind.MERGE, fromRealIds: ['licence:JY00004'], toRealIds: ['licence:JY00005'] };
  const merger = { ...act, newTargets: [], effectiveOn: '2026-02-09', reason: '-' };
  done(await job.act(undefined, (unit) => recordAlias(unit, job.health.id, merger)));
  await job.complete(once);
  expect(verifyRestricted(await job.readBundle(once, 'restricted'))).toMatchObject({ ok: true });
});

test('a recusal follows a shop that became a company', async () => {
  await job.act(undefined, (unit) =>
    unit.em.insert(Interest, {
      id: unit.newId(),
      department: job.health.id,
      inspectorRealId: 'cert:粤GT00001',
      targetRealId: 'licence:JY00002',
      kind: InterestKind.KINSHIP,
      reasonCode: 'kin',
      declaredAt: unit.now,
      declaredById: null,
      createdAt: unit.now,
      updatedAt: unit.now,
      updatedBy: null,
    }),
  );
  const company = {
    kind: TargetKind.ENTITY,
    name: '虚构饮食有限公司',
    divisionCode: '440800',
    riskClass: 'C',
    classSystem: '信用风险',
    identifiers: [{ scheme: 'uscc' as const, number: '9144030071526726XG' }],
  };
  const act = {
    kind: AliasKind.CONVERSION,
    fromRealIds: ['licence:JY00002'],
    toRealIds: [],
    newTargets: [company],
  };
  done(
    await job.act(undefined, (unit) =>
      recordAlias(unit, job.health.id, { ...act, effectiveOn: unit.today, reason: '-' }),
    ),
  );
  const { id } = await job.freeze(await job.approved());
  const conflicts = await getFile(job.readAs(), id, 'conflicts.jsonl');
  expect(conflicts).toContain('"entity":"uscc:9144030071526726XG","officer":"cert:粤GT00001"');
  expect(await getFile(job.readAs(), id, 'excluded.jsonl')).toContain(
    '{"id":"licence:JY00002","reason":"merged"}',
  );
});
