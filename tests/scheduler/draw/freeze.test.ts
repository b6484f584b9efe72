import {
  checkRules,
  conflictFile,
  excludedFile,
  type InspectorRecord,
  inspectorFile,
  type Rules,
  targetFile,
} from '../../../scheduler/draw/index.js';
import {
  faultOf,
  frozenAt,
  inspector,
  poolKey,
  poolsOf,
  rulesOf,
  Story,
  statement,
  target,
  witness,
} from './scenario.js';

const rulesFault = (change: (rules: Rules) => void) => faultOf(() => rulesOf({ change }));
const freezeFault = (more: object) => faultOf(() => new Story().freeze(more));
const withPools = (more: object) => freezeFault({ pools: { ...poolsOf(), ...more } });

/** Every order of the items. */
function ordersOf<T>(items: readonly T[]): T[][] {
  if (items.length === 0) return [[]];
  return items.flatMap((item, i) => ordersOf(items.toSpliced(i, 1)).map((rest) => [item, ...rest]));
}

describe('rules', () => {
  test('an unknown algorithm or source of chance is refused by name, never ignored', () => {
    expect(rulesFault((r) => Object.assign(r.strata[0]!, { select: 'sr-lottery/9' }))).toBe(
      'UNKNOWN_ALGORITHM',
    );
    expect(rulesFault((r) => Object.assign(r.team!, { alg: 'sr-assign/2' }))).toBe('UNKNOWN_ALGORITHM');
    expect(rulesFault((r) => Object.assign(r.team!, { alg: 'sr-assign-me/2' }))).toBe('UNKNOWN_ALGORITHM');
    expect(rulesFault((r) => r.entropy.push({ type: 'weather' } as never))).toBe('UNKNOWN_ENTROPY');
    expect(rulesFault((r) => Object.assign(r, { alg: 'dr/2' }))).toBe('MALFORMED');
    expect(rulesFault((r) => Object.assign(r, { caps: 2 }))).toBe('MALFORMED');
  });

  test('two inspectors at least; experts do not count', () => {
    expect(rulesFault((r) => Object.assign(r.team!.slots[0]!, { n: 1 }))).toBe('TEAM_TOO_SMALL');
    expect(rulesFault((r) => Object.assign(r.team!.slots[0]!, { role: 'expert' }))).toBe('TEAM_TOO_SMALL');
  });

  test('the operator is no witness; nobody witnesses twice; a key is a key', () => {
    const add = (id: string, publicKey: string) => (r: Rules) =>
      r.entropy.push({ type: 'witness', id, publicKey });
    expect(rulesFault(add('op-li', 'a'.repeat(64)))).toBe('OPERATOR_IS_WITNESS');
    expect(rulesFault(add('w-si', witness.publicKey))).toBe('WITNESS_TWICE');
    expect(rulesFault(add('w-si', `01${'0'.repeat(62)}`))).toBe('WITNESS_KEY');
    expect(rulesFault((r) => r.entropy.shift())).toBe('RULES_CONTRADICT');
  });

  test('a legal floor or cap excludes controlled rounding', () => {
    const floor = (r: Rules) => Object.assign(r.strata[0]!, { rounding: 'controlled', bound: 'floor' });
    expect(rulesFault(floor)).toBe('CONTROLLED_REFUSED');
  });

  test('sizes, stages and windows must fit together', () => {
    expect(rulesFault((r) => Object.assign(r.strata[0]!, { count: 1 }))).toBe('RULES_CONTRADICT');
    expect(rulesFault((r) => Object.assign(r, { total: 3 }))).toBe('RULES_CONTRADICT');
    expect(rulesFault((r) => delete r.strata[0]!.rounding)).toBe('RULES_CONTRADICT');
    expect(rulesFault((r) => Object.assign(r, { stage: 'targets' }))).toBe('RULES_CONTRADICT');
    expect(rulesFault((r) => Object.assign(r, { stage: 'officers' }))).toBe('RULES_CONTRADICT');
    expect(rulesFault((r) => delete r.window)).toBe('RULES_CONTRADICT');
    expect(rulesFault((r) => Object.assign(r.window!, { to: '2026-10-07' }))).toBe('RULES_CONTRADICT');
    expect(rulesFault((r) => Object.assign(r.window!, { to: '2026-02-30' }))).toBe('MALFORMED');
    expect(rulesFault((r) => r.strata.reverse())).toBe('MALFORMED');
    expect(faultOf(() => checkRules(null))).toBe('MALFORMED');
  });
});

describe('pools at the freeze', () => {
  test('permuted rows give the same bytes', () => {
    const grounds = [1, 2, 3, 4].map((n) => ({
      entity: `licence:L${1 + (n % 3)}`,
      officer: `cert:A${n}`,
      code: 'kin',
      evidence: `申报第${n}号`,
    }));
    const officers = [1, 2, 3, 4].map((n) => inspector(n));
    const moved = [1, 2, 3, 4].map((n) => ({ id: `licence:L${n}`, reason: n % 2 ? 'closed' : 'moved' }));
    for (const order of ordersOf([0, 1, 2, 3])) {
      const permuted = <T>(rows: T[]) => order.map((row) => rows[row]!);
      const units = [1, 2, 3, 4].map(target);
      expect(targetFile(permuted(units))).toEqual(targetFile(units));
      expect(inspectorFile(permuted(officers))).toEqual(inspectorFile(officers));
      expect(excludedFile(permuted(moved))).toEqual(excludedFile(moved));
      expect(conflictFile(permuted(grounds), poolKey)).toEqual(conflictFile(grounds, poolKey));
    }
  });

  test('strata in another order are the same commitment', () => {
    const strata = [...poolsOf().strata].reverse();
    expect(new Story().freeze({ pools: { ...poolsOf(), strata } }).C).toBe(new Story().freeze().C);
  });

  test('out of order, twice, without LF, not canonical: each names its line', () => {
    const stratum = (records: string) => ({ strata: [{ code: 's1', records }, poolsOf().strata[1]!] });
    const line = (id: string) => `{"district":"440802","id":"${id}"}\n`;
    expect(withPools(stratum(line('licence:L2') + line('licence:L1')))).toBe('RECORD_ORDER');
    expect(withPools(stratum(line('licence:L1') + line('licence:L1')))).toBe('RECORD_ORDER');
    expect(withPools(stratum(line('licence:L1').trim()))).toBe('RECORD_LINE');
    expect(withPools(stratum('\n'))).toBe('NOT_CANONICAL');
    expect(withPools(stratum('{"district":"440802","id":"licence:L1","x":1.5}\n'))).toBe('NOT_CANONICAL');
    expect(withPools(stratum('{"district":"440802"}\n'))).toBe('MALFORMED');
    expect(withPools(stratum(line('42')))).toBe('MALFORMED');
    expect(withPools(stratum(line('licence:a b')))).toBe('MALFORMED');
    expect(faultOf(() => targetFile([target(1), target(1)]))).toBe('DUPLICATE_ID');
  });

  test('one unit in two strata, or drawn and excluded at once', () => {
    const both = [poolsOf().strata[0]!, { code: 's2', records: targetFile([5, 6].map(target)) }];
    expect(withPools({ strata: both })).toBe('DUPLICATE_ID');
    expect(withPools({ excluded: '{"id":"licence:L1","reason":"closed"}\n' })).toBe('DUPLICATE_ID');
  });

  test('unknown stratum, missing stratum, empty inspectors, a conflict of nobody', () => {
    expect(withPools({ strata: [poolsOf().strata[0]!] })).toBe('STRATA_DIFFER');
    expect(withPools({ strata: [...poolsOf().strata, { code: 's3', records: '' }] })).toBe('STRATA_DIFFER');
    expect(withPools({ inspectors: '', conflicts: '' })).toBe('NO_INSPECTORS');
    const ground = { entity: 'licence:L1', officer: 'cert:X', code: 'kin', evidence: '' };
    expect(withPools({ conflicts: conflictFile([ground], poolKey).records })).toBe('UNKNOWN_CONFLICT');
  });

  test('a campaign larger than its pool, or one that draws nothing', () => {
    const large = new Story({ change: (r) => Object.assign(r.strata[1]!, { count: 4 }) });
    expect(faultOf(() => large.freeze())).toBe('SAMPLE_EXCEEDS_POOL');
    const none = new Story({
      change: (r) => {
        r.strata[0]!.rate = 0;
        r.strata[1]!.count = 0;
      },
    });
    expect(faultOf(() => none.freeze())).toBe('NOTHING_TO_DRAW');
  });

  test('a capacity of zero is no capacity', () => {
    expect(faultOf(() => inspectorFile([inspector(1, { capacity: 0 })]))).toBe('MALFORMED');
  });

  test('the statement speaks of these pools', () => {
    for (const what of ['registered', 'covered', 'excluded']) {
      expect(freezeFault({ statement: { ...statement, [what]: 7 } })).toBe('STATEMENT_WRONG');
    }
  });

  test('times ascend; secrets belong to the confidential mode; a source to stage officers', () => {
    expect(freezeFault({ drawBy: frozenAt })).toBe('TIME_ORDER');
    expect(freezeFault({ secretHash: 'a'.repeat(64) })).toBe('SECRET_RULE');
    expect(freezeFault({ revealBy: frozenAt + 9999 })).toBe('SECRET_RULE');
    const confidential = new Story({ mode: 'confidential' });
    expect(faultOf(() => confidential.freeze({ secretHash: undefined }))).toBe('SECRET_RULE');
    expect(faultOf(() => confidential.freeze({ revealBy: frozenAt + 3600 }))).toBe('TIME_ORDER');
    expect(freezeFault({ targetSource: { kind: 'list', hash: 'a'.repeat(64) } })).toBe('TARGET_SOURCE_RULE');
    expect(freezeFault({ poolKey: new Uint8Array(16) })).toBe('MALFORMED');
  });

  test('an officer of another rank makes another draw', () => {
    const ranked: InspectorRecord[] = [1, 2, 3, 4].map((n) => inspector(n, { rank: 9 }));
    expect(new Story({ inspectors: ranked }).freeze().C).not.toBe(new Story().freeze().C);
  });
});
