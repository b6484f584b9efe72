/** Pools of a bundle against the commitment (§5, §18): all at the restricted level, strata where published. */
import { type BundleFiles, requireFile } from '../bundle.js';
import { fromHex, toHex } from '../bytes.js';
import { parseCanonical } from '../canonical.js';
import { code, id } from '../codes.js';
import { DrawFault } from '../faults.js';
import { countTargets } from '../freeze.js';
import { type ConflictGround, conflictReason, registerHash } from '../pool-files.js';
import { checkHeads, poolTrees } from '../pool-trees.js';
import { checkUnitsOnce, fileNames, type Pools, readPools, readStratum } from '../pools.js';
import { type RecordFile, readRecords, recordLines } from '../record-file.js';
import { leafHashes, treeCodes } from '../salt.js';
import { hash, shape, text } from '../shape.js';
import { checkSizes } from '../sizes.js';
import { checkStatement } from '../statement.js';
import { treeRoot } from '../tree.js';
import { checkWeights, poolWeights } from '../weights.js';
import { differs } from './compare.js';
import type { Reading } from './verify-files.js';

/** Pools and key, checked; only at the restricted level. */
export interface VerifiedPools {
  pools: Pools;
  strataLeaves: Uint8Array[];
  poolKey: Uint8Array;
}

export function verifyPools(reading: Reading): VerifiedPools | undefined {
  if (reading.level === 'public') {
    verifyPublishedStrata(reading);
    return undefined;
  }
  const poolKey = readKey(reading.files);
  const pools = readPools({
    strata: reading.draw.commit.strata.map(({ code: stratum }) => ({
      code: stratum,
      records: requireFile(reading.files, fileNames.stratum(stratum)),
    })),
    excluded: requireFile(reading.files, fileNames.excluded),
    inspectors: requireFile(reading.files, fileNames.inspectors),
    conflicts: requireFile(reading.files, fileNames.conflicts),
  });
  const weights = poolWeights(reading.rules, pools);
  const { heads, strataLeaves } = poolTrees(pools, poolKey, reading.hasher);
  checkHeads(heads, reading.draw.commit);
  checkWeights(weights, reading.draw.commit);
  checkSizes(reading.rules, pools);
  checkStatement(reading.statement!, {
    registered: reading.draw.commit.frame.registerCount,
    covered: countTargets(pools),
    excluded: pools.excluded.count,
  });
  reading.checked.push('pool-key.json', ...Object.keys(reading.files).filter(isStratum).sort());
  reading.checked.push(fileNames.excluded, fileNames.inspectors, fileNames.conflicts);
  verifyReasons(reading, pools, poolKey);
  verifyRegister(reading);
  return { pools, strataLeaves, poolKey };
}

function isStratum(file: string): boolean {
  return file.startsWith('pool/');
}

function readKey(files: BundleFiles): Uint8Array {
  const file = 'pool-key.json';
  const key = shape<{ poolKey: string }>({ poolKey: hash })(
    parseCanonical(requireFile(files, file), file),
    file,
  );
  return fromHex(key.poolKey);
}

/** Open mode where the pools are published: key and every stratum, or neither. */
function verifyPublishedStrata({ files, draw, rules, hasher, checked }: Reading): void {
  const published = Object.keys(files).some((file) => isStratum(file) || file === 'pool-key.json');
  if (!published) return;
  const poolKey = readKey(files);
  const strata = draw.commit.strata
    .map(({ code: stratum }) => ({ code: stratum, file: requireFile(files, fileNames.stratum(stratum)) }))
    .map(({ code: stratum, file }) => readStratum(stratum, file));
  checkUnitsOnce(strata.map((stratum) => stratum.file));
  const weights = poolWeights(rules, { strata });
  strata.forEach(({ code: stratum, file }, h) => {
    const leaves = leafHashes(file, poolKey, treeCodes.stratum(stratum), hasher);
    checkPublished(file, toHex(treeRoot(leaves, hasher)), draw.commit.strata[h]!);
  });
  checkWeights(weights, draw.commit);
  checked.push('pool-key.json', ...strata.map(({ file }) => file.name));
}

function checkPublished(
  file: RecordFile<object>,
  root: string,
  committed: { count: number; root: string },
): void {
  if (file.count !== committed.count || root !== committed.root) {
    throw new DrawFault('POOL_CHANGED', { file: file.name, found: root, expected: committed.root });
  }
}

const groundShape = shape<ConflictGround>({ entity: id, officer: id, code, evidence: text });

/** Where the grounds are given, each hashes to the reason in the conflict of the same line. */
function verifyReasons({ files, checked }: Reading, pools: Pools, poolKey: Uint8Array): void {
  const name = 'reasons.jsonl';
  if (!Object.hasOwn(files, name)) return;
  const grounds = readRecords(
    files[name]!,
    name,
    groundShape,
    (ground) => `${ground.entity} ${ground.officer}`,
  );
  if (grounds.count !== pools.conflicts.count) {
    throw differs('回避理由的条数', 'number of grounds', grounds.count, pools.conflicts.count);
  }
  for (let i = 0; i < grounds.count; i++) {
    const expected = pools.conflicts.record(i);
    const found = { ...grounds.record(i) };
    const [zh, en] = [`回避理由第 ${i + 1} 条`, `${name}, line ${i + 1}`];
    if (pools.conflicts.ids[i] !== grounds.ids[i]) {
      throw differs(`${zh}的对象和人员`, `${en}: unit and officer`, grounds.ids[i], pools.conflicts.ids[i]);
    }
    const reason = conflictReason(found, poolKey);
    if (reason !== expected.reason) {
      const of = `（${grounds.ids[i]}）`;
      throw differs(
        `${zh}${of}的指纹`,
        `${en}: hash of the ground of ${grounds.ids[i]}`,
        reason,
        expected.reason,
      );
    }
  }
  checked.push(name);
}

function verifyRegister({ files, draw, hasher, checked }: Reading): void {
  const name = 'register.jsonl';
  if (!Object.hasOwn(files, name)) return;
  const { registerRoot, registerCount } = draw.commit.frame;
  const found = registerHash(files[name]!, hasher);
  const count = recordLines(files[name]!, name).length;
  if (count !== registerCount) throw differs('登记库的条数', 'registerCount', count, registerCount);
  if (found !== registerRoot) throw differs('登记库的指纹', 'registerRoot', found, registerRoot);
  checked.push(name);
}
