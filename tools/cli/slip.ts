import { readFile } from 'node:fs/promises';
import type { BundleFiles, Slip } from '../../scheduler/draw/index.js';
import { CommandError, print, printJson } from './output.js';

/** Checks one unit's slip against the log of a draw: it was drawn, with this team, and nobody can say otherwise. */
export async function checkSlipFile(file: string, files: BundleFiles): Promise<Slip> {
  const { checkSlip, DrawFault, parseCanonical, readLog } = await import('../../scheduler/draw/index.js');
  try {
    const text = (await readFile(file, 'utf8')).replace(/\r?\n$/, '');
    const slip = parseCanonical(text, 'slip') as unknown as Slip;
    const log = readLog(files['log.jsonl'] ?? '');
    const receipt = log.draws.get(slip.C)?.receipt;
    if (!receipt) throw new DrawFault('DRAW_ABSENT');
    return checkSlip(slip, { C: slip.C, resultRoot: receipt.resultRoot, count: receipt.count });
  } catch (error) {
    if (error instanceof DrawFault) throw new CommandError(`${error.code}: ${error.zh}。${error.en}`);
    throw error;
  }
}

/** Says what a sound slip proves. */
export function showSlip({ C, record }: Slip, json: boolean): void {
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
