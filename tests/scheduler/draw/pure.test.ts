import { readdirSync, readFileSync } from 'node:fs';
import { faultTable } from '../../../scheduler/draw/index.js';

const files = readdirSync('scheduler/draw').map((name) => ({
  name,
  text: readFileSync(`scheduler/draw/${name}`, 'utf8'),
}));

describe('the room is pure', () => {
  test.each(files)(
    '$name imports only this room, the curves, and in stream.ts the generator',
    ({ name, text }) => {
      const imports = [...text.matchAll(/from '([^']+)'/g)].map((match) => match[1]!);
      const foreign = imports.filter((path) => !/^\.\/[a-z0-9-]+\.js$/.test(path));
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
