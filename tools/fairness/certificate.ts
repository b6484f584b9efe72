/**
 * The certificate of one pairing (尽职留痕凭证): that this target and this officer were brought together by the draw, and
 * with what probability. It holds everything needed to check it against the public log.
 */
import {
  type AssignmentTable,
  type BundleFiles,
  eventHash,
  historyOf,
  inclusionOf,
  type LogEvent,
  type PoolFiles,
  type Receipt,
  type Rules,
  readLog,
  type Slip,
  type SubstitutionDetail,
  slipsFromFile,
  type TrialBench,
  toNumber,
  toText,
  trialBench,
} from '../../scheduler/draw/index.js';
import { substitutedIn } from '../explain/substituted.js';
import { stratumPools } from './audit.js';
import { NoCertificate, parsed, receiptEvent } from './bundle-parts.js';
import { type Chance, eligibleFor, pairChance } from './pair-chance.js';
import { type Replaced, replacedBy, type Surroundings, surroundingsOf } from './surroundings.js';

export interface Certificate extends Surroundings {
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
  pair: Chance;
  slip: Slip;
  /** Where a substitution had ended the pairing when this was written. */
  replaced?: Replaced;
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
}

/** Throws `NoCertificate`. */
export function makeCertificate(input: CertificateInput): Certificate {
  const { files, unit, officer, name } = input;
  const receipt = parsed<Receipt>(files, 'receipt.json');
  const table = parsed<AssignmentTable>(files, 'table.json');
  const log = readLog(files['log.jsonl'] ?? '', { trusted: true });
  const draw = log.draws.get(receipt.C)!;
  const details = substitutedIn(files, draw).details ?? [];
  const bench = trialBench(input);
  refuseIncoming(bench, details, unit, officer);
  const slip = slipOf(files, receipt, unit);
  const { id, officers, stratum, ticket } = slip.record;
  const place = officers.indexOf(officer);
  if (place < 0)
    throw new NoCertificate(
      `人员“${officer}”不在对象“${id}”抽中的检查组内`,
      `${officer} was not drawn for ${id}`,
    );
  const h = receipt.strata.findIndex((one) => one.code === stratum);
  const offset = receipt.commit.strata.slice(0, h).reduce((sum, one) => sum + one.count, 0);
  const index = bench.pools.strata[h]!.file.ids.indexOf(id);
  const target = offset + index;
  const team = receipt.teams!.find((one) => one.index === target)!;
  const leaf = team.slots.flat()[place]!;
  const event = receiptEvent(files, receipt.C);
  const probability = inclusionOf(bench.rules, stratumPools(bench))[h]!.of(index);
  const { k, cutOff } = receipt.strata[h]!;
  const replaced = replacedBy(details, target, leaf);
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
      bench.rules,
    ),
    slip,
    ...surroundingsOf(receipt, historyOf(log, draw)),
    ...(replaced && { replaced }),
  };
}

/** Who came in by a substitution was not paired by the draw itself; what can be shown instead is said. */
function refuseIncoming(
  { pools }: TrialBench,
  details: readonly SubstitutionDetail[],
  unit: string,
  officer: string,
): void {
  let offset = 0;
  let target = -1;
  for (const { file } of pools.strata) {
    const index = file.ids.indexOf(unit);
    if (index >= 0) target = offset + index;
    offset += file.count;
  }
  const leaf = pools.inspectors.ids.indexOf(officer);
  const came = details.find((one) => one.kind === 'target' && target >= 0 && one.in === target);
  if (came) {
    throw new NoCertificate(
      `对象“${unit}”是第 ${came.n} 次替换补入的，不在抽取结果之列；请用 fairdraw draw prove --slip 出具补入凭证`,
      `${unit} came in by substitution ${came.n} and is not among the results; "fairdraw draw prove --slip" makes its slip`,
    );
  }
  const joined = details.find((one) => one.kind === 'officer' && one.target === target && one.in === leaf);
  if (joined) {
    throw new NoCertificate(
      `人员“${officer}”是第 ${joined.n} 次替换补入对象“${unit}”的，不是原抽取的组合；见 fairdraw draw explain`,
      `${officer} joined ${unit} by substitution ${joined.n}, not by the draw itself; see "fairdraw draw explain"`,
    );
  }
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
