import { createHash } from 'node:crypto';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { settableClock } from '../../support/clock.js';
import { setClock, temporaryFolder } from './command.js';
import { draw, edit, freeze, sampleFolder } from './draw-folder.js';

const home = temporaryFolder();
const place = (...names: string[]) => join(home, ...names);
const sha256 = (path: string) => createHash('sha256').update(readFileSync(path)).digest('hex');
beforeAll(() => setClock(settableClock()));

/** Rules that draw targets alone: nobody is sent, no days are set. */
function targetsAlone(text: string): string {
  return text
    .replace('"stage": "both"', '"stage": "targets"')
    .replace(/"window": \{.*\},/, '')
    .replace(/"team": \{[^}]*\}\],\s*"capacity": 6\s*\},/, '');
}

/** Rules of a list that is given: nothing may be left out. */
function officersAlone(text: string): string {
  return text
    .replace('"stage": "both"', '"stage": "officers"')
    .replace('"rate": "30%", "reserve": 2', '"rate": "100%"')
    .replace('"rate": "10%", "reserve": 2', '"rate": "100%"');
}

/** What a folder's freeze committed to. */
function committed(folder: string) {
  const [line] = readFileSync(join(folder, 'log.jsonl'), 'utf8').split('\n');
  return JSON.parse(line!).body.commit;
}

test('stage targets: units alone are drawn, and no list of officers is needed', async () => {
  const folder = await sampleFolder(home, 'targets');
  edit(folder, 'rules.json', targetsAlone);
  rmSync(join(folder, 'officers.csv'));
  rmSync(join(folder, 'recusals.csv'));
  expect((await draw('preview', folder, '--seeds', '2')).json.ok).toBe(true);
  await freeze(folder, place('targets.key'));
  const { json } = await draw('run', folder, '--keys', place('targets.key'));
  expect(json).toMatchObject({ ok: true, state: 'drawn', count: 6 });
  expect(json.units.every(({ officers }: { officers: string[] }) => officers.length === 0)).toBe(true);
  expect((await draw('verify', folder)).json.ok).toBe(true);
  const { json: why } = await draw('explain', json.units[0].id, folder);
  expect(why).toMatchObject({ status: 'selected' });
  expect(why.slots).toBeUndefined();
});

describe('stage officers', () => {
  /** A superior's draw of targets, and a county's folder with those that it drew. */
  async function county(name: string) {
    const superior = await sampleFolder(home, `${name}-superior`);
    edit(superior, 'rules.json', targetsAlone);
    await freeze(superior, place(`${name}-superior.key`));
    const { json: run } = await draw('run', superior, '--keys', place(`${name}-superior.key`));
    const own = await sampleFolder(home, name);
    edit(own, 'rules.json', officersAlone);
    const drawn = run.units.map(({ id }: { id: string }) => id.slice(id.indexOf(':') + 1));
    edit(own, 'targets.csv', (text) => {
      const [head, ...rows] = text.trimEnd().split('\r\n');
      const listed = rows.filter((row) => drawn.some((code: string) => row.startsWith(code)));
      return `${[head, ...listed].join('\r\n')}\r\n`;
    });
    return { superior, own, run };
  }

  test('from a paper: the hash of its file, its number, whose it is; every target is served', async () => {
    const { own } = await county('paper');
    const paper = place('名单.pdf');
    writeFileSync(paper, 'a scan of the list');
    const words = ['--source', paper, '--issuer', '省市场监管局', '--document-no', '粤市监〔2026〕8号'];
    expect((await freeze(own, place('paper.key'), ...words)).json.ok).toBe(true);
    expect(committed(own).targetSource).toEqual({
      ...{ kind: 'list', hash: sha256(paper) },
      ...{ documentNo: '粤市监〔2026〕8号', issuer: '省市场监管局' },
    });
    const { json } = await draw('run', own, '--keys', place('paper.key'));
    expect(json).toMatchObject({ state: 'drawn', count: 6, held: [], reserve: [] });
    expect((await draw('verify', own)).json.ok).toBe(true);
  });

  test('without a paper the sheet of targets is the list', async () => {
    const { own } = await county('sheet');
    await freeze(own, place('sheet.key'));
    expect(committed(own).targetSource).toEqual({ kind: 'list', hash: sha256(join(own, 'targets.csv')) });
  });

  test('from the superior’s draw: its receipt, after it was verified', async () => {
    const { superior, own, run } = await county('receipt');
    await draw('publish', superior, place('superior-public'));
    const from = ['--source', place('superior-public')];
    await freeze(own, place('receipt.key'), ...from);
    expect(committed(own).targetSource).toEqual({ kind: 'receipt', hash: run.receiptHash });
    await draw('run', own, '--keys', place('receipt.key'));
    await draw('publish', own, place('county-public'));
    expect((await draw('verify', place('county-public'))).json.ok).toBe(true);
  });

  test('a superior’s draw that does not hold, and targets that it did not draw, are refused', async () => {
    const { superior, own } = await county('wrong');
    const keys = place('wrong.key');
    await draw('publish', superior, place('tampered'));
    edit(place('tampered'), 'selected.jsonl', (text) => text.replace('样例', '样板'));
    expect((await freeze(own, keys, '--source', place('tampered'))).json.ok).toBe(false);
    edit(own, 'targets.csv', () => readFileSync(join(superior, 'targets.csv'), 'utf8'));
    const { json } = await freeze(own, keys, '--source', superior);
    expect(json).toMatchObject({ code: 'SOURCE_TARGETS', zh: expect.stringContaining('targets.csv') });
    const rehearsed = await freeze(own, keys, '--source', superior, '--rehearsal');
    expect(rehearsed.json.code).toBe('SOURCE_REHEARSAL');
    expect((await freeze(own, keys, '--source', place('nothing'))).json.code).toBe('NO_FILE');
  });

  test('a target of the superior’s draw that is left out, or excluded by its status, is refused', async () => {
    const { superior, own } = await county('left-out');
    const rows = readFileSync(join(own, 'targets.csv'), 'utf8');
    // Chance drew them: leave out one whose district others of the list are in, too.
    const [head, ...listed] = rows.trimEnd().split('\r\n');
    const districtOf = (row: string) => row.split(',')[2];
    const at = listed.findIndex((row, i) =>
      listed.some((other, j) => j !== i && districtOf(other) === districtOf(row)),
    );
    edit(own, 'targets.csv', () => `${[head, ...listed.toSpliced(at, 1)].join('\r\n')}\r\n`);
    const fewer = await freeze(own, place('left-out.key'), '--source', superior);
    expect(fewer.json).toMatchObject({ code: 'SOURCE_LEFT_OUT', zh: expect.stringContaining('替换') });
    edit(own, 'targets.csv', () => rows.replace(/存续/, '注销'));
    const closed = await freeze(own, place('closed.key'), '--source', superior);
    expect(closed.json.code).toBe('TARGET_LEFT_OUT');
  });

  test('a target left out, a reserve, a source where there is none to name', async () => {
    const folder = await sampleFolder(home, 'contradicts');
    edit(folder, 'rules.json', (text) => text.replace('"stage": "both"', '"stage": "officers"'));
    expect((await freeze(folder, place('x.key'))).json.code).toBe('RULES_CONTRADICT');
    const both = await sampleFolder(home, 'both');
    expect((await freeze(both, place('x.key'), '--issuer', '省局')).json.code).toBe('SOURCE_STAGE');
  });
});
