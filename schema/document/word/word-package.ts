import { inflateRawSync } from 'node:zlib';
import PizZip from 'pizzip';
import { parseXml, type Xml } from './xml-tree.js';

/** The largest Word file that is taken, packed and unpacked; a form with a coat of arms has some hundred kilobytes. */
export const MOST_PACKED_BYTES = 5 * 1024 * 1024;
const MOST_UNPACKED_BYTES = 50 * 1024 * 1024;
const MOST_PARTS = 2_000;

/** Why a file is not taken as a Word file. */
export class WordFileError extends Error {
  constructor(
    readonly zh: string,
    readonly en: string,
  ) {
    super(en);
  }
}

interface Packed {
  readonly _data?: { readonly compressionMethod?: string; getCompressedContent?(): Uint8Array };
}

const DEFLATED = '\x08\x00';

/** What an archive says of its sizes is not believed: every part is unpacked within what is left. */
function requireSmall(parts: readonly Packed[]): void {
  let left = MOST_UNPACKED_BYTES;
  for (const { _data: data } of parts) {
    const packed = data?.getCompressedContent?.();
    if (!packed || packed.length === 0) continue;
    try {
      left -=
        data?.compressionMethod === DEFLATED
          ? inflateRawSync(packed, { maxOutputLength: left }).length
          : packed.length;
    } catch {
      throw new WordFileError('文件已损坏，或解压后过大', 'The file is damaged, or unpacks too large');
    }
    if (left <= 0) throw new WordFileError('文件解压后过大', 'The file unpacks too large');
  }
}

/** Opens a Word file that was let in before. */
export function openWord(bytes: Uint8Array): PizZip {
  return unzip(bytes);
}

/** Opens a Word file from outside: what has macros, is none or unpacks too large is refused. @throws WordFileError */
export function admitWord(bytes: Uint8Array): PizZip {
  if (bytes.length > MOST_PACKED_BYTES) {
    throw new WordFileError(
      '文件超过 5 MB，请压缩其中的图片',
      'The file is larger than 5 MB; make its pictures smaller',
    );
  }
  const zip = unzip(bytes);
  const parts = Object.entries(zip.files as unknown as Record<string, Packed>);
  if (parts.length > MOST_PARTS) throw new WordFileError('文件部件过多', 'The file has too many parts');
  requireSmall(parts.map(([, part]) => part));
  if (parts.some(([name]) => /vbaProject/i.test(name))) {
    throw new WordFileError(
      '文件带有宏，请另存为不带宏的 .docx',
      'The file has macros; save it as a plain .docx',
    );
  }
  if (!zip.files['word/document.xml']) {
    throw new WordFileError(
      '不是 Word 的 .docx 文件；旧的 .doc 请用 Word 另存为 .docx',
      'This is no .docx file of Word; save an old .doc as .docx',
    );
  }
  return zip;
}

function unzip(bytes: Uint8Array): PizZip {
  try {
    return new PizZip(bytes as unknown as ArrayBuffer);
  } catch {
    throw new WordFileError('文件不是 .docx，或已损坏', 'The file is no .docx, or damaged');
  }
}

/** The tree of a part; undefined where there is none. */
export function readPart(zip: PizZip, path: string): Xml | undefined {
  const text = zip.files[path]?.asText();
  if (text === undefined) return undefined;
  try {
    return parseXml(text);
  } catch {
    throw new WordFileError(`文件的 ${path} 部分已损坏`, `The part ${path} of the file is damaged`);
  }
}

/** Where relations of a part lead, by their ids. */
export interface Relation {
  readonly target: string;
  readonly isExternal: boolean;
}

/** The relations of `word/<name>.xml`. */
export function readRelations(zip: PizZip, name: string): Map<string, Relation> {
  const root = readPart(zip, `word/_rels/${name}.xml.rels`)?.children[0];
  const relations = new Map<string, Relation>();
  for (const relation of root?.children ?? []) {
    const [id, target] = [relation.attribute('Id'), relation.attribute('Target')];
    if (!id || !target) continue;
    const isExternal = relation.attribute('TargetMode') === 'External';
    relations.set(id, { target: target.replace(/^\/?(word\/)?/, 'word/'), isExternal });
  }
  return relations;
}
