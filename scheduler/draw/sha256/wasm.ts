/**
 * Writes WebAssembly binaries (WebAssembly Core 2.0, chapter 5 and the SIMD opcodes) from arrays of bytes: just
 * what sha256-lanes-code.ts needs. An expression is the bytes of instructions that leave one value on the stack.
 */

/** Instructions in binary form. */
export type Code = readonly number[];

/** Unsigned LEB128, for sizes and indices below 2^32. */
function unsigned(n: number): number[] {
  const bytes: number[] = [];
  for (; n >= 128; n = Math.floor(n / 128)) bytes.push((n % 128) + 128);
  return [...bytes, n];
}

/** Signed LEB128 of a 32-bit integer. */
function signed(n: number): number[] {
  const bytes: number[] = [];
  for (; n < -64 || n > 63; n >>= 7) bytes.push((n & 127) | 128);
  return [...bytes, n & 127];
}

const simd = (opcode: number): number[] => [0xfd, ...unsigned(opcode)];
const unary = (opcode: Code) => (a: Code) => [...a, ...opcode];
const binary = (opcode: Code) => (a: Code, b: Code) => [...a, ...b, ...opcode];
const shiftBy = (opcode: number) => (a: Code, bits: number) => [...a, ...i32.const(bits), ...simd(opcode)];

/** Control and variables. Every branch here is to the loop that it stands in. */
export const get = (local: number): number[] => [0x20, ...unsigned(local)];
export const set = (local: number, value: Code): number[] => [...value, 0x21, ...unsigned(local)];
/** Runs the body, then again as long as the condition holds. */
export const repeatWhile = (body: Code, condition: Code): number[] => [
  ...[0x03, 0x40],
  ...body,
  ...condition,
  ...[0x0d, 0x00, 0x0b],
];

export const i32 = {
  const: (n: number): number[] => [0x41, ...signed(n)],
  load: (address: Code, offset = 0): number[] => [...address, 0x28, 2, ...unsigned(offset)],
  add: binary([0x6a]),
  lessThan: binary([0x48]),
};

export const v128 = {
  /** Unaligned, 16 bytes. */
  load: (address: Code, offset = 0): number[] => [...address, ...simd(0), 0, ...unsigned(offset)],
  store: (address: Code, value: Code, offset = 0): number[] => [
    ...address,
    ...value,
    ...simd(11),
    0,
    ...unsigned(offset),
  ],
  /** One 32-bit word from memory into all four lanes. */
  loadSplat: (address: Code, offset: number): number[] => [...address, ...simd(9), 2, ...unsigned(offset)],
  const: (bytes: readonly number[]): number[] => [...simd(12), ...bytes],
  and: binary(simd(78)),
  or: binary(simd(80)),
  xor: binary(simd(81)),
  /** 1 where any bit is set. */
  anyTrue: unary(simd(83)),
  /** The 16 bytes named, of the 32 bytes of a and b. */
  shuffle: (a: Code, b: Code, bytes: readonly number[]): number[] => [...a, ...b, ...simd(13), ...bytes],
};

export const i8x16 = {
  splat: unary(simd(15)),
  equal: binary(simd(35)),
  lessThan: binary(simd(37)),
};

export const i32x4 = {
  splat: unary(simd(17)),
  lane: (a: Code, lane: number): number[] => [...a, ...simd(27), lane],
  equal: binary(simd(55)),
  greaterThan: binary(simd(59)),
  shiftLeft: shiftBy(171),
  shiftRight: shiftBy(173),
  add: binary(simd(174)),
  subtract: binary(simd(177)),
  min: binary(simd(182)),
};

const [typeI32, typeV128] = [0x7f, 0x7b];
const sized = (content: Code): number[] => [...unsigned(content.length), ...content];
const section = (id: number, content: Code): number[] => [id, ...sized(content)];
const named = (name: string): number[] => sized(Array.from(name, (letter) => letter.charCodeAt(0)));

/** A module with one memory and one function without result; both are exported. */
export interface OneFunction {
  name: string;
  /** Number of i32 parameters; they are the first locals. */
  parameters: number;
  /** Locals after the parameters: first so many i32, then so many v128. */
  integers: number;
  vectors: number;
  body: Code;
  /** Pages of 64 KiB, exported as `memory`. */
  pages: number;
}

export function moduleBytes(one: OneFunction): Uint8Array {
  const locals = [2, ...unsigned(one.integers), typeI32, ...unsigned(one.vectors), typeV128];
  return Uint8Array.from([
    ...[0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
    ...section(1, [1, 0x60, ...sized(new Array<number>(one.parameters).fill(typeI32)), 0]),
    ...section(3, [1, 0]),
    ...section(5, [1, 0, ...unsigned(one.pages)]),
    ...section(7, [2, ...named('memory'), 2, 0, ...named(one.name), 0, 0]),
    ...section(10, [1, ...sized([...locals, ...one.body, 0x0b])]),
  ]);
}
