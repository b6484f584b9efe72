import {
  AliasKind,
  changeTarget,
  currentIdsOf,
  enterTarget,
  formerIdsOf,
  recordAlias,
  Target,
  TargetKind,
  TargetStatus,
  undoAlias,
} from '../../../../schema/registry/index.js';
import { isRefusal } from '../../../../schema/shared/refusal.js';
import { seededChance } from '../../../support/clock.js';
import { openRegistryHouse, type RegistryHouse } from '../registry-house.js';

let house: RegistryHouse;
beforeAll(async () => {
  house = await openRegistryHouse('2026-03-02T01:00:00Z');
});
afterAll(() => house.close());

interface Act {
  readonly id: string;
  readonly from: readonly string[];
  readonly to: readonly string[];
  readonly before: readonly TargetStatus[];
  undone: boolean;
}

/** Mergers, splits, conversions and their undoing in memory, by the plain reading of the rules. */
class Model {
  readonly statuses = new Map<string, TargetStatus>();
  readonly acts: Act[] = [];

  reach(id: string, side: 'from' | 'to'): Set<string> {
    const found = new Set([id]);
    for (const one of found) {
      for (const act of this.acts) {
        if (!act.undone && act[side].includes(one)) {
          for (const next of act[side === 'from' ? 'to' : 'from']) found.add(next);
        }
      }
    }
    return found;
  }

  current(id: string): string[] {
    const isLast = (one: string) => !this.acts.some((act) => !act.undone && act.from.includes(one));
    return [...this.reach(id, 'from')].filter(isLast).sort();
  }

  former(id: string): string[] {
    return [...this.reach(id, 'to')].filter((one) => one !== id).sort();
  }

  /** The name of the refusal that an act meets, if any. */
  refusal(kind: AliasKind, from: readonly string[], to: readonly string[]): string | undefined {
    if (from.some((id) => to.includes(id))) return 'AliasWithItself';
    const [few, many] = [from.length, to.length];
    const fits = { MERGE: many === 1, SPLIT: few === 1 && many >= 2, CONVERSION: few === 1 && many === 1 }[
      kind
    ];
    if (!fits) return 'AliasInvalid';
    if (from.some((id) => this.former(id).some((one) => to.includes(one)))) return 'AliasCycle';
    if (from.some((id) => this.statuses.get(id) === TargetStatus.MERGED)) return 'AliasAlreadyMerged';
    if (to.some((id) => this.statuses.get(id) !== TargetStatus.ACTIVE)) return 'AliasPartyEnded';
    return undefined;
  }
}

const seeds = ['alias-1', 'alias-2'];

test.each(seeds)('random acts and their undoing agree with a model (seed %s)', async (seed) => {
  const chance = seededChance(seed);
  const below = (limit: number) => (chance.bytes(1)[0] as number) % limit;
  const model = new Model();
  const ids = Array.from({ length: 9 }, (_, n) =>
    `licence:${seed}-${n}`.toUpperCase().replace('LICENCE', 'licence'),
  );
  const { id: department } = house.health;
  for (const realId of ids) {
    const number = realId.slice('licence:'.length);
    const draft = {
      kind: TargetKind.ENTITY,
      name: number,
      divisionCode: '440802',
      identifiers: [{ scheme: 'licence' as const, number }],
    };
    await house.stepAs()((unit) => enterTarget(unit, department, draft));
    model.statuses.set(realId, TargetStatus.ACTIVE);
  }
  const some = (count: number) => [
    ...new Set(Array.from({ length: count }, () => ids[below(ids.length)] as string)),
  ];

  for (let round = 0; round < 50; round += 1) {
    house.clock.advance({ minutes: 1 });
    const choice = below(10);
    const act = model.acts[below(Math.max(1, model.acts.length))];
    if (choice < 6 || !act) {
      const kind = Object.values(AliasKind)[below(3)] as AliasKind;
      const [from, to] = [some(1 + below(2)), some(kind === AliasKind.SPLIT ? 2 : 1)];
      const expected = model.refusal(kind, from, to);
      const draft = {
        kind,
        fromRealIds: from,
        toRealIds: to,
        newTargets: [],
        effectiveOn: '2026-03-01',
        reason: seed,
      };
      const outcome = await house.stepAs()((unit) => recordAlias(unit, department, draft));
      expect([round, kind, from, to, isRefusal(outcome) ? outcome.__typename : undefined]).toEqual([
        round,
        kind,
        from,
        to,
        expected,
      ]);
      if (isRefusal(outcome)) continue;
      const before = from.map((id) => model.statuses.get(id) as TargetStatus);
      model.acts.push({ id: outcome.alias.id, from, to, before, undone: false });
      for (const id of from) model.statuses.set(id, TargetStatus.MERGED);
    } else if (choice < 9) {
      const expected = act.undone ? 'AliasAlreadyUndone' : undefined;
      const outcome = await house.stepAs()((unit) => undoAlias(unit, department, act.id, seed));
      expect([round, isRefusal(outcome) ? outcome.__typename : undefined]).toEqual([round, expected]);
      if (isRefusal(outcome)) continue;
      act.undone = true;
      for (const [index, id] of act.from.entries()) {
        model.statuses.set(id, act.before[index] as TargetStatus);
      }
    } else {
      const [realId] = some(1) as [string];
      const target = await house.readAs().em.findOneOrFail(Target, { realId });
      const status = target.status === TargetStatus.ACTIVE ? TargetStatus.REVOKED : TargetStatus.ACTIVE;
      const change = { id: target.id, expectedUpdatedAt: target.updatedAt, details: { status } };
      const outcome = await house.stepAs()((unit) => changeTarget(unit, department, change));
      const expected = model.statuses.get(realId) === TargetStatus.MERGED ? 'TargetMerged' : undefined;
      expect([round, isRefusal(outcome) ? outcome.__typename : undefined]).toEqual([round, expected]);
      if (!expected) model.statuses.set(realId, status);
    }
    const rows = await house.readAs().em.find(Target, { realId: { $in: ids } });
    expect(new Map(rows.map(({ realId, status }) => [realId, status]))).toEqual(model.statuses);
    const current = await currentIdsOf(house.readAs(), ids);
    const former = await formerIdsOf(house.readAs(), ids);
    for (const id of ids) {
      expect([round, id, current.get(id)]).toEqual([round, id, model.current(id)]);
      expect([round, id, former.get(id) ?? []]).toEqual([round, id, model.former(id)]);
    }
  }
  expect(model.acts.some(({ undone }) => undone)).toBe(true);
});
