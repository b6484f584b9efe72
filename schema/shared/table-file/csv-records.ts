import { fileRefused, MOST_COLUMNS } from './file-refusals.js';
import { TableFileError } from './table-file-error.js';

/** No record of a real table is longer; a quote that is never closed is noticed here, not at the end of memory. */
const LONGEST_RECORD = 1_000_000;

/**
 * Splits text that comes in pieces into records, in memory of one record. Lines end in CR LF, LF or CR, also mixed; a
 * text in quotation marks may hold all of them; a mark within a text, or a text that goes on behind its closing mark,
 * stands as it is. Source: RFC 4180, and what spreadsheets write.
 */
export class CsvRecords {
  /** Records so far, which is the number of the last one. */
  row = 0;
  private rest = '';
  private readonly stop: RegExp;

  constructor(private readonly delimiter: string) {
    this.stop = new RegExp(`[\\r\\n${delimiter.replace(/[\]\\^-]/, '\\$&')}]`, 'g');
  }

  /** The records that a piece completes. @param isLast nothing follows */
  *read(piece: string, isLast: boolean): Generator<string[]> {
    const text = this.rest + piece;
    const marks = new Marks(text);
    let at = 0;
    while (at < text.length) {
      const record = this.recordAt(text, at, marks, isLast);
      if (record === undefined) break;
      if (record.next - at > LONGEST_RECORD) throw this.tooLong();
      if (record.cells.length > MOST_COLUMNS) throw fileRefused('TOO_MANY_COLUMNS', { row: this.row + 1 });
      at = record.next;
      this.row += 1;
      yield record.cells;
    }
    this.rest = text.slice(at);
    if (this.rest.length > LONGEST_RECORD) throw this.tooLong();
    if (isLast && this.rest !== '') throw this.brokenQuotes();
  }

  private recordAt(text: string, at: number, marks: Marks, isLast: boolean): CsvRecord | undefined {
    const end = marks.lineEnd(at);
    if (marks.quote(at) < end) return this.quotedRecord(text, at, isLast);
    if (end === text.length && !isLast) return undefined;
    const next = afterLineEnd(text, end, isLast);
    return next === undefined ? undefined : { cells: text.slice(at, end).split(this.delimiter), next };
  }

  /** A record with quotation marks in it; undefined where more must come first. */
  private quotedRecord(text: string, start: number, isLast: boolean): CsvRecord | undefined {
    const cells: string[] = [];
    for (let at = start; ; ) {
      const end = text.charCodeAt(at) === QUOTE ? this.quotedEnd(text, at) : at;
      if (end === undefined || (end >= text.length && !isLast)) return undefined;
      this.stop.lastIndex = end;
      const stop = this.stop.exec(text)?.index ?? text.length;
      if (stop === text.length && !isLast) return undefined;
      const isQuoted = end > at && stop === end;
      cells.push(isQuoted ? text.slice(at + 1, end - 1).replaceAll('""', '"') : text.slice(at, stop));
      if (text[stop] !== this.delimiter || cells.length > MOST_COLUMNS) {
        const next = afterLineEnd(text, stop, isLast);
        return next === undefined ? undefined : { cells, next };
      }
      at = stop + 1;
    }
  }

  /** The place behind the mark that closes a text. */
  private quotedEnd(text: string, at: number): number | undefined {
    let close = text.indexOf('"', at + 1);
    while (close >= 0 && text.charCodeAt(close + 1) === QUOTE) close = text.indexOf('"', close + 2);
    return close < 0 ? undefined : close + 1;
  }

  private tooLong(): TableFileError {
    const row = this.row + 1;
    return new TableFileError(
      'RECORD_TOO_LONG',
      `第 ${row} 行过长（超过一百万字符），多半是引号没有成对。请检查该行的引号。`,
      `Row ${row} is longer than a million characters; most likely a quotation mark is not closed. Check the row.`,
      { row },
    );
  }

  private brokenQuotes(): TableFileError {
    const row = this.row + 1;
    return new TableFileError(
      'BROKEN_QUOTES',
      `第 ${row} 行的引号没有成对，之后的内容无法读取。请补上或删去该行的引号。`,
      `A quotation mark in row ${row} is not closed; nothing after it can be read. Add or remove one in that row.`,
      { row },
    );
  }
}

const QUOTE = 0x22;

interface CsvRecord {
  readonly cells: string[];
  /** Where the next one begins. */
  readonly next: number;
}

/** Where the next line begins; undefined where a CR is the last character so far, as an LF may follow. */
function afterLineEnd(text: string, end: number, isLast: boolean): number | undefined {
  if (end >= text.length) return text.length;
  if (text[end] !== '\r') return end + 1;
  if (end + 1 === text.length && !isLast) return undefined;
  return text[end + 1] === '\n' ? end + 2 : end + 1;
}

/** Where the next line end and the next quotation mark stand; each is looked for once. */
class Marks {
  private lineFeed = -1;
  private carriageReturn = -1;
  private quotation = -1;

  constructor(private readonly text: string) {}

  lineEnd(at: number): number {
    if (this.lineFeed < at) this.lineFeed = this.next('\n', at);
    if (this.carriageReturn < at) this.carriageReturn = this.next('\r', at);
    return Math.min(this.lineFeed, this.carriageReturn);
  }

  quote(at: number): number {
    if (this.quotation < at) this.quotation = this.next('"', at);
    return this.quotation;
  }

  private next(sign: string, at: number): number {
    const place = this.text.indexOf(sign, at);
    return place < 0 ? this.text.length : place;
  }
}
