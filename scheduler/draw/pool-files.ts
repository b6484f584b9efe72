/** The files of a freeze from records (§4), and the hashes that stand for its filter and its register (§5). */
import { compareUtf8, toHex, utf8 } from './bytes.js';
import { type CanonicalValue, canonical } from './canonical.js';
import { id } from './codes.js';
import { documentHash, taggedHash } from './digest.js';
import { DrawFault } from './faults.js';
import {
  conflictRecord,
  type ExcludedRecord,
  excludedRecord,
  type InspectorRecord,
  inspectorRecord,
  type TargetRecord,
  targetRecord,
} from './pool.js';
import { type FileBytes, type IdOf, idOf, pairOf, readRecords } from './record-file.js';
import { leafHashes, saltOf, treeCodes } from './salt.js';
import { type Hasher, sha256 } from './sha256/sha256.js';
import { type Check, shape } from './shape.js';
import { treeRoot } from './tree.js';

/** Record lines in order; `DUPLICATE_ID` for two of one id. The input's order does not matter. */
function writeRecords<T extends object>(
  records: readonly T[],
  name: string,
  check: Check<T>,
  key: IdOf<T>,
): Uint8Array {
  const keyed = records.map((record, i) => ({ key: key(check(record, `${name}[${i}]`)), record }));
  keyed.sort((a, b) => compareUtf8(a.key, b.key));
  for (let i = 1; i < keyed.length; i++) {
    if (keyed[i]!.key === keyed[i - 1]!.key) {
      throw new DrawFault('DUPLICATE_ID', { id: keyed[i]!.key, first: name, second: name });
    }
  }
  return utf8(keyed.map(({ record }) => `${canonical(record, name)}\n`).join(''));
}

/** The file of one stratum. */
export function targetFile(records: readonly TargetRecord[]): Uint8Array {
  return writeRecords(records, 'targets', targetRecord, idOf);
}

export function inspectorFile(records: readonly InspectorRecord[]): Uint8Array {
  return writeRecords(records, 'inspectors', inspectorRecord, idOf);
}

export function excludedFile(records: readonly ExcludedRecord[]): Uint8Array {
  return writeRecords(records, 'excluded', excludedRecord, idOf);
}

/** Why an officer and an entity may not meet; `evidence` is a text, e.g. the hash of a scan. */
export interface ConflictGround {
  entity: string;
  officer: string;
  code: string;
  evidence: string;
}

/** `H("dr/1/reason", salt, code, evidence)` in hex; the salt is that of the pair's leaf. */
export function conflictReason(ground: ConflictGround, poolKey: Uint8Array): string {
  const salt = saltOf(poolKey, treeCodes.conflicts, pairOf({ ...ground, reason: '' }));
  return toHex(taggedHash('dr/1/reason', [salt, ground.code, ground.evidence]));
}

/** The conflict file, and the grounds behind its hashes in the same order, for restricted verifiers only. */
export function conflictFile(
  grounds: readonly ConflictGround[],
  poolKey: Uint8Array,
): { records: Uint8Array; reasons: Uint8Array } {
  const pairs = grounds.map((ground) => ({
    entity: ground.entity,
    officer: ground.officer,
    reason: conflictReason(ground, poolKey),
  }));
  const records = writeRecords(pairs, 'conflicts', conflictRecord, pairOf);
  const sorted = [...grounds].sort((a, b) =>
    compareUtf8(pairOf({ ...a, reason: '' }), pairOf({ ...b, reason: '' })),
  );
  return { records, reasons: utf8(sorted.map((ground) => `${canonical(ground)}\n`).join('')) };
}

/** `H("dr/1/filter", canonical(filter))` in hex, for `frame.filterHash`. */
export function filterHash(filter: CanonicalValue): string {
  return documentHash('dr/1/filter', filter);
}

/**
 * Hash of a whole register for `frame.registerRoot`: the root of its tree under a key of 32 zero bytes, so that
 * the same register gives the same hash in every draw. No path of it is ever published.
 */
export function registerHash(file: FileBytes, hasher: Hasher = sha256): string {
  const register = readRecords(file, 'register.jsonl', shape<{ id: string }>({ id }, true), idOf);
  return toHex(treeRoot(leafHashes(register, new Uint8Array(32), 'register', hasher), hasher));
}
