/** A small draw from rules to receipt, every byte fixed, for the tests of this room. */
import {
  append,
  type BundleFiles,
  type Commit,
  checkRules,
  conflictFile,
  excludedFile,
  type FreezeInput,
  filterHash,
  freezeDraw,
  type InspectorRecord,
  inspectorFile,
  type Log,
  type Mode,
  makeAnchor,
  nextDrawNo,
  type Outcome,
  openLog,
  operatorHash,
  type PoolFiles,
  publicBundle,
  type Rules,
  registerHash,
  restrictedBundle,
  runDraw,
  type Statement,
  secretHash,
  type TargetRecord,
  targetFile,
  toHex,
  witnessKey,
} from '../../../scheduler/draw/index.js';

export const authority = '11440800007000001A';
export const bytes32 = (n: number) => new Uint8Array(32).fill(n);
export const witness = witnessKey(bytes32(7));
export const secondWitness = witnessKey(bytes32(8));
export const operatorBytes = bytes32(1);
export const witnessBytes = bytes32(2);
export const poolKey = bytes32(3);
export const secret = bytes32(4);
export const frozenAt = 1_790_000_000;

export interface Options {
  mode?: Mode;
  campaign?: string;
  series?: 'M' | 'R';
  change?: (rules: Rules) => void;
  inspectors?: InspectorRecord[];
  /** Unit n of the strata; `target` where it is absent. */
  unit?: (n: number) => TargetRecord;
}

export function rulesOf({ mode = 'open', change }: Options = {}): Rules {
  const rules: Rules = {
    alg: 'dr/1',
    authority,
    stage: 'both',
    mode,
    strata: [
      { code: 's1', rate: 400_000, rounding: 'ceil', reserve: 1, select: 'sr-ticket/1' },
      { code: 's2', count: 1, reserve: 1, select: 'sr-ticket/1' },
    ],
    window: { from: '2026-10-08', to: '2026-10-30' },
    team: { alg: 'sr-assign/1', capacity: 3, slots: [{ n: 2, role: 'inspector' }] },
    entropy: [
      { type: 'operator', id: 'op-li' },
      { type: 'witness', id: 'w-ji', name: '驻局纪检组', publicKey: witness.publicKey },
    ],
  };
  change?.(rules);
  return checkRules(rules);
}

export function inspector(n: number, more: Partial<InspectorRecord> = {}): InspectorRecord {
  return {
    id: `cert:A${n}`,
    name: `检查员${n}`,
    department: 'amr',
    districts: [{ code: '440802' }],
    skills: ['food'],
    rank: n % 3,
    certificates: [{ kind: 'law', from: '2024-01-01', to: '2027-12-31' }],
    leave: [],
    status: 'active',
    role: 'inspector',
    ...more,
  };
}

export const target = (n: number) => ({ id: `licence:L${n}`, district: '440802', name: `示例食品店${n}` });

export function poolsOf({ inspectors, unit = target }: Options = {}): PoolFiles & { reasons: Uint8Array } {
  const { records: conflicts, reasons } = conflictFile(
    [{ entity: 'licence:L1', officer: 'cert:A1', code: 'kin', evidence: '申报第3号' }],
    poolKey,
  );
  return {
    strata: [
      { code: 's1', records: targetFile([1, 2, 3, 4, 5].map(unit)) },
      { code: 's2', records: targetFile([6, 7, 8].map(unit)) },
    ],
    excluded: excludedFile([{ id: 'licence:L9', reason: 'closed' }]),
    inspectors: inspectorFile(inspectors ?? [1, 2, 3, 4].map((n) => inspector(n))),
    conflicts,
    reasons,
  };
}

export const statement: Statement = {
  filter: '2026年10月食品经营户',
  registered: 9,
  covered: 8,
  excluded: 1,
  comparisons: [],
};

export const register = [1, 2, 3, 4, 5, 6, 7, 8, 9].map((n) => `{"id":"licence:L${n}"}\n`).join('');

/** A log under construction: `lines` is what a server would have stored. */
export class Story {
  log: Log;
  lines: string[] = [];
  C = '';
  commit!: Commit;
  head = '';

  constructor(
    readonly options: Options = {},
    before?: Story,
  ) {
    this.log = before?.log ?? openLog(authority, options.series ?? 'M');
    if (before) this.lines = [...before.lines];
  }

  step(kind: Parameters<typeof append>[1], body: Parameters<typeof append>[2]): this {
    const { log, line } = append(this.log, kind, body);
    this.log = log;
    this.lines.push(line);
    return this;
  }

  freezeInput(more: Partial<FreezeInput> = {}): FreezeInput {
    const { mode = 'open', campaign = 'food-2026-10' } = this.options;
    return {
      campaign,
      drawNo: nextDrawNo(this.log, campaign),
      rules: rulesOf(this.options),
      pools: poolsOf(this.options),
      poolKey,
      frame: {
        filterHash: filterHash({ trade: 'food' }),
        registerRoot: registerHash(register),
        registerCount: 9,
        asOn: '2026-09-30',
      },
      statement,
      operatorHash: operatorHash(operatorBytes),
      ...(mode === 'confidential' && { secretHash: secretHash(secret), revealBy: frozenAt + 90_000 }),
      drawBy: frozenAt + 3600,
      frozenAt,
      ...more,
    };
  }

  freeze(more: Partial<FreezeInput> = {}): this {
    const { commit, C, body } = freezeDraw(this.freezeInput(more));
    this.C = C;
    this.commit = commit;
    this.step('freeze', body);
    this.head = this.log.head;
    return this;
  }

  anchorBody(more: Partial<Parameters<typeof makeAnchor>[0]> = {}) {
    return makeAnchor({
      C: this.C,
      witness: 'w-ji',
      head: this.head,
      statementHash: this.commit.statementHash,
      at: frozenAt + 60,
      value: witnessBytes,
      secretKey: witness.secretKey,
      ...more,
    });
  }

  anchor(more: Partial<Parameters<typeof makeAnchor>[0]> = {}): this {
    return this.step('anchor', this.anchorBody(more));
  }

  reveal(source: number, value: Uint8Array, at = frozenAt + 100 + source): this {
    return this.step('reveal', { C: this.C, source, value: toHex(value), at });
  }

  revealAll(): this {
    return this.reveal(0, operatorBytes).reveal(1, witnessBytes);
  }

  run(): Outcome {
    const confidential = this.options.mode === 'confidential';
    return runDraw({
      log: this.log,
      C: this.C,
      rules: rulesOf(this.options),
      pools: poolsOf(this.options),
      poolKey,
      ...(confidential && { secret }),
    });
  }

  /** From the freeze to the receipt. */
  drawn(): Outcome {
    const outcome = this.freeze().anchor().revealAll().run();
    this.step('receipt', outcome.body);
    return outcome;
  }

  open(outcome: Outcome): this {
    const { receiptHash } = outcome;
    return this.step('opening', { C: this.C, at: frozenAt + 90_000, secret: toHex(secret), receiptHash });
  }

  get file(): string {
    return this.lines.join('');
  }

  publicFiles(outcome?: Outcome): BundleFiles {
    return publicBundle({
      log: this.file,
      C: this.C,
      rules: rulesOf(this.options),
      statement,
      files: outcome?.files,
    });
  }

  restrictedFiles(outcome?: Outcome): BundleFiles {
    const pools = poolsOf(this.options);
    return restrictedBundle({
      log: this.file,
      C: this.C,
      rules: rulesOf(this.options),
      statement,
      files: outcome?.files,
      pools,
      poolKey,
      reasons: pools.reasons,
      register,
    });
  }
}

/** The code of the fault an act is refused with; `none` when it is not refused. */
export function faultOf(act: () => unknown): string {
  try {
    act();
  } catch (error) {
    return (error as { code?: string }).code ?? String(error);
  }
  return 'none';
}
