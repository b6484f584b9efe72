/** A draw with few officers, recusals and a reserve, whose substitutions are made one after another. */
import {
  appendSubstitution,
  type BundleFiles,
  canonical,
  conflictFile,
  excludedFile,
  type FreezeInput,
  type InspectorRecord,
  inspectorFile,
  type MadeSubstitution,
  type Mode,
  type Outcome,
  openSubstitutions,
  operatorHash,
  type PoolFiles,
  publicBundle,
  type Rules,
  readLog,
  registerHash,
  restrictedBundle,
  runDraw,
  type Statement,
  type SubstitutionDetail,
  type SubstitutionRequest,
  type Substitutions,
  substitutionHash,
  targetFile,
  verifyPublic,
  verifyRestricted,
} from '../../../scheduler/draw/index.js';
import { bytes32, frozenAt, inspector, type Options, poolKey, rulesOf, Story, secret } from './scenario.js';

export const districts = ['440802', '440803'] as const;

/** Eleven inspectors and four experts; ids ascend with the number, so that it is the leaf number. */
export const officers: InspectorRecord[] = Array.from({ length: 15 }, (_, n) =>
  inspector(n, {
    id: `cert:A${String(n).padStart(2, '0')}`,
    role: n < 11 ? 'inspector' : 'expert',
    rank: (n * 7) % 4,
    districts: districts.filter((_, d) => n % 3 === 2 || n % 3 === d || n >= 11).map((code) => ({ code })),
    ...(n % 5 === 4 && { capacity: 2 }),
  }),
);

export const sizes = [14, 10] as const;

/** By global index; ids ascend with it. */
export const targets = Array.from({ length: 24 }, (_, i) => ({
  id: `licence:L${String(i).padStart(2, '0')}`,
  district: districts[i % 4 === 3 ? 1 : 0]!,
}));

/** Target by global index, officer by leaf number. */
export const recusals: readonly (readonly [number, number])[] = targets.flatMap((_, i) =>
  i % 2 === 0 ? [[i, (i * 5) % 11] as const, [i, (i * 5 + 2) % 11] as const] : [],
);

const statement: Statement = {
  filter: '2026年10月食品经营户',
  registered: 24,
  covered: 24,
  excluded: 0,
  comparisons: [],
};

const register = targets.map(({ id }) => `{"id":"${id}"}\n`).join('');

function poolsOf(): PoolFiles {
  const grounds = recusals.map(([target, officer]) => ({
    entity: targets[target]!.id,
    officer: officers[officer]!.id,
    code: 'kin',
    evidence: '申报',
  }));
  return {
    strata: [
      { code: 's1', records: targetFile(targets.slice(0, sizes[0])) },
      { code: 's2', records: targetFile(targets.slice(sizes[0])) },
    ],
    excluded: excludedFile([]),
    inspectors: inspectorFile(officers),
    conflicts: conflictFile(grounds, poolKey).records,
  };
}

export const reasons: NonNullable<Rules['substitution']> = [
  { code: 'closed', of: 'target', text: '对象已关闭' },
  { code: 'ill', of: 'officer', text: '人员患病' },
  { code: 'other', text: '其他' },
  { code: 'staffed', of: 'held', text: '补派人员' },
];

export interface SubstitutionOptions {
  mode?: Mode;
  capacity?: number;
  /** The operator's number, which decides the seed: a byte repeated, or 32 bytes. */
  operator?: number | Uint8Array;
  change?: (rules: Rules) => void;
  freeze?: Partial<FreezeInput>;
  /** A first freeze of the campaign ended in a void, so that this is draw 2. */
  second?: boolean;
}

const reasonOf = { target: 'closed', officer: 'ill', held: 'staffed' } as const;

/** What is asked for, besides who asks, who approves, why and when. */
export type Wish = Pick<SubstitutionRequest, 'kind' | 'target'> & Partial<SubstitutionRequest>;

export class SubstitutionStory extends Story {
  readonly outcome: Outcome;
  private readonly frozen: Pick<Story, 'log' | 'lines'>;
  readonly pools = poolsOf();
  opened: Substitutions;
  replaced: string[] = [];

  constructor(given: SubstitutionOptions = {}) {
    super(optionsOf(given));
    const { operator = 1 } = given;
    const value = typeof operator === 'number' ? bytes32(operator) : operator;
    const input = {
      pools: this.pools,
      statement,
      operatorHash: operatorHash(value),
      frame: {
        filterHash: '5'.repeat(64),
        registerRoot: registerHash(register),
        registerCount: 24,
        asOn: '2026-09-30',
      },
      ...given.freeze,
    };
    if (given.second) this.freeze(input).step('void', { C: this.C, at: frozenAt, reason: '停' });
    this.freeze(input);
    this.frozen = { log: this.log, lines: [...this.lines] };
    this.reveal(0, value);
    this.outcome = runDraw({ ...this.common(), log: this.log, ...this.secret() });
    this.step('receipt', this.outcome.body);
    this.opened = this.reopened();
  }

  /** Makes the next substitution without storing it. */
  wish(wish: Wish): MadeSubstitution {
    return appendSubstitution(this.opened, {
      reason: reasonOf[wish.kind],
      evidence: 'e'.repeat(64),
      requester: 'op-li',
      approver: 'op-wang',
      at: frozenAt + 5000,
      ...wish,
    });
  }

  /** Stores event and line of what was made. */
  store(made: Pick<MadeSubstitution, 'body' | 'line'>): this {
    this.replaced.push(made.line);
    return this.step('substitution', made.body);
  }

  /** The next substitution, stored. */
  replace(wish: Wish): MadeSubstitution {
    const made = this.wish(wish);
    this.store(made);
    this.opened = made.next;
    return made;
  }

  /** The draw opened again from its files, as a server does after a restart. */
  reopened(): Substitutions {
    return openSubstitutions({ ...this.input(), lines: this.replaced.join('') });
  }

  /** What a draw is opened from, without lines. */
  input() {
    return { ...this.common(), log: this.log, files: this.outcome.files };
  }

  /** The same draw when it was only frozen. */
  before(): Story {
    return Object.assign(new Story(this.options), { ...this.frozen, C: this.C });
  }

  /** The story a dishonest operator would tell: other details from the first on, each hashed into the log. */
  forged(details: readonly SubstitutionDetail[]): SubstitutionStory {
    const lines = this.lines.slice(0, this.lines.length - this.replaced.length);
    const lie: SubstitutionStory = Object.create(SubstitutionStory.prototype);
    Object.assign(lie, this, { lines, log: readLog(lines.join('')), replaced: [] });
    for (const [i, detail] of details.entries()) {
      const hash = substitutionHash(this.opened.facts.seed, i + 1, detail);
      lie.store({ body: { C: this.C, at: frozenAt + 5000, n: i + 1, hash }, line: `${canonical(detail)}\n` });
    }
    return lie;
  }

  publicLevel(): BundleFiles {
    return publicBundle({ ...this.bundled(), statement });
  }

  restrictedLevel(): BundleFiles {
    return restrictedBundle({ ...this.bundled(), statement, pools: this.pools, poolKey, register });
  }

  /** `ok`, or what is refused, in English. */
  verdicts(): { public: string; restricted: string } {
    const said = (verdict: ReturnType<typeof verifyPublic>) => (verdict.ok ? 'ok' : verdict.en);
    return {
      public: said(verifyPublic(this.publicLevel())),
      restricted: said(verifyRestricted(this.restrictedLevel())),
    };
  }

  /** The first team's target and its first place. */
  served(): { target: number; slot: number; place: number; out: number } {
    const { index, slots } = this.outcome.receipt.teams![0]!;
    return { target: index, slot: 0, place: 0, out: slots[0]![0]! };
  }

  private common() {
    return { C: this.C, rules: rulesOf(this.options), pools: this.pools, poolKey };
  }

  private secret() {
    return this.options.mode === 'confidential' ? { secret } : {};
  }

  private bundled() {
    const { C, file: log, outcome } = this;
    return {
      log,
      C,
      rules: rulesOf(this.options),
      files: outcome.files,
      substitutions: this.replaced.join(''),
    };
  }
}

/** Without witnesses, so that a draw is quick; two inspectors and an expert to a team. */
function optionsOf({ mode, capacity = 4, change }: SubstitutionOptions): Options {
  return {
    mode,
    change: (rules) => {
      rules.strata = [
        { code: 's1', count: 6, reserve: 5, select: 'sr-ticket/1' },
        { code: 's2', count: 4, reserve: 2, select: 'sr-ticket/1' },
      ];
      rules.team = {
        alg: 'sr-assign/1',
        capacity,
        slots: [
          { n: 2, role: 'inspector' },
          { n: 1, role: 'expert' },
        ],
      };
      rules.entropy = [{ type: 'operator', id: 'op-li' }];
      rules.substitution = reasons;
      change?.(rules);
    },
  };
}
