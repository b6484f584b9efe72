import { endingOf, type OpenedBlob, openResult, type ResultPiece } from '../../inspection/index.js';
import type { Unit } from '../../shared/unit.js';
import { DocumentScan } from '../document.entity.js';
import { fetchDocumentFile } from '../document.open.js';

/** One file of what is handed over with a result. */
export interface HandedFile {
  /** Within the archive. */
  readonly name: string;
  /** SHA-256 of its bytes, lower-case hex. */
  readonly sha256: string;
  readonly content: OpenedBlob | Uint8Array;
}

/** A result with everything that it rests on. */
export interface ResultFile {
  readonly name: string;
  /** What it says, and each file by name and hash, as JSON. */
  readonly said: string;
  readonly files: readonly HandedFile[];
}

function nameOf({ evidenceId, kind, file }: ResultPiece, place: number): string {
  const ending = endingOf(file?.mediaType ?? '');
  return `evidence/${String(place + 1).padStart(3, '0')}-${kind}-${evidenceId}.${ending}`;
}

/** The sheets of a paper as they came back signed. */
async function openSheets(unit: Unit, paperId: string): Promise<HandedFile[]> {
  const scans = await unit.beyond('team', ({ em }) =>
    em.find(
      DocumentScan,
      { document: paperId },
      { orderBy: { page: 'asc', id: 'asc' }, disableIdentityMap: true },
    ),
  );
  const files: HandedFile[] = [];
  for (const [fileId, [scan]] of Map.groupBy(scans, ({ file }) => file)) {
    const found = scan && (await fetchDocumentFile(unit, fileId));
    if (!found) continue;
    const name = `sheets/${String(scan.page).padStart(3, '0')}-${fileId}.${endingOf(found.mediaType)}`;
    files.push({ name, sha256: scan.sha256, content: found.bytes });
  }
  return files;
}

/**
 * A version of a result and the evidence that it rests on, to be handed over as one: what it says, the files as they were
 * taken, the signed sheet where there is one, and the hash of each. Of evidence whose term is over the hash alone is left.
 */
export async function openResultFile(unit: Unit, id: string): Promise<ResultFile | undefined> {
  const opened = await openResult(unit, id);
  if (!opened) return undefined;
  const { said, evidence, paperId } = opened;
  const sheets = paperId ? await openSheets(unit, paperId) : [];
  const pieces = evidence.map((piece, place) => ({
    ...piece,
    name: piece.file ? nameOf(piece, place) : null,
  }));
  const told = {
    ...said,
    evidence: pieces.map(({ evidenceId, kind, sha256, name }) => ({ evidenceId, kind, sha256, file: name })),
    sheets: sheets.map(({ name: file, sha256 }) => ({ file, sha256 })),
  };
  const files = pieces.flatMap(({ name, sha256, file }) =>
    name && file ? [{ name, sha256, content: file }] : [],
  );
  return { name: `result-${id}`, said: `${JSON.stringify(told, null, 2)}\n`, files: [...files, ...sheets] };
}
