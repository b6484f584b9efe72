/**
 * Every byte of a small draw, twice changed: XOR 01 and XOR 20. The engine and the independent program refuse all of
 * them, and call what they find by the same name.
 */
import {
  type Signatures,
  signatures,
  toHex,
  verifyPublic,
  verifyRestricted,
} from '../../scheduler/draw/index.js';
import { bytesOf, turned } from '../scheduler/draw/bundle-files.js';
import { PythonVerifier } from './python.js';
import { smallDraw } from './small-draw.js';

const masks = [0x01, 0x20];
const atOnce = 500;

/** A signature is checked once for each key, message and signature. */
function cached(check: Signatures['ed25519']): Signatures['ed25519'] {
  const known = new Map<string, boolean>();
  return (key, message, signature) => {
    const question = [key, message, signature].map(toHex).join(' ');
    const answer = known.get(question) ?? check(key, message, signature);
    known.set(question, answer);
    return answer;
  };
}

const checks = { signatures: { ...signatures, ed25519: cached(signatures.ed25519) } };
const draw = smallDraw();

describe.each([
  ['public', draw.open, verifyPublic],
  ['restricted', draw.restricted, verifyRestricted],
] as const)('at the %s level', (level, files, verify) => {
  const python = new PythonVerifier();
  afterAll(() => python.end());

  const changes = Object.keys(files).flatMap((name) =>
    Array.from(bytesOf(files, name), (_, at) => masks.map((mask) => ({ name, at, mask }))).flat(),
  );

  test('the draw itself holds, and is small', async () => {
    expect(changes.length / 2).toBeLessThanOrEqual(8192);
    expect(verify(files, checks)).toMatchObject({ ok: true });
    expect(await python.verify(level, files)).toMatchObject({ ok: true });
  });

  test('no changed byte is accepted by either, and both name the same', async () => {
    const differing: string[] = [];
    for (let first = 0; first < changes.length; first += atOnce) {
      const part = changes
        .slice(first, first + atOnce)
        .map((change) => ({ change, files: turned(files, change.name, change.at, change.mask) }));
      const theirs = Promise.all(part.map((one) => python.verify(level, one.files)));
      const ours = part.map((one) => verify(one.files, checks));
      for (const [i, their] of (await theirs).entries()) {
        const our = ours[i]!;
        const found = [our.ok ? 'accepted' : our.code, their.ok ? 'accepted' : their.code];
        if (our.ok || their.ok || our.code !== their.code) {
          differing.push(`${Object.values(part[i]!.change).join(' ')}: ${found.join(', ')}`);
        }
      }
    }
    expect(differing).toEqual([]);
  }, 600_000);
});
