import { readFile } from 'node:fs/promises';
import type { BundleFiles, PoolProof, Receipt, Slip } from '../../scheduler/draw/index.js';
import { CommandError, print, printJson } from './output.js';

/** What a paper shows that holds: that a unit was drawn with its team, or that a record stood in a pool. */
export type CheckedPaper = { readonly slip: Slip } | { readonly proof: PoolProof & { ticket?: string } };

/** Checks a slip or a proof of `draw prove` against the log of a draw; nobody can say otherwise than it does. */
export async function checkSlipFile(file: string, files: BundleFiles): Promise<CheckedPaper> {
  const { checkProof, checkSlip, DrawFault, fromHex, parseCanonical, readLog } = await import(
    '../../scheduler/draw/index.js'
  );
  try {
    const text = (await readFile(file, 'utf8')).replace(/\r?\n$/, '');
    const paper = parseCanonical(text, 'slip') as unknown as Slip | PoolProof;
    const log = readLog(files['log.jsonl'] ?? '');
    const draw = log.draws.get(paper.C);
    if ('tree' in paper) {
      if (!draw) throw new DrawFault('DRAW_ABSENT');
      const receipt = files['receipt.json'];
      const seed = receipt && fromHex((parseCanonical(receipt, 'receipt.json') as unknown as Receipt).seed);
      return { proof: checkProof(paper, draw.commit, seed || undefined) };
    }
    const receipt = draw?.receipt;
    if (!receipt) throw new DrawFault('DRAW_ABSENT');
    const { C, resultRoot, count } = { ...receipt, C: paper.C };
    return { slip: checkSlip(paper, { C, resultRoot, count }) };
  } catch (error) {
    if (error instanceof DrawFault) throw new CommandError(`${error.code}: ${error.zh}。${error.en}`);
    throw error;
  }
}

/** Says what a sound paper proves. */
export function showPaper(paper: CheckedPaper, json: boolean): void {
  if ('slip' in paper) showSlip(paper.slip, json);
  else showProof(paper.proof, json);
}

function showProof({ C, tree, record, index, ticket }: PoolProof & { ticket?: string }, json: boolean): void {
  if (json) {
    printJson({ ok: true, C, tree, record, index, ...(ticket && { ticket }) });
    return;
  }
  print(
    `凭证属实 / the proof holds: ${(record as { id?: string }).id ?? ''}`,
    `抽取承诺 / commitment: ${C}`,
    `封库时在 / stood at the freeze in: ${tree} ${index}`,
    ...(ticket ? [`签号 / ticket: ${ticket}`] : []),
  );
}

/** Says what a sound slip proves. */
function showSlip({ C, record }: Slip, json: boolean): void {
  if (json) {
    printJson({ ok: true, C, ...record });
    return;
  }
  print(
    `凭证属实 / the slip holds: ${record.id}`,
    `抽取承诺 / commitment: ${C}`,
    `抽取次序 / place in the draw: ${record.stratum} ${record.order}`,
    `检查人员 / officers: ${record.officers.join('、')}`,
  );
}
