import { readFile } from 'node:fs/promises';
import type {
  Assurance,
  BundleFiles,
  Draw,
  History,
  IncomingSlip,
  PoolProof,
  Series,
  Slip,
} from '../../scheduler/draw/index.js';
import { printable } from '../client/printable.js';
import { describeOwnEnds, describeStanding } from './history-words.js';
import { CommandError, print, printJson } from './output.js';

/** What every paper is read with: whether it is a rehearsal, who vouches, what came before. */
interface About {
  readonly series: Series;
  readonly assurance: Assurance;
  readonly history: History;
  /** What has happened since, in lines; not a refusal. */
  readonly notes: readonly string[];
}

/** What a paper shows that holds: that a unit was drawn with its team, that it came in, or that a record stood in a pool. */
export type CheckedPaper = { readonly about: About } & (
  | { readonly slip: Slip }
  | { readonly incoming: IncomingSlip; readonly seq: number }
  | { readonly proof: PoolProof & { ticket?: string } }
);

/** Checks a slip or a proof of `draw prove` against the log of a draw; nobody can say otherwise than it does. */
export async function checkSlipFile(file: string, files: BundleFiles): Promise<CheckedPaper> {
  const protocol = await import('../../scheduler/draw/index.js');
  const { substitutedIn } = await import('../explain/substituted.js');
  const { checkIncoming, globalOf, isIncomingSlip } = protocol;
  const { assuranceOf, checkProof, checkSlip, DrawFault, fromHex, historyOf, parseCanonical } = protocol;
  try {
    const text = (await readFile(file, 'utf8')).replace(/\r?\n$/, '');
    const paper = parseCanonical(text, 'slip') as unknown as Slip | PoolProof | IncomingSlip;
    const log = protocol.readLog(files['log.jsonl'] ?? '');
    const draw = log.draws.get(paper.C);
    if (!draw) throw new DrawFault('DRAW_ABSENT');
    const about = { series: log.series, assurance: assuranceOf(draw), history: historyOf(log, draw) };
    const substituted = substitutedIn(files, draw);
    const { receipt } = substituted;
    if ('tree' in paper) {
      const seed = receipt && fromHex(receipt.seed);
      return { about: { ...about, notes: [] }, proof: checkProof(paper, draw.commit, seed) };
    }
    if (!draw.receipt) throw new DrawFault('DRAW_ABSENT');
    if (isIncomingSlip(paper)) {
      const { slip, target, seq } = checkIncoming(paper, { log, draw });
      const notes = notesOf(substituted, target, slip.substitution.n);
      return { about: { ...about, notes }, incoming: slip, seq };
    }
    const { resultRoot, count } = draw.receipt;
    const slip = checkSlip(paper, { C: paper.C, resultRoot, count });
    const { stratum, order } = slip.record;
    const leaf = receipt?.strata.find(({ code }) => code === stratum)?.selected[order - 1];
    const notes =
      leaf === undefined ? unknownNotes(draw) : notesOf(substituted, globalOf(draw, stratum, leaf), 0);
    return { about: { ...about, notes }, slip };
  } catch (error) {
    if (error instanceof DrawFault) throw new CommandError(`${error.code}: ${error.zh}。${error.en}`);
    throw error;
  }
}

/** Throws where the unit has been replaced; else says whether its team has changed. @param since its own substitution */
function notesOf(
  { details, logged }: { details?: readonly SubstitutedLine[]; logged: number },
  target: number,
  since: number,
): string[] {
  if (!details) return logged > since ? unknown(logged) : [];
  const later = details.filter(({ n, target: of }) => n > since && of === target);
  const out = later.find(({ kind }) => kind === 'target');
  if (out) {
    throw new CommandError(
      [
        `SLIP_REPLACED: 该对象已被替换，本凭证不再作为检查依据（第 ${out.n} 次替换，见日志）。`,
        `  The unit was replaced (substitution ${out.n} of the log): this slip no longer authorises an inspection.`,
      ].join('\n'),
    );
  }
  const last = later.at(-1);
  if (!last) return [];
  const team = last.slots?.flat() ?? [];
  return [
    `注意：检查组已在第 ${last.n} 次替换中变更，现为 / the team changed in substitution ${last.n}, now: ${
      team.length > 0 ? team.map((leaf) => `officer/${leaf}`).join('、') : '无（暂缓）none (held)'
    }`,
  ];
}

interface SubstitutedLine {
  readonly n: number;
  readonly kind: string;
  readonly target: number;
  readonly slots?: readonly (readonly number[])[];
}

function unknownNotes(draw: Draw): string[] {
  return draw.substitutions.length > 0 ? unknown(draw.substitutions.length) : [];
}

function unknown(logged: number): string[] {
  return [
    `注意：日志中有 ${logged} 次替换，此文件夹没有明细，不能排除本对象已被替换。`,
    `Note: the log holds ${logged} substitution(s) without details here: this unit may have been replaced.`,
  ];
}

/** Says what a sound paper proves. */
export function showPaper(paper: CheckedPaper, json: boolean): void {
  const { series, assurance, history, notes } = paper.about;
  if (json) {
    const { earlier } = history;
    printJson({ ok: true, ...told(paper), series, assurance, earlier, ...(notes.length > 0 && { notes }) });
    return;
  }
  const standing = describeStanding({ series, assurance });
  const lines = [
    ...standing.slice(0, -1),
    ...wordsOf(paper),
    standing.at(-1)!,
    ...describeOwnEnds(history),
    ...notes,
  ];
  print(...lines.map(printable));
}

function told(paper: CheckedPaper): object {
  if ('slip' in paper) return { C: paper.slip.C, ...paper.slip.record };
  if ('incoming' in paper) {
    const { C, proof, substitution } = paper.incoming;
    const { id } = proof.record as { id: string };
    return { C, id, tree: proof.tree, index: proof.index, substitution, seq: paper.seq };
  }
  const { C, tree, record, index, ticket } = paper.proof;
  return { C, tree, record, index, ...(ticket && { ticket }) };
}

function wordsOf(paper: CheckedPaper): string[] {
  if ('slip' in paper) {
    const { C, record } = paper.slip;
    return [
      `凭证属实 / the slip holds: ${record.id}`,
      `抽取承诺 / commitment: ${C}`,
      `抽取次序 / place in the draw: ${record.stratum} ${record.order}`,
      `检查人员 / officers: ${record.officers.join('、')}`,
    ];
  }
  if ('incoming' in paper) {
    const { C, proof, substitution } = paper.incoming;
    const team = substitution.slots?.flat().map((leaf) => `officer/${leaf}`);
    return [
      `补入凭证属实 / the slip of a unit that came in holds: ${(proof.record as { id: string }).id}`,
      `抽取承诺 / commitment: ${C}`,
      `封库时在 / stood at the freeze in: ${proof.tree} ${proof.index}`,
      `由第 ${substitution.n} 次替换补入，日志第 ${paper.seq} 条 / came in by substitution ${substitution.n}, event ${paper.seq} of the log`,
      `检查人员 / officers: ${team ? `${team.join('、')}（姓名以各自的名录凭证为准 / each proves who it is by prove officer/…）` : '无（暂缓）none (held)'}`,
    ];
  }
  const { C, tree, record, index, ticket } = paper.proof;
  return [
    `凭证属实 / the proof holds: ${(record as { id?: string }).id ?? ''}`,
    `抽取承诺 / commitment: ${C}`,
    `封库时在 / stood at the freeze in: ${tree} ${index}`,
    ...(ticket ? [`签号 / ticket: ${ticket}`] : []),
  ];
}
