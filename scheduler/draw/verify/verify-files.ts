/** The order in which a bundle is verified; every step throws the fault that names the first difference. */
import { type BundleFiles, checkNames, checkPresence, requireFile } from '../bundle.js';
import { parseCanonical } from '../canonical.js';
import { authority } from '../codes.js';
import { assuranceOf } from '../compose.js';
import type { Series } from '../event.js';
import { DrawFault } from '../faults.js';
import { type Draw, type Log, readLog } from '../log.js';
import { checkRulesOf, type Rules } from '../rules.js';
import type { Hasher } from '../sha256/sha256.js';
import { hash, oneOf, shape } from '../shape.js';
import { type Statement, statementHash, statementShape } from '../statement.js';
import { differs } from './compare.js';
import { historyOf } from './history.js';
import type { Expectation, Verified } from './verify.js';
import { verifyPools } from './verify-pools.js';
import { verifyResult } from './verify-result.js';
import { verifySubstitutions } from './verify-substitutions.js';

/** A bundle with its common part read and checked. */
export interface Reading {
  level: 'public' | 'restricted';
  files: BundleFiles;
  hasher: Hasher;
  log: Log;
  draw: Draw;
  rules: Rules;
  statement?: Statement;
  /** Files looked at, in order. */
  checked: string[];
}

interface DrawFile {
  alg: 'dr/1';
  authority: string;
  series: Series;
  C: string;
  /** Hash of the log's last event: nothing later in the file vouches for that one. */
  head: string;
}

const drawFile = shape<DrawFile>({
  alg: oneOf('dr/1'),
  authority,
  series: oneOf('M', 'R'),
  C: hash,
  head: hash,
});

export function verifyFiles(
  level: Reading['level'],
  files: BundleFiles,
  expect: Expectation,
  hasher: Hasher,
): Verified {
  const reading = readCommon(level, files, expect, hasher);
  checkExpectation(reading, expect);
  checkPresence(files, level, reading.draw, reading.rules);
  const pools = verifyPools(reading);
  const receipt = verifyResult(reading, pools);
  verifySubstitutions(reading, receipt, pools?.pools);
  const { log, draw, checked } = reading;
  return {
    ok: true,
    level,
    C: draw.C,
    series: log.series,
    state: draw.state,
    assurance: assuranceOf(draw),
    ...(draw.receipt && {
      count: draw.receipt.count,
      receiptHash: draw.receipt.receiptHash,
      resultRoot: draw.receipt.resultRoot,
    }),
    ...(receipt && { seed: receipt.seed }),
    ...historyOf(log, draw),
    checked,
  };
}

/** draw.json, log.jsonl, rules.json, statement.json, in this order. */
function readCommon(
  level: Reading['level'],
  files: BundleFiles,
  { signatures }: Expectation,
  hasher: Hasher,
): Reading {
  checkNames(files, level);
  const named = drawFile(parseCanonical(requireFile(files, 'draw.json'), 'draw.json'), 'draw.json');
  const log = readLog(requireFile(files, 'log.jsonl'), { signatures });
  for (const field of ['authority', 'series', 'head'] as const) {
    if (log[field] !== named[field])
      throw differs(`日志的${field}`, `log ${field}`, log[field], named[field]);
  }
  const draw = log.draws.get(named.C);
  if (!draw) throw new DrawFault('DRAW_ABSENT');
  const given = parseCanonical(requireFile(files, 'rules.json'), 'rules.json');
  const rules = checkRulesOf(draw.commit, given, log.authority);
  const checked = ['draw.json', 'log.jsonl', 'rules.json'];
  const reading: Reading = { level, files, hasher, log, draw, rules, checked };
  return { ...reading, statement: readStatement(reading) };
}

/** Required at the restricted level. */
function readStatement({ level, files, draw, checked }: Reading): Statement | undefined {
  const file = 'statement.json';
  if (level === 'public' && !Object.hasOwn(files, file)) return undefined;
  const statement = statementShape(parseCanonical(requireFile(files, file), file), file);
  const found = statementHash(statement);
  if (found !== draw.commit.statementHash) {
    throw differs('封库说明的指纹', 'statementHash', found, draw.commit.statementHash);
  }
  checked.push(file);
  return statement;
}

function checkExpectation({ log, draw }: Reading, expect: Expectation): void {
  if (expect.authority !== undefined && expect.authority !== log.authority) {
    throw differs('机关', 'authority', log.authority, expect.authority);
  }
  for (const head of expect.heads ?? []) {
    if (!log.hashes.includes(head)) throw new DrawFault('HEAD_ABSENT', { head });
  }
  for (const { id, publicKey } of expect.witnesses ?? []) {
    const source = draw.commit.entropy.find((s) => s.type === 'witness' && s.id === id);
    if (source?.type !== 'witness' || source.publicKey !== publicKey) {
      throw new DrawFault('WITNESS_KEY_DIFFERS', { id });
    }
  }
}
