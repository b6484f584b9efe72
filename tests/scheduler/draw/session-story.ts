/** Two campaigns frozen in one act, for the tests of sessions. */
import {
  type Commit,
  type FreezeInput,
  freezeDraws,
  type Outcome,
  runDraw,
  sessionStatement,
  targetFile,
} from '../../../scheduler/draw/index.js';
import { type Options, poolKey, poolsOf, rulesOf, Story, secret, statement, target } from './scenario.js';

/** The second campaign has other targets in its second stratum. */
export const otherPools = {
  ...poolsOf(),
  strata: [poolsOf().strata[0]!, { code: 's2', records: targetFile([6, 7, 10].map(target)) }],
};
export const otherStatement = { ...statement, filter: '2026年10月餐饮服务' };

/** Two campaigns in one freeze. `C` is the session's: anchors, reveals, void and lapse are steps of both. */
export class Session extends Story {
  readonly campaigns: [Story, Story];

  constructor(options: Options = {}, before?: Story) {
    super(options, before);
    const { campaign = 'food' } = options;
    this.campaigns = [`${campaign}-a`, `${campaign}-b`].map(
      (one) => new Story({ ...options, campaign: one }, this),
    ) as [Story, Story];
  }

  inputs(more: Partial<FreezeInput> = {}): [FreezeInput, FreezeInput] {
    const [a, b] = this.campaigns.map((story) => story.freezeInput(more)) as [FreezeInput, FreezeInput];
    return [a, { ...b, pools: otherPools, statement: otherStatement }];
  }

  override freeze(more: Partial<FreezeInput> = {}): this {
    const { draws, session, body } = freezeDraws(this.inputs(more));
    this.C = session;
    this.commit = draws[0]!.commit;
    draws.forEach(({ C, commit }, i) => {
      Object.assign(this.campaigns[i]!, { C, commit });
    });
    this.step('freeze', body);
    this.head = this.log.head;
    return this;
  }

  override anchorBody(more: Parameters<Story['anchorBody']>[0] = {}) {
    return super.anchorBody({ statementHash: this.statements, ...more });
  }

  get statements(): string {
    return sessionStatement(this.campaigns.map(({ commit }) => commit.statementHash));
  }

  ready(): this {
    return this.freeze().anchor().revealAll();
  }

  outcome(i: 0 | 1): Outcome {
    const { C } = this.campaigns[i];
    const pools = i === 0 ? poolsOf() : otherPools;
    const confidential = this.options.mode === 'confidential';
    const rules = rulesOf(this.options);
    return runDraw({ log: this.log, C, rules, pools, poolKey, ...(confidential && { secret }) });
  }

  /** To the second receipt. */
  bothDrawn(): [Outcome, Outcome] {
    const outcomes: [Outcome, Outcome] = [this.ready().outcome(0), this.outcome(1)];
    for (const { body } of outcomes) this.step('receipt', body);
    return outcomes;
  }

  states() {
    return this.campaigns.map(({ C }) => this.log.draws.get(C)!.state);
  }

  get commits(): [Commit, Commit] {
    return [this.campaigns[0].commit, this.campaigns[1].commit];
  }
}
