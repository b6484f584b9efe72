const encoder = new TextEncoder();
/** Large pieces go back to the machine when they are done with; small ones stay with the process. */
const joinedLines = 16_384;

/** Lines of a file as they come, kept as bytes: half a million records as texts would take four times the memory. */
export class LineBuffer {
  #parts: Uint8Array[] = [];
  #waiting: string[] = [];
  count = 0;

  /** @param line without its LF */
  add(line: string): void {
    this.count += 1;
    if (this.#waiting.push(line) === joinedLines) this.#encode();
  }

  /** The file, each line ended by LF. Ends the buffer. */
  toBytes(): Uint8Array {
    this.#encode();
    const whole = new Uint8Array(this.#parts.reduce((sum, part) => sum + part.length, 0));
    let at = 0;
    for (const part of this.#parts) {
      whole.set(part, at);
      at += part.length;
    }
    this.#parts = [];
    return whole;
  }

  #encode(): void {
    if (this.#waiting.length > 0) this.#parts.push(encoder.encode(`${this.#waiting.join('\n')}\n`));
    this.#waiting = [];
  }
}
