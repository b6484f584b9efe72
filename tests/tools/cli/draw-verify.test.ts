import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { BundleFiles } from '../../../scheduler/draw/index.js';
import { saveBundle } from '../../../tools/client/index.js';
import { Story, witness } from '../../scheduler/draw/scenario.js';
import { fairdraw, temporaryFolder } from './command.js';

const folder = temporaryFolder();
const open = new Story();
const openOutcome = open.drawn();
const hidden = new Story({ mode: 'confidential' });
const hiddenOutcome = hidden.drawn();
const [publicFiles, restrictedFiles] = [open.publicFiles(openOutcome), open.restrictedFiles(openOutcome)];

/** The bundle in a folder of its own. */
async function saved(name: string, files: BundleFiles): Promise<string> {
  const path = join(folder, name);
  rmSync(path, { recursive: true, force: true });
  await saveBundle(path, files);
  return path;
}

describe('fairdraw draw verify FOLDER', () => {
  test('a sound bundle: steps, state, assurance, counts and hashes', async () => {
    const { exitCode, out } = await fairdraw(['draw', 'verify', await saved('sound', publicFiles)]);
    expect(exitCode).toBe(0);
    expect(out).toMatch(/1\. draw\.json: .*\n\s+2\. log\.jsonl: 日志.* \/ log: chain/);
    expect(out).toContain('状态 / state: drawn');
    expect(out).toContain('保证 / assurance: WITNESSED');
    expect(out).toContain('抽中 / drawn: 3');
    expect(out).toContain(`receiptHash: ${openOutcome.receiptHash}`);
    expect(out).toContain('核验通过（公开级 / public level）');
    expect(out).toContain('without --witness or --head');
  });

  test('at the restricted level, as JSON', async () => {
    const path = await saved('restricted', restrictedFiles);
    const { exitCode, json } = await fairdraw(['draw', 'verify', path, '--restricted', '--json']);
    expect(exitCode).toBe(0);
    const { receiptHash, resultRoot } = openOutcome;
    expect(json).toMatchObject({ ok: true, level: 'restricted', count: 3, receiptHash, resultRoot });
    expect(json.checked).toContain('pool/s2.jsonl');
  });

  test('with a key and a head known from elsewhere', async () => {
    const path = await saved('known', publicFiles);
    const known = ['--witness', `w-ji=${witness.publicKey}`, '--head', open.head];
    const sound = await fairdraw(['draw', 'verify', path, ...known]);
    expect(sound.exitCode).toBe(0);
    expect(sound.out).not.toContain('without --witness');
    const stranger = await fairdraw(['draw', 'verify', path, '--witness', `w-ji=${'1'.repeat(64)}`]);
    expect(stranger.exitCode).toBe(1);
    expect(stranger.err).toMatch(/WITNESS_KEY_DIFFERS: 见证人“w-ji”的公钥与已知的不同/);
    const rewritten = await fairdraw(['draw', 'verify', path, '--head', '1'.repeat(64), '--json']);
    expect(rewritten).toMatchObject({ exitCode: 1, json: { ok: false, code: 'HEAD_ABSENT' } });
    expect((await fairdraw(['draw', 'verify', path, '--head', 'xyz'])).exitCode).toBe(2);
    expect((await fairdraw(['draw', 'verify', path, '--witness', 'w-ji'])).exitCode).toBe(2);
  });

  test('a changed file: the first difference is named, in both languages', async () => {
    const path = await saved('tampered', publicFiles);
    const receipt = readFileSync(join(path, 'receipt.json'), 'utf8');
    writeFileSync(join(path, 'receipt.json'), receipt.replace('"WITNESSED"', '"BEACON"'));
    const { exitCode, out, err } = await fairdraw(['draw', 'verify', path]);
    expect({ exitCode, out }).toEqual({ exitCode: 1, out: '' });
    expect(err).toMatch(
      /DIFFERS: 保证等级不一致。receipt assurance differs: "BEACON", recomputed "WITNESSED"/,
    );
  });

  test('one byte of a pool changed: the pool is named', async () => {
    const path = await saved('pool', restrictedFiles);
    const pool = join(path, 'pool', 's1.jsonl');
    writeFileSync(pool, readFileSync(pool, 'utf8').replace('示例食品店2', '示例食品店Z'));
    const { exitCode, err } = await fairdraw(['draw', 'verify', path, '--restricted']);
    expect(exitCode).toBe(1);
    expect(err).toMatch(/POOL_CHANGED: .*pool\/s1\.jsonl/);
  });

  test.each([
    ['table.json', publicFiles, []],
    ['conflicts.jsonl', restrictedFiles, ['--restricted']],
    ['draw.json', publicFiles, []],
  ])('without %s: the file is named', async (name, files, more) => {
    const path = await saved('missing', files);
    rmSync(join(path, name));
    const { exitCode, err } = await fairdraw(['draw', 'verify', path, ...more]);
    expect(exitCode).toBe(1);
    expect(err).toContain(`FILE_MISSING: 缺少文件“${name}”`);
  });

  test('a file too many is named; what systems leave in folders is not', async () => {
    const path = await saved('more', publicFiles);
    writeFileSync(join(path, '.DS_Store'), 'x');
    expect((await fairdraw(['draw', 'verify', path])).exitCode).toBe(0);
    mkdirSync(join(path, 'notes'));
    writeFileSync(join(path, 'notes', 'a.txt'), 'x');
    expect((await fairdraw(['draw', 'verify', path])).err).toMatch(/FILE_UNKNOWN: .*notes\/a\.txt/);
  });

  test('a confidential draw before its opening: verified as far as it can be, and said so', async () => {
    const path = await saved('hidden', hidden.publicFiles());
    const { exitCode, out } = await fairdraw(['draw', 'verify', path]);
    expect(exitCode).toBe(0);
    expect(out).toContain('保密抽取尚未公开');
    expect(out).not.toContain('seed:');
    const early = await saved('early', {
      ...hidden.publicFiles(),
      'receipt.json': hiddenOutcome.files['receipt.json'],
    });
    expect((await fairdraw(['draw', 'verify', early])).err).toContain('FILE_EARLY');
  });

  test('a rehearsal says that it is one', async () => {
    const rehearsal = new Story({ series: 'R' });
    const path = await saved('rehearsal', rehearsal.publicFiles(rehearsal.drawn()));
    expect((await fairdraw(['draw', 'verify', path])).out).toContain('演练，不是真实抽取 / REHEARSAL');
  });

  test('no folder, no server, no address of a draw', async () => {
    expect((await fairdraw(['draw', 'verify', join(folder, 'nothing')])).err).toContain('NO_FOLDER');
    const closed = `http://127.0.0.1:1/portal/draws/${'a'.repeat(64)}`;
    expect(await fairdraw(['draw', 'verify', closed])).toMatchObject({ exitCode: 1 });
    expect((await fairdraw(['draw', 'verify', 'http://127.0.0.1:1/portal'])).err).toContain('BAD_ADDRESS');
    expect((await fairdraw(['draw', 'verify'])).exitCode).toBe(2);
  });
});
