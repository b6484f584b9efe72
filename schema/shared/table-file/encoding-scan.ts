/** What a scan found out about bytes that are supposed to be of one encoding. */
export interface ScanResult {
  /** Characters of more than one byte that were whole. */
  readonly wholeCount: number;
  /** Places where the bytes make no character. */
  readonly brokenCount: number;
  /** The first of them: the byte counted from 0, and the line counted from 1. */
  readonly firstBroken?: { readonly byte: number; readonly row: number };
}

/** Checks bytes, chunk by chunk, without keeping them. */
export interface EncodingScan {
  push(chunk: Uint8Array): void;
  end(): ScanResult;
}

/** What one byte means after those before it; `whole` ends a character of several bytes, `broken` gives it up. */
export type ByteStep = 'single' | 'lineFeed' | 'more' | 'whole' | 'broken';

/** A state machine for one encoding: `step` is called with each byte and forgets everything after `reset`. */
export interface ByteMachine {
  /** Whether a byte below 0x80 at the start of a character is always that character of ASCII. */
  readonly asciiFirst: boolean;
  step(byte: number): ByteStep;
  reset(): void;
}

/**
 * Runs a machine over bytes. After a broken character the machine starts afresh, with the byte that broke it if that
 * was not the character's first, so that one slip is counted once.
 */
export function scanWith(machine: ByteMachine): EncodingScan {
  let offset = 0;
  let row = 1;
  let startedAt = 0;
  let pending = false;
  let wholeCount = 0;
  let brokenCount = 0;
  let firstBroken: ScanResult['firstBroken'];

  function broken(): void {
    brokenCount += 1;
    firstBroken ??= { byte: startedAt, row };
    machine.reset();
    pending = false;
  }

  function take(byte: number): void {
    if (!pending) startedAt = offset;
    const step = machine.step(byte);
    if (step === 'broken') {
      const again = pending;
      broken();
      if (again) take(byte);
      return;
    }
    pending = step === 'more';
    if (step === 'whole') wholeCount += 1;
    else if (step === 'lineFeed') row += 1;
  }

  return {
    push(chunk) {
      for (let index = 0; index < chunk.length; index += 1) {
        const byte = chunk[index] ?? 0;
        if (machine.asciiFirst && byte < 0x80 && !pending) {
          if (byte === 0x0a) row += 1;
        } else {
          take(byte);
        }
        offset += 1;
      }
    },
    end() {
      if (pending) broken();
      return { wholeCount, brokenCount, firstBroken };
    },
  };
}
