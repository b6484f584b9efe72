/** The substitutions of a bundle, believed only as far as the log holds their hashes. */
import {
  asText,
  type BundleFiles,
  type Draw,
  DrawFault,
  fromHex,
  hashReceipt,
  parseCanonical,
  type Receipt,
  requireLogged,
  type SubstitutionDetail,
  substitutionDetail,
  substitutionSalt,
} from '../../scheduler/draw/index.js';

/** What a bundle says of its draw's substitutions. */
export interface Substituted {
  /** How many the log holds. */
  readonly logged: number;
  /** Their details, in order; absent where the bundle does not have them (not opened yet). */
  readonly details?: readonly SubstitutionDetail[];
  readonly receipt?: Receipt;
}

/** @throws DrawFault where the receipt or a line is not the one that the log holds */
export function substitutedIn(files: BundleFiles, draw: Draw): Substituted {
  const logged = draw.substitutions.length;
  const receipt = receiptOf(files, draw);
  if (!receipt) return { logged };
  const file = files['substitutions.jsonl'];
  if (file === undefined) return { logged, receipt, ...(logged === 0 && { details: [] }) };
  const lines = asText(file, 'substitutions.jsonl').split('\n').slice(0, -1);
  if (lines.length !== logged) {
    throw different('替换的次数', 'number of substitutions', lines.length, logged);
  }
  const seed = fromHex(receipt.seed, 'seed');
  const details = lines.map((line, i) => {
    const at = `substitutions.jsonl:${i + 1}`;
    const detail = substitutionDetail(parseCanonical(line, at), at);
    requireLogged(draw, i + 1, substitutionSalt(seed, i + 1), detail);
    return detail;
  });
  return { logged, details, receipt };
}

function receiptOf(files: BundleFiles, draw: Draw): Receipt | undefined {
  const file = files['receipt.json'];
  if (file === undefined || !draw.receipt) return undefined;
  const receipt = parseCanonical(file, 'receipt.json') as unknown as Receipt;
  const found = hashReceipt(receipt);
  if (found !== draw.receipt.receiptHash) {
    throw different('结果凭据的指纹', 'receiptHash', found, draw.receipt.receiptHash);
  }
  return receipt;
}

function different(zh: string, en: string, found: string | number, expected: string | number): DrawFault {
  return new DrawFault('DIFFERS', { zh, en, found, expected });
}

/** What happened to a unit after the draw: which substitution took it out, and the last that changed its team. */
export function fateOf(details: readonly SubstitutionDetail[], target: number) {
  const out = details.find((one) => one.kind === 'target' && one.target === target);
  const team = details.findLast((one) => one.kind !== 'target' && one.target === target);
  return { out, team };
}
