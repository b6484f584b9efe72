/**
 * Bad inputs are called by the same code everywhere: by the library, by `fairdraw draw verify` on a folder, and by
 * verify.py as a process; and all three say in Chinese and in English where it is and what is wrong.
 *
 * Whoever made them had all keys: the hashes behind each of them are in order.
 */
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  beaconValue,
  chainHash,
  roundOf,
  toHex,
  verifyPublic,
  verifyRestricted,
} from '../../scheduler/draw/index.js';
import { saveBundle } from '../../tools/client/index.js';
import { chainOf, signRound } from '../scheduler/draw/chain.js';
import { fairdraw, temporaryFolder } from '../tools/cli/command.js';
import { type Sample, samplesOf } from './corpus.js';
import { type Json, linesOf, retell, type Tale, toLines, write } from './rewrite.js';

/** Open, three strata, a lottery and a witness; confidential and opened; with the beacon of quicknet. */
const [open, confidential, beacon] = [1134, 38, 654].map((number) => samplesOf(number));
const restricted = (samples: Sample[] = []) => samples.at(-2)!;
const published = (samples: Sample[] = []) => samples.at(-1)!;
const eventOf = (events: Json[], kind: string, matches: (body: Json) => boolean = () => true): Json =>
  events.find((event) => event.kind === kind && matches(event.body));

/** Bends the records of a file. */
const records =
  (file: string, change: (records: Json[], files: Tale['files']) => void) =>
  ({ files }: Tale): string => {
    const all = linesOf(files[file]!);
    change(all, files);
    files[file] = toLines(all);
    return file;
  };

/** Bends events of the log. */
const log =
  (change: (events: Json[], tale: Tale) => void) =>
  (tale: Tale): string => {
    change(tale.events, tale);
    return 'log.jsonl';
  };

/** Bends a document. */
const document =
  (file: string, change: (value: Json) => void) =>
  ({ files }: Tale): string => {
    const value = JSON.parse(files[file]!);
    change(value);
    files[file] = write(value);
    return file;
  };

const revealOf = (events: Json[], type: string): Json => {
  const { commit } = eventOf(events, 'freeze').body;
  return eventOf(events, 'reveal', (body) => commit.entropy[body.source].type === type).body;
};

const secretKey = new Uint8Array(32).fill(9);

/** Another chain in place of quicknet, and a value of it: `round` is that of the signature. */
const otherChain = (events: Json[], files: Tale['files'], off: number): void => {
  const { commit } = eventOf(events, 'freeze').body;
  const chain = { ...chainOf(secretKey), id: 'quicknet', genesis: commit.frozenAt - 1000 };
  chain.chainHash = chainHash(chain);
  const rules = JSON.parse(files['rules.json']!);
  rules.entropy = rules.entropy.map((source: Json) => (source.type === 'beacon' ? chain : source));
  files['rules.json'] = write(rules);
  const round = roundOf(chain, commit.frozenAt);
  revealOf(events, 'beacon').value = toHex(beaconValue(round, signRound(secretKey, round + off)));
};

type Case = [
  name: string,
  sample: Sample,
  change: (tale: Tale) => string,
  code: string,
  zh: string,
  en: string,
];

const cases: Case[] = [
  [
    'a pool out of order',
    restricted(open),
    records('pool/s1.jsonl', (all) => all.reverse()),
    ...['RECORD_ORDER', '“pool/s1.jsonl”第 2 行没有按标识排序', 'pool/s1.jsonl, line 2: ids must ascend'],
  ],
  [
    'an id twice in a file',
    restricted(open),
    records('inspectors.jsonl', (all) => all.splice(1, 0, all[0])),
    ...[
      'RECORD_ORDER',
      '“inspectors.jsonl”第 2 行没有按标识排序，或与上一行重复',
      'inspectors.jsonl, line 2',
    ],
  ],
  [
    'an id in two files',
    restricted(open),
    records('excluded.jsonl', (all, files) => {
      all.splice(0, all.length, { ...all[0], id: linesOf(files['pool/s1.jsonl']!)[0].id });
    }),
    ...[
      'DUPLICATE_ID',
      '出现了两次（pool/s1.jsonl 与 excluded.jsonl）',
      '(pool/s1.jsonl and excluded.jsonl)',
    ],
  ],
  [
    'a float',
    restricted(open),
    records('inspectors.jsonl', (all) => {
      all[1].rank = 1.5;
    }),
    ...['NOT_CANONICAL', '“inspectors.jsonl:2”不是规范写法', 'inspectors.jsonl:2: not canonical JSON'],
  ],
  [
    'a capacity of zero in a record',
    restricted(open),
    records('inspectors.jsonl', (all) => {
      all[1].capacity = 0;
    }),
    ...[
      'MALFORMED',
      '“inspectors.jsonl:2.capacity”应为1 至 1000000',
      'inspectors.jsonl:2.capacity: expected',
    ],
  ],
  [
    'a capacity of zero in the rules',
    published(open),
    document('rules.json', (rules) => {
      rules.team.capacity = 0;
    }),
    ...['MALFORMED', 'team.capacity”应为1 至 1000000', 'team.capacity: expected'],
  ],
  [
    'a district without officers',
    restricted(open),
    records('inspectors.jsonl', (all) => {
      for (const officer of all) officer.districts = [{ code: '999999' }];
    }),
    ...['DISTRICT_WITHOUT_OFFICERS', '却没有任何检查人员可以前往', 'has targets, and no inspector may work'],
  ],
  [
    'a pool of a stratum that nobody froze',
    restricted(open),
    ({ files }) => {
      files['pool/s9.jsonl'] = files['pool/s1.jsonl']!;
      return 'pool/s9.jsonl';
    },
    ...['FILE_UNKNOWN', '多出不认识的文件“pool/s9.jsonl”', 'pool/s9.jsonl does not belong'],
  ],
  [
    'a stratum unknown to the rules',
    published(open),
    log((events) => {
      eventOf(events, 'freeze').body.commit.strata[0].code = 'a9';
    }),
    ...['RULES_CHANGED', '规则与封库时不同（strata）', 'not those committed (strata)'],
  ],
  [
    'an empty contribution',
    published(open),
    log((events) => {
      revealOf(events, 'operator').value = '';
    }),
    ...['REVEAL_WEAK', '随机数值必须是 32 字节', 'a value is 32 bytes'],
  ],
  [
    'a number outside its range',
    published(open),
    log((events) => {
      const body = revealOf(events, 'number');
      const parts = Buffer.from(body.value, 'hex').toString().split('|');
      const last = parts.pop()!.split(',').slice(0, -1);
      body.value = Buffer.from([...parts, [...last, '99'].join(',')].join('|')).toString('hex');
    }),
    ...['NUMBER_RANGE', '的号码 99 不在', 'lottery: 99 in part'],
  ],
  [
    'a signature of another round',
    published(beacon),
    (tale) => {
      otherChain(tale.events, tale.files, -1);
      return 'rules.json';
    },
    ...['BEACON_SIGNATURE', '“quicknet”第 75 轮的签名与登记的链不符', 'not the signature of round 75'],
  ],
  [
    'a value of another round',
    published(beacon),
    log((events) => {
      const body = revealOf(events, 'beacon');
      body.value = `00000000000003e9${body.value.slice(16)}`;
    }),
    ...['BEACON_ROUND', '须用第 1000 轮，不是第 1001 轮', 'round 1000 is needed, not 1001'],
  ],
  [
    'a signature of another chain',
    published(beacon),
    log((events) => {
      revealOf(events, 'beacon').value = toHex(beaconValue(1000, signRound(secretKey, 1000)));
    }),
    ...['BEACON_SIGNATURE', '“quicknet”第 1000 轮的签名与登记的链不符', 'not the signature of round 1000'],
  ],
  [
    'a receipt of another authority',
    published(open),
    document('receipt.json', (receipt) => {
      receipt.authority = '11440800007000002B';
    }),
    ...['DIFFERS', '不一致', '11440800007000002B'],
  ],
  [
    'an event of another authority',
    published(open),
    log((events) => {
      events.at(-1).authority = '11440800007000002B';
    }),
    ...['LOG_CHAIN', '断链：authority', 'chain broken at authority'],
  ],
  [
    'a gap in the log',
    published(open),
    log((events, { asWritten }) => {
      for (const event of events) asWritten.add(event);
      events.splice(1, 1);
    }),
    ...['LOG_CHAIN', '抽取日志第 2 条断链：seq', 'log event 2: chain broken at seq'],
  ],
  [
    'a secret that does not match',
    published(confidential),
    log((events) => {
      eventOf(events, 'opening').body.secret = 'a'.repeat(64);
    }),
    ...['SECRET_MISMATCH', '秘密值与封库时的指纹不符', 'the secret does not match'],
  ],
] as Case[];

describe('bad inputs', () => {
  const root = temporaryFolder();

  test.each(cases)('%s', async (name, sample, change, code, zh, en) => {
    const files = retell(sample, change);
    const verify = sample.level === 'public' ? verifyPublic : verifyRestricted;
    const refused = { ok: false, code, zh: expect.stringContaining(zh), en: expect.stringContaining(en) };
    expect(verify(files)).toMatchObject(refused);

    const folder = join(root, name);
    await saveBundle(folder, files);
    const words = sample.level === 'public' ? [folder] : [folder, '--restricted'];
    const command = await fairdraw(['draw', 'verify', ...words, '--json']);
    expect(command).toMatchObject({ exitCode: 1, json: refused });

    const python = spawnSync('python3', ['verify/verify.py', ...words], { encoding: 'utf8' });
    expect(python).toMatchObject({ status: 1, stderr: '' });
    for (const part of [`${code}: `, zh, en]) expect(python.stdout).toContain(part);
  });
});

describe('verify.py FOLDER', () => {
  const root = temporaryFolder();
  const run = (...words: string[]) =>
    spawnSync('python3', ['verify/verify.py', ...words], { encoding: 'utf8' });

  test('a sound draw, in words for an auditor', async () => {
    const folder = join(root, 'sound');
    await saveBundle(folder, published(confidential).files);
    writeFileSync(join(folder, '.DS_Store'), 'x');
    const { status, stdout } = run(folder);
    expect(status).toBe(0);
    for (const part of ['核验通过 VERIFIED', '状态 state: opened 已公开', '种子 seed: ', 'Without --witness'])
      expect(stdout).toContain(part);
  });

  test('an unopened one says what cannot be verified', async () => {
    const folder = join(root, 'hidden');
    await saveBundle(folder, confidential!.at(-3)!.files);
    expect(run(folder)).toMatchObject({ status: 0, stdout: expect.stringContaining('保密抽取尚未公开') });
  });

  test.each([
    ['no folder', [join(root, 'nowhere')], 2, 'There is no folder'],
    ['nothing at all', [], 2, '请给出一个文件夹'],
    ['a head that is none', [root, '--head', 'x'], 2, '64 hex digits'],
    ['a folder that is no bundle', [join(root, '..')], 1, 'file draw.json is missing'],
  ])('%s', (_, words, status, sentence) => {
    const said = run(...words);
    expect(said.status).toBe(status);
    expect(said.stdout + said.stderr).toContain(sentence);
    expect(said.stderr).not.toContain('Traceback');
  });
});
