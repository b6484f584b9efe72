/** What those who read a draw are told beside that it holds: what came before, what has happened since, and where. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fairdraw, setClock, temporaryFolder } from './command.js';
import { draw, edit, freeze, sampleFolder } from './draw-folder.js';

const home = temporaryFolder();
const place = (name: string) => join(home, name);
const words = (...said: string[]) => fairdraw(['draw', ...said]);

/** A folder whose first freeze was voided, drawn after that, published. */
async function voidedOnce(): Promise<string> {
  const folder = await sampleFolder(home, 'voided');
  await freeze(folder, place('first.key'));
  const ended = await draw('void', folder, '--reason', '名录漏了两家');
  expect(ended.exitCode).toBe(0);
  await freeze(folder, place('second.key'));
  const run = await draw('run', folder, '--keys', place('second.key'));
  expect(run.json.state).toBe('drawn');
  await draw('publish', folder, place('voided-public'));
  return folder;
}

let folder: string;
// biome-ignore lint/suspicious/noExplicitAny: whatever was printed
let unit: any;

beforeAll(async () => {
  folder = await voidedOnce();
  const selected = readFileSync(join(place('voided-public'), 'selected.jsonl'), 'utf8').split('\n')[0]!;
  unit = JSON.parse(selected);
});

describe('a voided freeze', () => {
  test('stands in verify, with its reason, and in the list of other draws', async () => {
    const { out } = await words('verify', place('voided-public'));
    expect(out).toContain('此前作废 1 次');
    expect(out).toContain('理由 / reason: 名录漏了两家');
    expect(out).toMatch(/本日志中的其他抽取 \/ other draws in this log: 1\n {2}\S+-1 已作废/);
    const { json } = await draw('verify', place('voided-public'));
    expect(json.earlier).toMatchObject([
      { drawNo: 1, state: 'void', reason: '名录漏了两家', isBefore: true },
    ]);
  });

  test('stands in explain, in a slip and in a certificate and its page', async () => {
    expect((await words('explain', unit.record.id, place('voided-public'))).out).toContain('此前作废 1 次');
    await draw('prove', unit.record.id, folder, '--slip', '--out', place('v-slip.json'));
    const slip = await words('slip', place('v-slip.json'), place('voided-public'));
    expect(slip.out).toContain('名录漏了两家');
    expect(slip.out).toContain('保证 / assurance: SELF');
    const { officers } = (await draw('slip', place('v-slip.json'), place('voided-public'))).json;
    const made = ['certificate', folder, '--unit', `${unit.stratum}/${unit.index}`, '--officer', officers[0]];
    expect((await words(...made, '--html', place('v.html'))).out).toContain('名录漏了两家');
    expect(readFileSync(place('v.html'), 'utf8')).toContain('名录漏了两家');
    const checked = await words('certificate', '--check', place('v.html'), place('voided-public'));
    expect(checked.out).toContain('此前作废 1 次');
    expect(checked.exitCode).toBe(0);
  });

  test('cannot be left out of a certificate', async () => {
    const [id] = [unit.record.id];
    const { officers } = (await draw('slip', place('v-slip.json'), place('voided-public'))).json;
    const { json } = await draw('certificate', folder, '--unit', id, '--officer', officers[0]);
    writeFileSync(place('forged.json'), JSON.stringify({ ...json, earlier: [] }));
    const judged = await words('certificate', '--check', place('forged.json'), place('voided-public'));
    expect(judged.err).toMatch(/^DIFFERS: 凭证的以前的封库/);
  });
});

test('another campaign over nearly the same pool is listed', async () => {
  const other = await sampleFolder(home, 'two');
  await freeze(other, place('two-1.key'));
  await draw('run', other, '--keys', place('two-1.key'));
  edit(other, 'targets.csv', (text) => text.trimEnd().split('\r\n').slice(0, -1).join('\r\n'));
  edit(other, 'rules.json', (text) => text.replace(/("filter": ")/, '$1另一范围'));
  const again = await freeze(other, place('two-2.key'), '--campaign', 'another');
  expect(again.exitCode).toBe(0);
  await draw('run', other, '--draw', 'another-1', '--keys', place('two-2.key'));
  const { json } = await draw('verify', other, '--draw', 'another-1');
  expect(json).toMatchObject({ ok: true, others: [{ state: 'drawn', isSameFrame: false }] });
  expect(json.others[0].count).toBeGreaterThan(0);
  expect((await words('verify', other, '--draw', 'another-1')).out).toMatch(
    /-1 已抽取 \/ drawn，封库 frozen/,
  );
});

test('a rehearsal is said to be one by every command that a reader may take for proof', async () => {
  const real = await sampleFolder(home, 'play');
  await freeze(real, place('play.key'), '--rehearsal');
  const play = join(real, 'rehearsal');
  const { json: run } = await draw('run', play, '--keys', place('play.key'));
  const [one] = run.units;
  await draw('publish', play, place('play-public'));
  await draw('prove', one.id, play, '--slip', '--out', place('play-slip.json'));
  await draw(
    'certificate',
    play,
    '--unit',
    one.id,
    '--officer',
    one.officers[0],
    '--html',
    place('play.html'),
  );
  await words('audit', play, '--trials', '20', '--html', place('play-audit.html'));
  const said = [
    (await words('verify', place('play-public'))).out,
    (await words('slip', place('play-slip.json'), place('play-public'))).out,
    (await words('certificate', '--check', place('play.html'), place('play-public'))).out,
    (await words('explain', one.id, place('play-public'))).out,
    readFileSync(place('play.html'), 'utf8'),
    readFileSync(place('play-audit.html'), 'utf8'),
  ];
  for (const text of said) {
    expect(text).toContain('演练，不是真实抽取');
    expect(text).toMatch(/SELF|自证/);
  }
});

describe('after substitutions', () => {
  let replaced: string;
  // biome-ignore lint/suspicious/noExplicitAny: whatever was printed
  let run: any;
  let incoming: string;

  beforeAll(async () => {
    replaced = await sampleFolder(home, 'replaced');
    await freeze(replaced, place('replaced.key'));
    run = (await draw('run', replaced, '--keys', place('replaced.key'))).json;
    const [gone, , kept] = run.units;
    await draw('prove', gone.id, replaced, '--slip', '--out', place('gone.json'));
    await draw('prove', kept.id, replaced, '--slip', '--out', place('kept.json'));
    const made = ['certificate', replaced, '--html'];
    await words(...made, place('gone.html'), '--unit', gone.id, '--officer', gone.officers[0]);
    writeFileSync(place('evidence.pdf'), 'a scan');
    const people = ['--evidence', place('evidence.pdf'), '--requester', 'li', '--approver', 'wang'];
    const first = await draw(
      ...['substitute', replaced, '--kind', 'target', '--unit', gone.id, '--reason', 'closed', ...people],
    );
    incoming = first.json.comesIn;
    const ill = ['--kind', 'officer', '--unit', kept.id, '--officer', kept.officers[0], '--reason', 'ill'];
    expect((await draw('substitute', replaced, ...ill, ...people)).exitCode).toBe(0);
    await draw('publish', replaced, place('replaced-public'));
  });

  test('the slip of the unit that went is refused; that of a changed team holds and says so', async () => {
    const gone = await words('slip', place('gone.json'), place('replaced-public'));
    expect(gone.exitCode).toBe(1);
    expect(gone.err).toContain('该对象已被替换，本凭证不再作为检查依据');
    const kept = await words('slip', place('kept.json'), place('replaced-public'));
    expect(kept.exitCode).toBe(0);
    expect(kept.out).toContain('检查组已在第 2 次替换中变更');
    expect((await draw('prove', run.units[0].id, replaced, '--slip')).json.code).toBe('SLIP_REPLACED');
  });

  test('the certificate of the unit that went holds, and says that it went', async () => {
    const judged = await words('certificate', '--check', place('gone.html'), place('replaced-public'));
    expect(judged.exitCode).toBe(0);
    expect(judged.out).toContain('该对象已在第 1 次替换中退出');
    const [{ id, officers }] = run.units;
    await words(
      'certificate',
      replaced,
      '--unit',
      id,
      '--officer',
      officers[0],
      '--html',
      place('late.html'),
    );
    expect(readFileSync(place('late.html'), 'utf8')).toContain('该对象已在第 1 次替换中退出');
    expect(
      (await words('certificate', '--check', place('late.html'), place('replaced-public'))).exitCode,
    ).toBe(0);
  });

  test('the unit that came in has a slip of its own, which nobody can alter', async () => {
    await draw('prove', incoming, replaced, '--slip', '--out', place('incoming.json'));
    const held = await draw('slip', place('incoming.json'), place('replaced-public'));
    expect(held.json).toMatchObject({ ok: true, id: incoming, substitution: { n: 1, kind: 'target' } });
    const lines = await words('slip', place('incoming.json'), place('replaced-public'));
    expect(lines.out).toContain('由第 1 次替换补入');
    const text = readFileSync(place('incoming.json'), 'utf8');
    const lies: [string, string, RegExp][] = [
      ['"reason":"closed"', '"reason":"opened"', /^DIFFERS/],
      [incoming, `${incoming.slice(0, -1)}X`, /^PATH_WRONG/],
      [JSON.parse(text).head, '0'.repeat(64), /^HEAD_ABSENT/],
      [JSON.parse(text).head, run.head ?? (await draw('status', replaced)).json.head, /^HEAD_ABSENT/],
      [JSON.parse(text).salt, '0'.repeat(32), /^DIFFERS/],
    ];
    for (const [from, to, code] of lies) {
      writeFileSync(place('lie.json'), text.replace(from, to));
      expect((await words('slip', place('lie.json'), place('replaced-public'))).err).toMatch(code);
    }
    const officer = run.units[1].officers[0];
    const certified = await words('certificate', replaced, '--unit', incoming, '--officer', officer);
    expect(certified.err).toContain('补入的');
  });

  test('explain names kind and reason in words', async () => {
    const { out } = await words('explain', run.units[0].id, replaced);
    expect(out).toMatch(/第 1 次替换（换对象）：理由“已注销或停业”；.* 退出，.* 补入/);
    expect((await words('verify', place('replaced-public'))).out).toContain('替换逐次重算');
  });
});

test('a secret that is withheld is overdue by so many days', async () => {
  const hidden = await sampleFolder(home, 'hidden');
  const start = Date.parse('2026-11-20T02:00:00Z');
  setClock({ now: () => new Date(start) });
  edit(hidden, 'rules.json', (text) =>
    text.replace(/("authority":)/, '"mode": "confidential",\n  $1').replace(/\n\s*"mode": "open",/, ''),
  );
  const frozen = await freeze(hidden, place('hidden.key'), '--draw-by', '+2h', '--open-by', '+1d');
  expect(frozen.err).toBe('');
  expect((await draw('run', hidden, '--keys', place('hidden.key'))).json.state).toBe('drawn');
  await draw('publish', hidden, place('hidden-public'));
  expect((await words('verify', place('hidden-public'))).out).toContain(
    '应于 2026-11-21 10:00:00 +08:00 公开',
  );
  setClock({ now: () => new Date(start + 4.5 * 86_400_000) });
  expect((await words('verify', place('hidden-public'))).out).toContain('已逾期 3 天仍未公开');
  setClock({ now: () => new Date() });
});

describe('where a bundle was changed', () => {
  test.each<[string, string, (text: string) => string, RegExp]>([
    [
      'a name',
      'selected.jsonl',
      (t) => t.replace(/"name":"./, '"name":"伪'),
      /PATH_WRONG[\s\S]*层 [a-z]：selected\.jsonl/,
    ],
    [
      'an event',
      'log.jsonl',
      (t) => t.replace('名录漏了两家', '名录漏了三家'),
      /LOG_CHAIN[\s\S]*第 2 条被改动/,
    ],
  ])('%s: file and place are named', async (name, file, change, expected) => {
    const copy = place(`changed-${name.length}`);
    await draw('publish', folder, copy);
    edit(copy, file, change);
    expect((await words('verify', copy)).err).toMatch(expected);
  });

  test('a result: the line is named', async () => {
    const bundle = join(folder, 'draws', (await draw('status', folder)).json.draws[1].name);
    const before = readFileSync(join(bundle, 'results.jsonl'), 'utf8');
    edit(bundle, 'results.jsonl', (text) => text.replace(/"order":1,/, '"order":9,'));
    const { err } = await words('verify', bundle, '--restricted');
    expect(err).toMatch(
      /DIFFERS: 文件“results\.jsonl”第 \d+ 行不一致。results\.jsonl, line \d+ differs: .*"order":9/,
    );
    writeFileSync(join(bundle, 'results.jsonl'), before);
  });
});

test('an audit takes the draw folder, and before a freeze the folder of spreadsheets', async () => {
  const page = place('audit.html');
  await words(
    'audit',
    folder,
    '--draw',
    (await draw('status', folder)).json.draws[1].name,
    '--trials',
    '20',
    '--html',
    page,
  );
  expect(readFileSync(page, 'utf8')).toContain('第 2 次封库');
  const fresh = await sampleFolder(home, 'fresh');
  for (const said of [[fresh], ['--rules', join(fresh, 'rules.json'), '--pools', fresh]]) {
    const { exitCode, json, err } = await fairdraw(['draw', 'audit', ...said, '--trials', '20']);
    expect([exitCode, json.kind, /\r/.test(err)]).toEqual([0, 'fairdraw-audit', false]);
    expect(json.never.map(({ zh }: { zh: string }) => zh).join()).not.toMatch(/“closed”|“n-/);
  }
  const nowhere = await words('audit', fresh, '--trials', '20', '--html', home);
  expect(nowhere.err).toContain('它是文件夹');
});
