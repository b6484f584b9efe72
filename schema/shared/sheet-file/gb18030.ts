/** A character that GB18030 has no bytes for; UTF-8 has. */
export class UnwritableCharacterError extends Error {
  constructor(readonly character: string) {
    super(
      `GB18030 不能表示字符 ${character}，请改用 UTF-8。GB18030 cannot write ${character}; export in UTF-8 instead.`,
    );
  }
}

/** For each UTF-16 unit its two or four bytes as one number; 0 where there are none. Made from the decoder. */
let table: Uint32Array | undefined;

function makeTable(): Uint32Array {
  const made = new Uint32Array(0x10000);
  const decoder = new TextDecoder('gb18030');
  const enter = (bytes: readonly number[]) => {
    const text = decoder.decode(Uint8Array.from(bytes));
    const code = bytes.reduce((all, byte) => all * 256 + byte, 0);
    if (text.length === 1 && text !== '\ufffd') made[text.charCodeAt(0)] ||= code;
  };
  for (let lead = 0x81; lead <= 0xfe; lead += 1) {
    for (let trail = 0x40; trail <= 0xfe; trail += 1) if (trail !== 0x7f) enter([lead, trail]);
  }
  for (let pointer = 0; pointer < 39_420; pointer += 1) enter(fourBytes(pointer));
  return made;
}

function fourBytes(pointer: number): [number, number, number, number] {
  const third = Math.floor(pointer / 10);
  const second = Math.floor(third / 126);
  return [0x81 + Math.floor(second / 10), 0x30 + (second % 10), 0x81 + (third % 126), 0x30 + (pointer % 10)];
}

/** The pointer at which the characters beyond the first plane begin (GB 18030-2005, four bytes). */
const BEYOND = 189_000;

/** Text in GB18030. @throws UnwritableCharacterError for half a character and the few that have no bytes */
export function encodeGb18030(text: string): Uint8Array {
  table ??= makeTable();
  const bytes = new Uint8Array(text.length * 4);
  let length = 0;
  for (let index = 0; index < text.length; index += 1) {
    const point = text.codePointAt(index) ?? 0;
    if (point < 0x80) {
      bytes[length++] = point;
      continue;
    }
    if (point > 0xffff) {
      bytes.set(fourBytes(BEYOND + point - 0x10000), length);
      length += 4;
      index += 1;
      continue;
    }
    const code = table[point] ?? 0;
    if (code === 0) throw new UnwritableCharacterError(`U+${point.toString(16).toUpperCase()}`);
    if (code > 0xffff) {
      bytes[length++] = code >>> 24;
      bytes[length++] = (code >>> 16) & 0xff;
    }
    bytes[length++] = (code >>> 8) & 0xff;
    bytes[length++] = code & 0xff;
  }
  return bytes.subarray(0, length);
}
