import type { ByteMachine, ByteStep } from './encoding-scan.js';

/** UTF-8 as RFC 3629 has it: no overlong forms, no surrogates, nothing above U+10FFFF. */
export function utf8Machine(): ByteMachine {
  let needed = 0;
  let low = 0x80;
  let high = 0xbf;
  const begin = (count: number, from = 0x80, to = 0xbf): ByteStep => {
    needed = count;
    low = from;
    high = to;
    return 'more';
  };
  return {
    asciiFirst: true,
    reset() {
      needed = 0;
    },
    step(byte) {
      if (needed > 0) {
        if (byte < low || byte > high) return 'broken';
        low = 0x80;
        high = 0xbf;
        needed -= 1;
        return needed === 0 ? 'whole' : 'more';
      }
      if (byte < 0x80) return byte === 0x0a ? 'lineFeed' : 'single';
      if (byte >= 0xc2 && byte <= 0xdf) return begin(1);
      if (byte === 0xe0) return begin(2, 0xa0);
      if (byte === 0xed) return begin(2, 0x80, 0x9f);
      if (byte >= 0xe1 && byte <= 0xef) return begin(2);
      if (byte === 0xf0) return begin(3, 0x90);
      if (byte >= 0xf1 && byte <= 0xf3) return begin(3);
      if (byte === 0xf4) return begin(3, 0x80, 0x8f);
      return 'broken';
    },
  };
}

/** GB18030: one, two or four bytes; four-byte codes only where a code point of Unicode stands behind them. */
export function gb18030Machine(): ByteMachine {
  const seen: number[] = [];
  const inRange = (byte: number, low: number, high: number) => byte >= low && byte <= high;
  return {
    asciiFirst: true,
    reset() {
      seen.length = 0;
    },
    step(byte) {
      const [first, second, third] = seen;
      if (first === undefined) {
        if (byte < 0x80) return byte === 0x0a ? 'lineFeed' : 'single';
        if (!inRange(byte, 0x81, 0xfe)) return 'broken';
      } else if (second === undefined) {
        if (inRange(byte, 0x40, 0xfe) && byte !== 0x7f) {
          seen.length = 0;
          return 'whole';
        }
        if (!inRange(byte, 0x30, 0x39)) return 'broken';
      } else if (third === undefined) {
        if (!inRange(byte, 0x81, 0xfe)) return 'broken';
      } else {
        if (!inRange(byte, 0x30, 0x39)) return 'broken';
        const pointer = ((first - 0x81) * 10 + second - 0x30) * 1260 + (third - 0x81) * 10 + byte - 0x30;
        if (!(pointer <= 39_419 || inRange(pointer, 189_000, 1_237_575))) return 'broken';
        seen.length = 0;
        return 'whole';
      }
      seen.push(byte);
      return 'more';
    },
  };
}

/** UTF-16: whole units, and surrogates only in pairs. */
export function utf16Machine(littleEndian: boolean): ByteMachine {
  let firstByte: number | undefined;
  let highSurrogate = false;
  return {
    asciiFirst: false,
    reset() {
      firstByte = undefined;
      highSurrogate = false;
    },
    step(byte) {
      if (firstByte === undefined) {
        firstByte = byte;
        return 'more';
      }
      const unit = littleEndian ? byte * 256 + firstByte : firstByte * 256 + byte;
      firstByte = undefined;
      const isLow = unit >= 0xdc00 && unit <= 0xdfff;
      if (highSurrogate !== isLow) return 'broken';
      highSurrogate = unit >= 0xd800 && unit <= 0xdbff;
      return highSurrogate ? 'more' : unit === 0x0a ? 'lineFeed' : 'whole';
    },
  };
}
