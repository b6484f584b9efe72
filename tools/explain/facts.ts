import {
  type AssignmentTable,
  asText,
  type BundleFiles,
  type Draw,
  type Log,
  type Receipt,
  type Rules,
  readLog,
  type SubstitutionDetail,
  type TargetRecord,
  type Verified,
  verifyPublic,
  verifyRestricted,
} from '../../scheduler/draw/index.js';
import { type Pools, readPools } from '../../scheduler/draw/pools.js';
import { ClientError, underProtocol } from '../client/client-error.js';

/** What a bundle says, after its verification: nothing is explained that does not hold. */
export interface Facts {
  readonly level: 'public' | 'restricted';
  readonly files: BundleFiles;
  readonly log: Log;
  readonly draw: Draw;
  readonly rules: Rules;
  readonly receipt: Receipt;
  readonly seed: Uint8Array;
  readonly table?: AssignmentTable;
  /** Units drawn whose records are there, by id. */
  readonly selected: ReadonlyMap<string, SelectedRecord>;
  /** At the restricted level. */
  readonly pools?: Pools;
  /** By stratum, where it is selected by weight. */
  readonly weights: ReadonlyMap<string, readonly number[]>;
  /** `sr-assign-me/1`: units of 2^-32, by global index, slot and place in the slot's list. */
  readonly probabilities: ReadonlyMap<number, readonly (readonly number[])[]>;
  readonly substitutions: readonly SubstitutionDetail[];
  /** What the verification found. */
  readonly verified: Verified;
}

/** What of a line of `selected.jsonl` an explanation needs. */
export interface SelectedRecord {
  readonly stratum: string;
  readonly index: number;
  readonly record: TargetRecord;
}

/** Reads and verifies a bundle at the level that its files allow. */
export function readFacts(files: BundleFiles): Facts {
  const level = 'inspectors.jsonl' in files ? 'restricted' : 'public';
  const named = JSON.parse(text(files, 'draw.json')) as { C: string };
  const log = underProtocol(() => readLog(text(files, 'log.jsonl')));
  const draw = log.draws.get(named.C);
  if (!draw?.receipt) throw notDrawn();
  const verdict = level === 'restricted' ? verifyRestricted(files) : verifyPublic(files);
  if (!verdict.ok)
    throw new ClientError(verdict.code, `核验未通过：${verdict.zh}。`, `Not verified: ${verdict.en}.`);
  if (!('receipt.json' in files)) throw notOpened();
  const receipt = JSON.parse(text(files, 'receipt.json')) as Receipt;
  const selected = records<SelectedRecord>(files, 'selected.jsonl');
  return {
    level,
    files,
    log,
    draw,
    rules: JSON.parse(text(files, 'rules.json')) as Rules,
    receipt,
    seed: Buffer.from(receipt.seed, 'hex'),
    ...('table.json' in files && { table: JSON.parse(text(files, 'table.json')) as AssignmentTable }),
    selected: new Map(selected.map((unit) => [unit.record.id, unit])),
    ...(level === 'restricted' && { pools: poolsOf(files, draw) }),
    weights: weightsOf(files),
    probabilities: new Map(
      records<{ index: number; slots: number[][] }>(files, 'probabilities.jsonl').map(({ index, slots }) => [
        index,
        slots,
      ]),
    ),
    substitutions: records<SubstitutionDetail>(files, 'substitutions.jsonl'),
    verified: verdict,
  };
}

function poolsOf(files: BundleFiles, draw: Draw): Pools {
  return readPools({
    strata: draw.commit.strata.map(({ code }) => ({ code, records: files[`pool/${code}.jsonl`]! })),
    excluded: files['excluded.jsonl']!,
    inspectors: files['inspectors.jsonl']!,
    conflicts: files['conflicts.jsonl']!,
  });
}

function weightsOf(files: BundleFiles): Map<string, number[]> {
  const names = Object.keys(files).filter((name) => name.startsWith('weights/'));
  return new Map(
    names.map((name) => [name.slice('weights/'.length, -'.json'.length), JSON.parse(text(files, name))]),
  );
}

function text(files: BundleFiles, name: string): string {
  const file = files[name];
  if (file === undefined) {
    throw new ClientError('FILE_MISSING', `缺少文件“${name}”。`, `File ${name} is missing.`);
  }
  return asText(file, name);
}

function records<T>(files: BundleFiles, name: string): T[] {
  if (!(name in files)) return [];
  return text(files, name)
    .split('\n')
    .flatMap((line) => (line === '' ? [] : [JSON.parse(line) as T]));
}

function notDrawn(): ClientError {
  return new ClientError(
    'NOT_DRAWN',
    '还没有抽取，没有可说明的结果。',
    'Nothing is drawn yet, so that there is nothing to explain.',
  );
}

function notOpened(): ClientError {
  return new ClientError(
    'NOT_OPENED',
    '保密抽取尚未公开，公开级看不到结果。',
    'The confidential draw is not opened; the public level sees no result.',
  );
}
