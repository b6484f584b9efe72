/**
 * The certificate of one pairing (尽职留痕凭证): that this target and this officer were brought together by the draw, and
 * with what probability. It holds everything needed to check it against the public log.
 */
import {
  type AssignmentTable,
  type BundleFiles,
  eventHash,
  fromHex,
  inclusionOf,
  type LogEvent,
  type PoolFiles,
  type ProbabilityProof,
  proveProbability,
  type Receipt,
  type Rules,
  type Slip,
  slipsFromFile,
  taggedHash,
  toNumber,
  toText,
  trialBench,
  trialTeams,
} from '../../scheduler/draw/index.js';
import { stratumPools } from './audit.js';
import { estimatePairs, standardError } from './pairs.js';

/** Why there is no certificate, in the words of an official. */
export class NoCertificate extends Error {
  constructor(
    readonly zh: string,
    readonly en: string,
  ) {
    super(`${zh}。${en}.`);
  }
}

/** How probably the officer was to meet the target, given that the target was drawn. */
export type PairChance =
  | { exact: true; units: number; proof: ProbabilityProof; root: string }
  | { exact: false; meetings: number; trials: number; standardError: number };

export interface Certificate {
  kind: 'fairdraw-certificate';
  alg: 'dr/1';
  authority: string;
  series: 'M' | 'R';
  campaign: string;
  drawNo: number;
  frozenAt: number;
  drawnAt: number;
  C: string;
  receiptHash: string;
  /** Hash of the event below: where the log stood with this draw. */
  head: string;
  /** The receipt's event of the log. */
  event: LogEvent;
  operator: string;
  witnesses: string[];
  assurance: string;
  unit: {
    id: string;
    stratum: string;
    /** Leaf number in the stratum, and global index. */
    index: number;
    target: number;
    ticket: string;
    cutOff?: string;
    /** Units drawn from the stratum, of so many. */
    k: number;
    count: number;
    /** Exact, as `1/20`. */
    probability: string;
    decimal: number;
  };
  officer: { id: string; name?: string; index: number; eligible: number };
  pair: PairChance & { decimal: number };
  slip: Slip;
}

export interface CertificateInput {
  /** A restricted bundle that has been verified. */
  files: BundleFiles;
  rules: Rules;
  pools: PoolFiles;
  unit: string;
  officer: string;
  /** Shown only where it is given. */
  name?: string;
  /** Trials of an estimate; 1,000 by default. */
  trials?: number;
}

/** H("dr/1/certificate", receiptHash, i): anybody with the public table repeats the estimate. */
export function certificateSeed(receiptHash: string, trial: number): Uint8Array {
  return taggedHash('dr/1/certificate', [fromHex(receiptHash, 'receiptHash'), String(trial)]);
}

/** Throws `NoCertificate`. */
export function makeCertificate(input: CertificateInput): Certificate {
  const { files, unit, officer, name } = input;
  const receipt = parsed<Receipt>(files, 'receipt.json');
  const table = parsed<AssignmentTable>(files, 'table.json');
  const slip = slipOf(files, receipt, unit);
  const { id, officers, stratum, ticket } = slip.record;
  const place = officers.indexOf(officer);
  if (place < 0)
    throw new NoCertificate(
      `人员“${officer}”不在对象“${id}”抽中的检查组内`,
      `${officer} was not drawn for ${id}`,
    );
  const bench = trialBench(input);
  const h = receipt.strata.findIndex((one) => one.code === stratum);
  const offset = receipt.commit.strata.slice(0, h).reduce((sum, one) => sum + one.count, 0);
  const index = bench.pools.strata[h]!.file.ids.indexOf(id);
  const target = offset + index;
  const team = receipt.teams!.find((one) => one.index === target)!;
  const leaf = team.slots.flat()[place]!;
  const event = receiptEvent(files, receipt.C);
  const probability = inclusionOf(bench.rules, stratumPools(bench))[h]!.of(index);
  const { k, cutOff } = receipt.strata[h]!;
  return {
    kind: 'fairdraw-certificate',
    alg: 'dr/1',
    authority: receipt.authority,
    series: receipt.series,
    campaign: receipt.commit.campaign,
    drawNo: receipt.commit.drawNo,
    frozenAt: receipt.commit.frozenAt,
    drawnAt: (event.body as { at: number }).at,
    C: receipt.C,
    receiptHash: (event.body as { receiptHash: string }).receiptHash,
    head: eventHash(event),
    event,
    operator: receipt.commit.entropy.find(({ type }) => type === 'operator')!.id,
    witnesses: receipt.anchors.map(({ witness }) => witness),
    assurance: receipt.assurance,
    unit: {
      id,
      stratum,
      index,
      target,
      ticket,
      ...(cutOff !== undefined && { cutOff }),
      k,
      count: receipt.commit.strata[h]!.count,
      probability: toText(probability),
      decimal: toNumber(probability),
    },
    officer: {
      id: officer,
      ...(name !== undefined && { name }),
      index: leaf,
      eligible: eligibleFor(table, target).length,
    },
    pair: pairChance(
      files,
      table,
      { target, officer: leaf, receiptHash: (event.body as { receiptHash: string }).receiptHash },
      input,
    ),
    slip,
  };
}

function slipOf(files: BundleFiles, receipt: Receipt, unit: string): Slip {
  const results = files['results.jsonl'];
  if (results === undefined)
    throw new NoCertificate('文件夹中没有 results.jsonl，出不了凭证', 'the folder has no results.jsonl');
  const slip = slipsFromFile(receipt.C, results).find(({ record }) => record.id === unit);
  if (!slip)
    throw new NoCertificate(`对象“${unit}”没有在这次抽取中抽中`, `${unit} was not drawn in this draw`);
  if (slip.record.officers.length === 0) {
    throw new NoCertificate(
      `对象“${unit}”没有检查组（挂起，或只抽对象）`,
      `${unit} has no team (held, or stage targets)`,
    );
  }
  return slip;
}

/** The event of the log that holds the receipt of this draw. */
export function receiptEvent(files: BundleFiles, C: string): LogEvent {
  const log = files['log.jsonl'] ?? '';
  const text = typeof log === 'string' ? log : new TextDecoder().decode(log);
  for (const line of text.split('\n')) {
    if (line === '') continue;
    const event = JSON.parse(line) as LogEvent;
    if (event.kind === 'receipt' && (event.body as { C: string }).C === C) return event;
  }
  throw new NoCertificate('日志中还没有这次抽取的结果', 'the log holds no result of this draw yet');
}

/** Leaf numbers of the officers whom some slot of the target lists. */
export function eligibleFor(table: AssignmentTable, target: number): number[] {
  const row = table.targets.find(({ index }) => index === target);
  return [...new Set(row?.slots.flatMap((slot) => slot.officers))].sort((a, b) => a - b);
}

interface Pair {
  target: number;
  officer: number;
  receiptHash: string;
}

function pairChance(
  files: BundleFiles,
  table: AssignmentTable,
  pair: Pair,
  input: CertificateInput,
): Certificate['pair'] {
  const published = files['probabilities.jsonl'];
  if (published !== undefined) {
    const proof = proveProbability(published, pair.target)!;
    const units = unitsOf(table, proof, pair);
    const root = parsed<Receipt>(files, 'receipt.json').probabilities!.root;
    return { exact: true, units, proof, root, decimal: units / 2 ** 32 };
  }
  const trials = input.trials ?? 1000;
  return estimateOf(input.rules, table, pair, trials);
}

/** Sum of the y's of the officer over the target's slots. */
export function unitsOf(
  table: AssignmentTable,
  { row }: ProbabilityProof,
  { target, officer }: Pair,
): number {
  const slots = table.targets.find(({ index }) => index === target)!.slots;
  return slots.reduce((sum, slot, s) => {
    const i = slot.officers.indexOf(officer);
    return i < 0 ? sum : sum + row.slots[s]![i]!;
  }, 0);
}

/** The teams of the same table drawn again, with the certificate's seeds. */
export function estimateOf(
  rules: Rules,
  table: AssignmentTable,
  { target, officer, receiptHash }: Pair,
  trials: number,
): Certificate['pair'] {
  const { rows } = estimatePairs(table, trials, (trial) =>
    trialTeams(rules, table, certificateSeed(receiptHash, trial)),
  );
  const row = rows.find((one) => one.target === target)!;
  const decimal = row.probabilities[row.officers.indexOf(officer)]!;
  return {
    exact: false,
    meetings: Math.round(decimal * trials),
    trials,
    standardError: standardError(decimal, trials),
    decimal,
  };
}

function parsed<T>(files: BundleFiles, name: string): T {
  const file = files[name];
  if (file === undefined)
    throw new NoCertificate(`文件夹中没有 ${name}，出不了凭证`, `the folder has no ${name}`);
  return JSON.parse(typeof file === 'string' ? file : new TextDecoder().decode(file)) as T;
}
