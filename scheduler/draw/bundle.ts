/** What is handed to somebody who verifies: named files (docs/draw.md, “Bundle”). */
import { toHex, utf8 } from './bytes.js';
import { canonical } from './canonical.js';
import { DrawFault } from './faults.js';
import { type Draw, drawOf, readLog } from './log.js';
import { fileNames, type PoolFiles } from './pools.js';
import type { FileBytes } from './record-file.js';
import { isWeighted, type Rules } from './rules.js';
import type { OutcomeFiles } from './run.js';
import type { Statement } from './statement.js';

/** File name → bytes or text. */
export type BundleFiles = Readonly<Record<string, FileBytes>>;

export interface PublicParts {
  /** All lines of the log, at least to this draw's last event. */
  log: FileBytes;
  C: string;
  rules: Rules;
  /** Where the statement is public. */
  statement?: Statement;
  /** As `runDraw` made them; leave out while a confidential draw is not opened. */
  files?: Partial<OutcomeFiles>;
  /** Lines of `substitutions.jsonl`, once there is one; left out as `files` are. */
  substitutions?: FileBytes;
  /** Open mode, where the approved rules publish the whole pools. */
  published?: { pools: PoolFiles; poolKey: Uint8Array };
}

export interface RestrictedParts extends Omit<PublicParts, 'statement' | 'published'> {
  statement: Statement;
  pools: PoolFiles;
  poolKey: Uint8Array;
  /** Grounds of the conflicts, as `conflictFile` wrote them. */
  reasons?: FileBytes;
  /** The register behind `frame.registerRoot`. */
  register?: FileBytes;
}

/**
 * In open mode `files` must hold receipt, table (with teams), weights, selected and nodes; results are left out. Nothing of the
 * result goes in while a confidential draw is not opened, whatever is passed.
 */
export function publicBundle(parts: PublicParts): BundleFiles {
  const files: Record<string, FileBytes> = { ...commonFiles(parts) };
  const { commit, state } = drawOf(readLog(parts.log, { trusted: true }), parts.C);
  if (commit.mode === 'confidential' && state !== 'opened') return files;
  for (const name of [
    'receipt.json',
    'table.json',
    'probabilities.jsonl',
    'selected.jsonl',
    'nodes.json',
  ] as const) {
    const file = parts.files?.[name];
    if (file) files[name] = file;
  }
  for (const [name, file] of Object.entries(parts.files ?? {})) {
    if (isWeightsName(name) && file) files[name] = file;
  }
  if (parts.published && commit.mode === 'open') {
    Object.assign(files, stratumFiles(parts.published.pools), keyFile(parts.published.poolKey));
  }
  if (parts.substitutions?.length) files['substitutions.jsonl'] = parts.substitutions;
  return files;
}

export function restrictedBundle(parts: RestrictedParts): BundleFiles {
  const files: Record<string, FileBytes> = {
    ...commonFiles(parts),
    ...parts.files,
    ...stratumFiles(parts.pools),
    ...keyFile(parts.poolKey),
    [fileNames.excluded]: parts.pools.excluded,
    [fileNames.inspectors]: parts.pools.inspectors,
    [fileNames.conflicts]: parts.pools.conflicts,
  };
  if (parts.substitutions?.length) files['substitutions.jsonl'] = parts.substitutions;
  if (parts.reasons) files['reasons.jsonl'] = parts.reasons;
  if (parts.register) files['register.jsonl'] = parts.register;
  return files;
}

function commonFiles(parts: PublicParts): Record<string, FileBytes> {
  const { authority, series, head } = readLog(parts.log, { trusted: true });
  const files: Record<string, FileBytes> = {
    'draw.json': utf8(canonical({ alg: 'dr/1', authority, series, C: parts.C, head })),
    'log.jsonl': parts.log,
    'rules.json': utf8(canonical(parts.rules)),
  };
  if (parts.statement) files['statement.json'] = utf8(canonical(parts.statement));
  return files;
}

function stratumFiles(pools: PoolFiles): Record<string, FileBytes> {
  return Object.fromEntries(pools.strata.map(({ code, records }) => [fileNames.stratum(code), records]));
}

function keyFile(poolKey: Uint8Array): Record<string, FileBytes> {
  return { 'pool-key.json': utf8(canonical({ poolKey: toHex(poolKey) })) };
}

export function isWeightsName(file: string): boolean {
  return /^weights\/[a-z0-9-]{1,32}\.json$/.test(file);
}

/** The levels at which each file may stand in a bundle; pools and weights are recognised by their folders. */
const places: Readonly<Record<string, readonly ('public' | 'restricted')[]>> = {
  'draw.json': ['public', 'restricted'],
  'log.jsonl': ['public', 'restricted'],
  'rules.json': ['public', 'restricted'],
  'statement.json': ['public', 'restricted'],
  'receipt.json': ['public', 'restricted'],
  'table.json': ['public', 'restricted'],
  'probabilities.jsonl': ['public', 'restricted'],
  'selected.jsonl': ['public', 'restricted'],
  'nodes.json': ['public', 'restricted'],
  'pool-key.json': ['public', 'restricted'],
  'excluded.jsonl': ['restricted'],
  'inspectors.jsonl': ['restricted'],
  'conflicts.jsonl': ['restricted'],
  'reasons.jsonl': ['restricted'],
  'register.jsonl': ['restricted'],
  'results.jsonl': ['restricted'],
  'substitutions.jsonl': ['public', 'restricted'],
};

/** Refuses a file that this level does not know. */
export function checkNames(files: BundleFiles, level: 'public' | 'restricted'): void {
  for (const file of Object.keys(files).sort()) {
    const isPool = /^pool\/[a-z0-9-]{1,32}\.jsonl$/.test(file);
    if (!isPool && !isWeightsName(file) && !(Object.hasOwn(places, file) && places[file]!.includes(level)))
      throw new DrawFault('FILE_UNKNOWN', { file });
  }
}

const outcomeNames = [
  ...['receipt.json', 'table.json', 'probabilities.jsonl', 'substitutions.jsonl'],
  ...['selected.jsonl', 'nodes.json', 'results.jsonl'],
];

/** Whether the outcome may be seen: from the receipt on, and that of a confidential draw publicly once opened. */
export function showsOutcome(level: 'public' | 'restricted', draw: Draw): boolean {
  return Boolean(draw.receipt && (level === 'restricted' || !draw.commit.secretHash || draw.opening));
}

/** Refuses what this draw cannot have, or not yet: `FILE_EARLY`, `FILE_UNKNOWN`, file by file in order of name. */
export function checkPresence(
  files: BundleFiles,
  level: 'public' | 'restricted',
  draw: Draw,
  rules: Rules,
): void {
  const absent = new Set<string>();
  if (!rules.team) absent.add('table.json');
  if (rules.team?.alg !== 'sr-assign-me/1') absent.add('probabilities.jsonl');
  if (draw.substitutions.length === 0) absent.add('substitutions.jsonl');
  const hasPools = level === 'restricted' || draw.commit.mode === 'open';
  if (!hasPools) absent.add('pool-key.json');
  const pools = hasPools ? rules.strata.map(({ code }) => fileNames.stratum(code)) : [];
  const weights = rules.strata.filter(isWeighted).map(({ code }) => fileNames.weights(code));
  const known = new Set([...pools, ...weights]);
  const isShown = showsOutcome(level, draw);
  for (const file of Object.keys(files).sort()) {
    const isOutcome = outcomeNames.includes(file) || isWeightsName(file);
    if (isOutcome && !isShown) throw new DrawFault('FILE_EARLY', { file });
    if (absent.has(file) || (file.includes('/') && !known.has(file)))
      throw new DrawFault('FILE_UNKNOWN', { file });
  }
}

export function requireFile(files: BundleFiles, file: string): FileBytes {
  const bytes = Object.hasOwn(files, file) ? files[file] : undefined;
  if (bytes === undefined) throw new DrawFault('FILE_MISSING', { file });
  return bytes;
}
