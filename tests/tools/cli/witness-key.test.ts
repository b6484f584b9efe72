import { chmodSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  createWitnessKey,
  freezeInputOf,
  type KeptDraw,
  makeOperatorSecrets,
  openWitnessKey,
  readOperatorSecrets,
  revealInputOf,
  saveOperatorSecrets,
} from '../../../tools/client/index.js';
import { seededChance } from '../../support/clock.js';
import { fairdraw, temporaryFolder } from './command.js';

const folder = temporaryFolder();
const chance = seededChance('witness');
const never = () => Promise.reject(new Error('asked for a passphrase'));
const place = (name: string) => join(folder, name);
const kept = (n: number): KeptDraw => ({
  commitment: String(n).repeat(64),
  authority: '11440800007000001A',
  series: 'M',
  witness: 'w-ji',
  head: 'a'.repeat(64),
  value: 'b'.repeat(64),
});

describe('fairdraw witness keygen', () => {
  test('makes a file of mode 0600, prints the public half only, and never overwrites', async () => {
    const path = place('a.json');
    const { exitCode, out, json } = await fairdraw([
      'witness',
      'keygen',
      '--key',
      path,
      '--name',
      '纪检组',
      '--json',
    ]);
    expect(exitCode).toBe(0);
    expect(statSync(path).mode & 0o777).toBe(0o600);
    const text = readFileSync(path, 'utf8');
    const file = JSON.parse(text);
    expect(json).toMatchObject({ key: path, name: '纪检组', publicKey: file.publicKey });
    expect(json.fingerprint).toMatch(/^[0-9a-f]{64}$/);
    expect(out).not.toContain(file.secretKey);
    const again = await fairdraw(['witness', 'keygen', '--key', path]);
    expect(again).toMatchObject({ exitCode: 1, out: '' });
    expect(again.err).toContain('FILE_EXISTS');
    expect(readFileSync(path, 'utf8')).toBe(text);
  });

  test('sealed by a passphrase: nothing secret stands in the file, and only the passphrase opens it', async () => {
    const path = place('sealed.json');
    expect(
      (await fairdraw(['witness', 'keygen', '--key', path, '--encrypt'], '三个 词 短语\n')).exitCode,
    ).toBe(0);
    expect(JSON.parse(readFileSync(path, 'utf8'))).not.toHaveProperty('secretKey');
    await expect(openWitnessKey(path, async () => 'wrong')).rejects.toMatchObject({
      code: 'WRONG_PASSPHRASE',
    });
    const key = await openWitnessKey(path, async () => '三个 词 短语');
    await key.keep(kept(1), chance);
    expect(readFileSync(path, 'utf8')).not.toContain('b'.repeat(64));
    expect((await openWitnessKey(path, async () => '三个 词 短语')).find(kept(1).commitment)).toEqual(
      kept(1),
    );
    expect((await fairdraw(['witness', 'keygen', '--key', place('x.json'), '--encrypt'])).err).toContain(
      'NO_INPUT',
    );
  });

  test('--key is needed', async () => {
    expect((await fairdraw(['witness', 'keygen'])).exitCode).toBe(2);
    expect((await fairdraw(['witness', 'anchor', '--key', place('a.json')])).exitCode).toBe(2);
  });
});

describe('the key file', () => {
  test('keeps a value for each draw and never replaces one', async () => {
    const path = place('kept.json');
    const key = await createWitnessKey(path, { name: 'w', chance });
    await key.keep(kept(1), chance);
    const other = await openWitnessKey(path, never);
    await other.keep(kept(2), chance);
    // The first has not read what the second wrote, and does not lose it.
    await key.keep(kept(3), chance);
    await expect(key.keep({ ...kept(2), value: 'c'.repeat(64) }, chance)).rejects.toMatchObject({
      code: 'VALUE_KEPT',
    });
    const draws = (await openWitnessKey(path, never)).draws;
    expect(draws).toEqual([kept(1), kept(2), kept(3)]);
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(readdirSync(folder)).not.toContain('kept.json.new');
  });

  test('while another command changes it, nothing is written', async () => {
    const path = place('busy.json');
    const key = await createWitnessKey(path, { name: 'w', chance });
    writeFileSync(`${path}.new`, '');
    await expect(key.keep(kept(1), chance)).rejects.toMatchObject({ code: 'KEY_FILE_BUSY' });
    expect(key.find(kept(1).commitment)).toBeUndefined();
    expect((await openWitnessKey(path, never)).draws).toEqual([]);
  });

  test('is refused when others may read it, when it is damaged, or not there', async () => {
    const path = place('loose.json');
    await createWitnessKey(path, { name: 'w', chance });
    chmodSync(path, 0o640);
    await expect(openWitnessKey(path, never)).rejects.toMatchObject({ code: 'KEY_FILE_OPEN' });
    chmodSync(path, 0o600);
    const file = JSON.parse(readFileSync(path, 'utf8'));
    writeFileSync(path, JSON.stringify({ ...file, secretKey: '1'.repeat(64) }));
    await expect(openWitnessKey(path, never)).rejects.toMatchObject({ code: 'KEY_FILE_DAMAGED' });
    writeFileSync(path, '{}');
    await expect(openWitnessKey(path, never)).rejects.toMatchObject({ code: 'KEY_FILE_DAMAGED' });
    await expect(openWitnessKey(place('none.json'), never)).rejects.toMatchObject({ code: 'NO_KEY_FILE' });
  });

  test('does not show its secret when it is printed', async () => {
    const path = place('shown.json');
    const key = await createWitnessKey(path, { name: 'w', chance });
    const { secretKey } = JSON.parse(readFileSync(path, 'utf8'));
    expect(JSON.stringify(key)).not.toContain(secretKey);
  });
});

describe('operator secrets', () => {
  test('are kept in a file of mode 0600; the freeze gets hashes, the reveal the values', async () => {
    const secrets = makeOperatorSecrets(chance, { confidential: true });
    const path = place('operator.json');
    await saveOperatorSecrets(path, secrets);
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(await readOperatorSecrets(path)).toEqual(secrets);
    await expect(saveOperatorSecrets(path, secrets)).rejects.toMatchObject({ code: 'FILE_EXISTS' });
    const frozen = JSON.stringify(freezeInputOf(secrets));
    expect(frozen).not.toContain(secrets.value);
    expect(frozen).not.toContain(secrets.secret);
    expect(revealInputOf(secrets)).toEqual(secrets);
    expect(makeOperatorSecrets(chance, { confidential: false })).not.toHaveProperty('secret');
  });
});
