/** What is wrong with a JSON text, and in which line, counted from 1. */
export interface JsonFault {
  readonly line: number;
  readonly zh: string;
  readonly en: string;
  /** The key that stands twice, where that is the fault. */
  readonly key?: string;
}

const scalar = /(?:-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null)(?![\w.])/y;
// biome-ignore lint/suspicious/noControlCharactersInRegex: JSON allows none of them in a text
const text = /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/y;

/**
 * The first fault of a JSON text in words for people. A key that stands twice in one object is a fault, too: JSON
 * leaves open which of the two counts, and a reader sees but one.
 */
export function jsonFault(json: string): JsonFault | undefined {
  const reader = new JsonReader(json);
  try {
    reader.value();
    reader.end();
    return undefined;
  } catch (error) {
    if (error instanceof Found) return error.fault;
    throw error;
  }
}

class Found extends Error {
  constructor(readonly fault: JsonFault) {
    super(fault.en);
  }
}

class JsonReader {
  #at = 0;

  constructor(private readonly json: string) {}

  value(): void {
    this.#blanks();
    if (this.#take('{')) this.#members();
    else if (this.#take('[')) this.#items();
    else if (this.#match(text) === undefined && this.#match(scalar) === undefined) this.#noValue();
  }

  end(): void {
    this.#blanks();
    if (this.#at < this.json.length)
      this.#fail('最后一个括号之后还有内容，可能多了一个括号', 'something stands behind the last bracket');
  }

  #members(): void {
    const keys = new Set<string>();
    this.#blanks();
    if (this.#take('}')) return;
    do {
      this.#blanks();
      const start = this.#at;
      const written = this.#match(text);
      if (written === undefined)
        this.#fail('此处应为加英文双引号的字段名', 'a field name in double quotes is needed here');
      const key = JSON.parse(written) as string;
      if (keys.has(key)) this.#twice(key, start);
      keys.add(key);
      this.#blanks();
      if (!this.#take(':'))
        this.#fail(`字段名“${key}”之后缺少英文冒号`, `a colon is missing behind "${key}"`);
      this.value();
      this.#blanks();
    } while (this.#take(','));
    if (!this.#take('}')) this.#fail('此处缺少逗号或右花括号 }', 'a comma or } is missing here');
  }

  #items(): void {
    this.#blanks();
    if (this.#take(']')) return;
    do {
      this.value();
      this.#blanks();
    } while (this.#take(','));
    if (!this.#take(']')) this.#fail('此处缺少逗号或右方括号 ]', 'a comma or ] is missing here');
  }

  #noValue(): never {
    const found = this.json[this.#at];
    if (found === undefined)
      this.#fail('文件没有写完，缺少括号', 'the text ends too early; a bracket is missing');
    if (found === '}' || found === ']')
      this.#fail('右括号之前多了一个逗号，或缺少内容', 'a comma too many, or a value is missing');
    if ('“”‘’，：'.includes(found))
      this.#fail(`此处用了中文标点“${found}”，应为英文标点`, `${found} is no JSON punctuation`);
    this.#fail(
      '此处应为数字、加英文双引号的文字、true 或 false',
      'a number, a text in double quotes, true or false is needed here',
    );
  }

  #twice(key: string, start: number): never {
    throw new Found({
      line: this.#lineOf(start),
      key,
      zh: `同一处写了两次“${key}”，不知以哪个为准`,
      en: `"${key}" stands twice; it is not clear which counts`,
    });
  }

  #fail(zh: string, en: string): never {
    throw new Found({ line: this.#lineOf(this.#at), zh, en });
  }

  #lineOf(at: number): number {
    return this.json.slice(0, at).split('\n').length;
  }

  #blanks(): void {
    this.#match(/[ \t\r\n]*/y);
  }

  #take(mark: string): boolean {
    if (this.json[this.#at] !== mark) return false;
    this.#at += 1;
    return true;
  }

  #match(form: RegExp): string | undefined {
    form.lastIndex = this.#at;
    const found = form.exec(this.json)?.[0];
    if (found !== undefined) this.#at = form.lastIndex;
    return found;
  }
}
