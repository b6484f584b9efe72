import { readdirSync, readFileSync } from 'node:fs';
import { posix } from 'node:path';
import { faultTable } from '../../../scheduler/draw/index.js';

const room = 'scheduler/draw';
const files = readdirSync(room, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts'))
  .map((name) => ({ name, text: readFileSync(`${room}/${name}`, 'utf8') }));

/** A file of this room, by a path relative to the file that imports it. */
function isOfTheRoom(from: string, path: string): boolean {
  return /^\.{1,2}\/[a-z0-9/.-]+\.js$/.test(path) && !posix.join(posix.dirname(from), path).startsWith('..');
}

describe('the room is pure', () => {
  test.each(files)(
    '$name imports only this room, the curves, and in stream.ts the generator',
    ({ name, text }) => {
      const imports = [...text.matchAll(/from '([^']+)'/g)].map((match) => match[1]!);
      const foreign = imports.filter((path) => !isOfTheRoom(name, path));
      const allowed =
        {
          'stream.ts': ['seedrandom'],
          'anchor.ts': ['@noble/curves/ed25519.js'],
          'signatures.ts': ['@noble/curves/bls12-381.js', '@noble/curves/ed25519.js'],
        }[name] ?? [];
      expect(foreign).toEqual(allowed);
    },
  );

  test.each(files)('$name knows no clock, no platform, no other chance', ({ text }) => {
    expect(text).not.toMatch(/\bDate\b|Math\.random|performance|process\.|\bBuffer\b|\bcrypto\.|setTimeout/);
    expect(text).not.toMatch(/localeCompare|toLocale|Intl\.|export default/);
  });

  test('every fault has words in both languages', () => {
    for (const { zh, en } of Object.values(faultTable)) {
      expect(zh).toMatch(/[一-龥]/);
      expect(en).toMatch(/[a-z]/);
    }
  });
});

describe('what is refused (§21 of docs/draw.md)', () => {
  /** Code, Chinese, English; a bar within a cell is written `\|`. */
  const listed = readFileSync('docs/draw.md', 'utf8')
    .split('\n## 21. ')[1]!
    .split('\n')
    .filter((line) => line.startsWith('| `'))
    .map((line) => line.slice(2, -2).split(/ (?<!\\)\| /));

  test('the page lists every code once, and no other', () => {
    const codes = listed.map(([code]) => code!.slice(1, -1));
    expect(codes.sort()).toEqual(Object.keys(faultTable).sort());
  });

  test.each(Object.entries(faultTable))('the page has the words of %s', (code, { zh, en }) => {
    const row = listed.find(([cell]) => cell === `\`${code}\``);
    const escaped = [zh, en].map((words) => words.replaceAll('|', '\\|'));
    expect(row?.slice(1)).toEqual(escaped);
  });
});
