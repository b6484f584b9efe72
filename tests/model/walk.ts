import { AuditEvent } from '../../schema/audit/index.js';
import type { Unit } from '../../schema/shared/unit.js';
import { type Act, type Fate, type Steps, toldBy } from './act.js';
import { checkCounts, checkSound, checkTransition, expectationOf, readHouse } from './invariants.js';
import type { Stage } from './stage.js';
import type { World } from './world.js';

/** How often each state, transition and answer was reached. */
export type Reached = Map<string, number>;

class Died extends Error {}

/** One sequence: the model beside the house, compared after every act. */
export class Walk {
  private constructor(
    readonly stage: Stage,
    public world: World,
    private readonly reached: Reached,
    private seq: number,
  ) {}

  static async begin(stage: Stage, world: World, reached: Reached): Promise<Walk> {
    const walk = new Walk(stage, world, reached, 0);
    await walk.skipAudit();
    return walk;
  }

  /** What the house did by itself, by its jobs, is no deed of this walk. */
  async skipAudit(): Promise<void> {
    const [last] = await this.stage.job
      .readAs()
      .em.find(AuditEvent, {}, { orderBy: { seq: 'desc' }, limit: 1 });
    this.seq = Number(last?.seq ?? 0);
  }

  async perform(act: Act, fate: Fate): Promise<void> {
    if (fate === 'dies' && typeof act.work === 'function') {
      await this.#die(act, act.work);
      await this.#compare(`${act.name}, dead before its commit`, this.world, []);
    }
    await this.#once(act);
    if (fate === 'lost') await this.#once(act);
  }

  /** Two at the same time: what they come to is what they would have come to one after the other. */
  async race(one: Act, other: Act): Promise<void> {
    const run = (act: Act) => this.#run(act);
    const values = new Map(
      await Promise.all([one, other].map(async (act) => [act, (await run(act)) as never] as const)),
    );
    const house = await readHouse(this.stage, this.world, this.seq);
    const tried: unknown[] = [];
    for (const order of [
      [one, other],
      [other, one],
    ]) {
      try {
        await this.#follow(order, values, house);
        return;
      } catch (error) {
        tried.push((error as Error).message);
      }
    }
    expect({ race: `${one.name} and ${other.name}`, tried }).toEqual('one of the two orders');
  }

  /** Takes two acts as if they had followed one another so. @throws where the house stands as after no such order */
  async #follow(
    order: readonly Act[],
    values: ReadonlyMap<Act, never>,
    { found, seq }: Awaited<ReturnType<typeof readHouse>>,
  ): Promise<void> {
    const draft = structuredClone(this.world);
    const audit: string[] = [];
    const acts: [string, string][] = [];
    for (const act of order) {
      const value = values.get(act) as never;
      const foreseen = act.foresee(draft);
      expect({ act: act.name, outcome: tellOf(act, value) }).toEqual({
        ...{ act: act.name, outcome: foreseen.outcome },
      });
      await foreseen.apply?.(draft, value);
      audit.push(...foreseen.audit);
      acts.push([act.name, foreseen.outcome]);
    }
    expect(found).toEqual(expectationOf(draft, audit));
    this.#count(draft, acts);
    [this.world, this.seq] = [draft, seq];
  }

  /** Whatever is done by now is all that there is. */
  end(): Promise<void> {
    return checkCounts(this.stage, this.world);
  }

  async #once(act: Act): Promise<void> {
    const { outcome, audit, apply } = act.foresee(this.world);
    const before = structuredClone(this.world);
    const value = (await this.#run(act)) as never;
    expect({ act: act.name, outcome: tellOf(act, value) }).toEqual({ act: act.name, outcome });
    await apply?.(this.world, value);
    await this.#compare(act.name, this.world, audit);
    this.#count(this.world, [[act.name, outcome]], before);
  }

  #run(act: Act): Promise<unknown> {
    const { work } = act;
    return typeof work === 'function' ? this.stage.job.act(act.actor, (unit) => work(unit)) : work.run();
  }

  /** All is written, and the process dies before the commit. */
  async #die({ actor }: Act, work: Exclude<Act['work'], Steps>): Promise<void> {
    const attempt = this.stage.job.act(actor, async (unit: Unit) => {
      const value = await work(unit);
      Object.assign(unit.em, { commit: () => Promise.reject(new Died()) });
      return value;
    });
    await attempt.catch((error) => {
      if (!(error instanceof Died)) throw error;
      this.#add('died');
    });
  }

  async #compare(name: string, world: World, audit: readonly string[]): Promise<void> {
    const { found, seq } = await readHouse(this.stage, world, this.seq);
    expect({ after: name, ...found }).toEqual({ after: name, ...expectationOf(world, audit) });
    this.seq = seq;
  }

  #count(world: World, acts: readonly (readonly [string, string])[], before: World = this.world): void {
    for (const [name, outcome] of acts) {
      const [named = ''] = outcome.split(':');
      for (const word of new Set(named.split(' '))) this.#add(`${name}: ${word}`);
      for (const [gap] of outcome.matchAll(/EVIDENCE( [A-Z_]+|_NEEDED)/g)) this.#add(`lacking: ${gap}`);
    }
    checkSound(world);
    for (const { id, state } of world.visits) {
      const earlier = before.visits.find((one) => one.id === id)?.state;
      if (earlier === state) continue;
      const transition = `${earlier ?? 'new'} → ${state}`;
      checkTransition(transition);
      this.#add(transition);
    }
  }

  #add(what: string): void {
    this.reached.set(what, (this.reached.get(what) ?? 0) + 1);
  }
}

function tellOf(act: Act, value: never): string {
  return act.told?.(value) ?? toldBy(value);
}
