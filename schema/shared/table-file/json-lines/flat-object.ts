import type { FaultWords } from '../fault-words.js';

/** A line of JSON Lines: texts by key, or what is wrong with it. */
export type FlatObject =
  | { readonly values: ReadonlyMap<string, string> }
  | { readonly fault: FaultWords; readonly key?: string };

const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const WORD = /true|false|null/y;
const BLANK = /[ \t\r]*/y;

const broken: FaultWords = {
  zh: '该行不是完整的 JSON 对象。',
  en: 'The line is no complete JSON object.',
  remedy: { zh: '每行写一个 JSON 对象，如 {"企业名称": "…"}。', en: 'Write one JSON object per line.' },
};

/**
 * Reads a JSON object whose values are texts, numbers, true, false or null. A number stays the text that it is in the
 * line, null is blank. A value within a value is refused, and so is a key that comes twice: programs differ in which
 * one they take.
 */
export function flatObject(line: string): FlatObject {
  const values = new Map<string, string>();
  const at = new Cursor(line);
  if (!at.take('{')) return { fault: broken };
  if (at.take('}')) return at.isAtEnd ? { values } : { fault: broken };
  do {
    const key = at.string();
    if (key === undefined || !at.take(':')) return { fault: broken };
    if (at.isAtNested) return { fault: nested(key), key };
    const value = at.string() ?? at.match(NUMBER) ?? at.match(WORD);
    if (value === undefined) return { fault: broken, key };
    if (values.has(key)) return { fault: twice(key), key };
    values.set(key, value === 'null' && at.wasWord ? '' : value);
  } while (at.take(','));
  return at.take('}') && at.isAtEnd ? { values } : { fault: broken };
}

/** A place in a line; each reading passes over the blanks before it. */
class Cursor {
  /** Whether what was read last is a word of JSON, and no text in quotation marks. */
  wasWord = false;
  private at = 0;

  constructor(private readonly line: string) {}

  get isAtEnd(): boolean {
    this.skipBlanks();
    return this.at === this.line.length;
  }

  get isAtNested(): boolean {
    this.skipBlanks();
    return this.line[this.at] === '{' || this.line[this.at] === '[';
  }

  take(sign: string): boolean {
    this.skipBlanks();
    if (this.line[this.at] !== sign) return false;
    this.at += 1;
    return true;
  }

  match(pattern: RegExp): string | undefined {
    this.skipBlanks();
    pattern.lastIndex = this.at;
    const [found] = pattern.exec(this.line) ?? [];
    this.at += found?.length ?? 0;
    this.wasWord = pattern === WORD;
    return found;
  }

  string(): string | undefined {
    this.skipBlanks();
    if (this.line[this.at] !== '"') return undefined;
    let end = this.line.indexOf('"', this.at + 1);
    while (end > 0 && this.isEscaped(end)) end = this.line.indexOf('"', end + 1);
    if (end < 0) return undefined;
    const written = this.line.slice(this.at, end + 1);
    this.wasWord = false;
    try {
      const text: string = JSON.parse(written);
      this.at = end + 1;
      return text;
    } catch {
      return undefined;
    }
  }

  private isEscaped(quote: number): boolean {
    let strokes = 0;
    while (this.line[quote - 1 - strokes] === '\\') strokes += 1;
    return strokes % 2 === 1;
  }

  private skipBlanks(): void {
    BLANK.lastIndex = this.at;
    this.at += BLANK.exec(this.line)?.[0].length ?? 0;
  }
}

function nested(key: string): FaultWords {
  return {
    zh: `键“${shown(key)}”的值是对象或数组，不能读作单元格。`,
    en: `The value of "${shown(key)}" is an object or an array, which is no cell.`,
    remedy: { zh: '请写成文本；多个值用“；”分开。', en: 'Write a text; separate several values with "；".' },
  };
}

function twice(key: string): FaultWords {
  return {
    zh: `键“${shown(key)}”在一行中出现了两次。`,
    en: `The key "${shown(key)}" stands twice in the line.`,
    remedy: { zh: '请只保留一个。', en: 'Keep one of them.' },
  };
}

function shown(key: string): string {
  return key.length > 40 ? `${key.slice(0, 40)}…` : key;
}
