import { createRequire } from 'node:module';
import { type Font, openSync } from 'fontkit';
import { type CharacterGlyph, writeTrueType } from './true-type.js';

const { resolve } = createRequire(import.meta.url);

/** The text font, in both weights; its package has every character of GB 18030’s usual ranges. */
export const serifFiles = {
  normal: resolve('@expo-google-fonts/noto-serif-sc/400Regular/NotoSerifSC_400Regular.ttf'),
  bold: resolve('@expo-google-fonts/noto-serif-sc/700Bold/NotoSerifSC_700Bold.ttf'),
};

/** A character in no font that comes with the program. */
export class CharacterWithoutFont extends Error {
  constructor(readonly characters: readonly string[]) {
    super(`no font has ${characters.map(nameOf).join(', ')}`);
  }
}

/** How a character is named: itself and its place in Unicode. */
export function nameOf(character: string): string {
  return `${character} (U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')})`;
}

interface Block {
  readonly first: number;
  readonly last: number;
  /** The file’s name; `#` is the number of the part of 1,024 characters. */
  readonly file: string;
  readonly digits?: number;
}

/** Where rare characters are found, by Unicode block. */
const blocks: readonly Block[] = [
  { first: 0x2e80, last: 0x2eff, file: 'A.CJK-Radicals-Supplement' },
  { first: 0x2f00, last: 0x2fdf, file: 'A.Kangxi-Radicals' },
  { first: 0x3000, last: 0x303f, file: 'A.CJK-Symbols-and-Punctuation' },
  { first: 0x31c0, last: 0x31ef, file: 'A.CJK-Strokes' },
  { first: 0x3200, last: 0x32ff, file: 'A.Enclosed-CJK-Letters-and-Months' },
  { first: 0x3300, last: 0x33ff, file: 'A.CJK-Compatibility' },
  { first: 0x3400, last: 0x4dbf, file: 'A.CJK-Unified-Ideographs-Extension-A-#' },
  { first: 0x4e00, last: 0x9fff, file: 'A.CJK-Unified-Ideographs-#', digits: 2 },
  { first: 0xf900, last: 0xfaff, file: 'A.CJK-Compatibility-Ideographs' },
  { first: 0x2600, last: 0x26ff, file: 'A.Miscellaneous-Symbols' },
  { first: 0x2700, last: 0x27bf, file: 'A.Dingbats' },
  { first: 0x20000, last: 0x2a6df, file: 'B.CJK-Unified-Ideographs-Extension-B-#', digits: 2 },
  { first: 0x2a700, last: 0x2b73f, file: 'B.CJK-Unified-Ideographs-Extension-C-#' },
  { first: 0x2b740, last: 0x2b81f, file: 'B.CJK-Unified-Ideographs-Extension-D' },
  { first: 0x2b820, last: 0x2ceaf, file: 'B.CJK-Unified-Ideographs-Extension-E-#' },
  { first: 0x2ceb0, last: 0x2ebef, file: 'B.CJK-Unified-Ideographs-Extension-F-#' },
  { first: 0x2f800, last: 0x2fa1f, file: 'A.CJK-Compatibility-Ideographs-Supplement' },
];

const PART = 0x400;

function fileOf(codePoint: number): string | undefined {
  const block = blocks.find(({ first, last }) => codePoint >= first && codePoint <= last);
  if (!block) return undefined;
  const part = Math.floor((codePoint - block.first) / PART) + 1;
  return `HanaMin${block.file.replace('#', String(part).padStart(block.digits ?? 1, '0'))}`;
}

let serif: Font | undefined;
const rare = new Map<string, Font | undefined>();

/** Files that are kept open; the rest is opened when a character asks. */
const MOST_OPEN = 8;

function openRare(name: string): Font | undefined {
  if (rare.has(name)) return rare.get(name);
  if (rare.size >= MOST_OPEN) rare.delete(rare.keys().next().value as string);
  let font: Font | undefined;
  try {
    font = openSync(resolve(`hanamin/${name}.woff2`));
  } catch {
    // A block that the package does not have: no font has the character.
  }
  rare.set(name, font);
  return font;
}

/** Steer how neighbours look and show nothing themselves; every font may do without them. */
const unseen =
  /[\u200b\u200e\u200f\u2028-\u202f\u2060-\u2064\ufeff]|[\u200c\u200d]|[\ufe00-\ufe0f]|[\u{e0100}-\u{e01ef}]/u;

/** Whether the text font shows a character. */
function isInSerif(codePoint: number): boolean {
  serif ??= openSync(serifFiles.normal);
  return serif.hasGlyphForCodePoint(codePoint);
}

function findRare(codePoint: number): CharacterGlyph | undefined {
  const name = fileOf(codePoint);
  const font = name ? openRare(name) : undefined;
  return font?.hasGlyphForCodePoint(codePoint)
    ? { codePoint, glyph: font.glyphForCodePoint(codePoint) }
    : undefined;
}

/** Which font shows what of a text. */
export interface FontUse {
  /** The text in pieces of one font, in order, without what is not shown. */
  split(text: string): { readonly text: string; readonly isRare: boolean }[];
  /** A font of the rare characters that were met; undefined where there was none. */
  rareFont(): Buffer | undefined;
  /** Characters that no font has. */
  missing(): string[];
}

/** Follows the characters of a paper, so that none of them becomes an empty box. */
export function followFonts(): FontUse {
  const isRareOf = new Map<string, boolean>();
  const glyphs = new Map<number, CharacterGlyph>();
  const missing = new Set<string>();
  const judge = (character: string): boolean => {
    const known = isRareOf.get(character);
    if (known !== undefined) return known;
    const codePoint = character.codePointAt(0) ?? 0;
    const isPlain = character === '\n' || isInSerif(codePoint);
    const found = isPlain ? undefined : findRare(codePoint);
    if (found) glyphs.set(codePoint, found);
    else if (!isPlain) missing.add(character);
    isRareOf.set(character, found !== undefined);
    return found !== undefined;
  };
  return {
    split(text) {
      const pieces: { text: string; isRare: boolean }[] = [];
      for (const character of text) {
        if (unseen.test(character)) continue;
        const isRare = judge(character);
        const last = pieces.at(-1);
        if (last?.isRare === isRare) last.text += character;
        else pieces.push({ text: character, isRare });
      }
      return pieces;
    },
    rareFont: () =>
      glyphs.size > 0
        ? writeTrueType([...glyphs.values()], { unitsPerEm: 1024, ascent: 1179, descent: -293 })
        : undefined,
    missing: () => [...missing],
  };
}

/** The characters of a text that no font shows. */
export function listMissing(text: string): string[] {
  const use = followFonts();
  use.split(text);
  return use.missing();
}
