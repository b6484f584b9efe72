import { fileRefused } from '../file-refusals.js';

/** Told of each mark in a document, names without their prefix. */
export interface XmlHandler {
  /** `attributes` as they stand; read them with `attribute`. */
  open(name: string, attributes: string): void;
  close(name: string): void;
  text(text: string): void;
}

/** No mark and no text of a workbook is longer. */
const LONGEST = 1_000_000;

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/**
 * Reads XML piece by piece, in memory of one mark. A document type declaration is refused: a workbook has none, and
 * with it come entities that read files or grow without end. Source: XML 1.0 (5th edition), ECMA-376 part 2, §9.1.4.
 */
export class XmlScanner {
  private rest = '';

  constructor(private readonly handler: XmlHandler) {}

  push(piece: string): void {
    const text = this.rest + piece;
    let at = 0;
    for (;;) {
      const open = text.indexOf('<', at);
      if (open < 0) break;
      const end = markEnd(text, open);
      if (end < 0) break;
      if (open > at) this.handler.text(plain(text.slice(at, open)));
      this.mark(text.slice(open + 1, end));
      at = end + 1;
    }
    this.rest = text.slice(at);
    if (this.rest.length > LONGEST) throw fileRefused('BROKEN_WORKBOOK');
  }

  /** Whether everything was read to its end. */
  end(): void {
    if (this.rest.trim() !== '') throw fileRefused('BROKEN_WORKBOOK');
  }

  private mark(mark: string): void {
    const first = mark.charCodeAt(0);
    if (first === SLASH) this.handler.close(localName(mark.slice(1).trimEnd()));
    else if (first === EXCLAMATION) this.declaration(mark);
    else if (first !== QUESTION) {
      const isEmpty = mark.charCodeAt(mark.length - 1) === SLASH;
      const nameEnd = mark.search(/[\s/]|$/);
      const name = localName(mark.slice(0, nameEnd));
      this.handler.open(name, mark.slice(nameEnd, isEmpty ? -1 : undefined));
      if (isEmpty) this.handler.close(name);
    }
  }

  private declaration(mark: string): void {
    if (mark.startsWith('![CDATA[')) this.handler.text(mark.slice(8, -2));
    else if (!mark.startsWith('!--')) throw fileRefused('BROKEN_WORKBOOK');
  }
}

const [SLASH, EXCLAMATION, QUESTION] = [0x2f, 0x21, 0x3f];

/** Where a mark that begins at `open` ends, or -1: a `>` within quotation marks ends nothing. */
function markEnd(text: string, open: number): number {
  const ends = text.startsWith('<!--', open) ? '-->' : text.startsWith('<![CDATA[', open) ? ']]>' : undefined;
  if (ends !== undefined) {
    const end = text.indexOf(ends, open + (ends === '-->' ? 4 : 9));
    return end < 0 ? -1 : end + 2;
  }
  // A piece may end within `<!--` or `<![CDATA[` itself; then there is no `>` yet, or it is looked for again.
  let end = text.indexOf('>', open);
  while (end >= 0 && isWithinQuotes(text, open, end)) end = text.indexOf('>', end + 1);
  return end;
}

function isWithinQuotes(text: string, from: number, to: number): boolean {
  let quote = 0;
  for (let at = from; at < to; at += 1) {
    const code = text.charCodeAt(at);
    if (quote === 0 && (code === 0x22 || code === 0x27)) quote = code;
    else if (code === quote) quote = 0;
  }
  return quote !== 0;
}

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}

/** Text without its entities; one that is not predefined stands as it is. */
export function plain(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(/&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(\w{2,4}));/gi, (whole, hex, decimal, name) => {
    if (name !== undefined) return ENTITIES[name] ?? whole;
    const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
    return code <= 0x10ffff ? String.fromCodePoint(code) : '\ufffd';
  });
}

const patterns = new Map<string, RegExp>();

/** An attribute's value, whatever its prefix. */
export function attribute(attributes: string, name: string): string | undefined {
  let pattern = patterns.get(name);
  if (pattern === undefined) {
    pattern = new RegExp(`(?:^|\\s)(?:\\w+:)?${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`);
    patterns.set(name, pattern);
  }
  const [, double, single] = pattern.exec(attributes) ?? [];
  const value = double ?? single;
  return value === undefined ? undefined : plain(value);
}
