/** What the draw asks of SHA-256; the server may pass another implementation (node:crypto). */
export interface Hasher {
  /** The 32-byte hash of one message. */
  digest(message: Uint8Array): Uint8Array;
  /**
   * Hashes of many messages lying in one buffer: message i is `bytes[offsets[i] … offsets[i+1])`, its hash is
   * written to `out[32·i … 32·i+32)`. `out` may not overlap `bytes`.
   */
  batch(bytes: Uint8Array, offsets: Uint32Array, out: Uint8Array): void;
}
