/**
 * One buffer for many batches of messages: fresh ones for each batch would cost more in collecting them than
 * in filling them.
 */
export class MessageBuffer {
  private held = new Uint8Array(0);
  private readonly ends: Uint32Array;

  /** @param most messages in a batch */
  constructor(most: number) {
    this.ends = new Uint32Array(most + 1);
  }

  /** Room for so many bytes in all; what it holds is not defined. */
  bytes(length: number): Uint8Array {
    if (this.held.length < length) this.held = new Uint8Array(length + (length >> 2));
    return this.held;
  }

  /** For so many messages; the first is 0, the others are to be written. */
  offsets(count: number): Uint32Array {
    return this.ends.subarray(0, count + 1);
  }
}
