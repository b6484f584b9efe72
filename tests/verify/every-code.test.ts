/**
 * Every code of docs/draw.md §21 is met at least once by both verifiers, but for those that no files can lead to.
 * What is bent here is bent by somebody who holds every key, so that the check in question is the first to fail.
 */
import {
  type BundleFiles,
  chainHash,
  type FaultCode,
  faultTable,
  verifyPublic,
  verifyRestricted,
} from '../../scheduler/draw/index.js';
import { type Sample, samplesOf } from './corpus.js';
import { inBase64, PythonVerifier } from './python.js';
import { type Json, linesOf, retell, type Tale, toLines, write } from './rewrite.js';

/** No file leads there. */
const unreachable: Partial<Record<FaultCode, string>> = {
  TEXT_NOT_ACCEPTED: 'texts are looked at when they enter the system; verifiers take the bytes',
  STRATA_DIFFER: 'the strata of a bundle are those of the commitment; those of the rules are RULES_CHANGED',
  CUT_WRONG: 'the certificate is recomputed before its cut is counted',
  REVEALS_MISSING: 'a draw without all reveals has no outcome to verify; see the test of `run`',
};

/** Acts by what they are here for. */
const acts = {
  open: 1134,
  confidential: 38,
  beacon: 654,
  session: 16,
  twoWitnesses: 39,
  substituted: 96,
  scarce: 48,
};
const samples = new Map(
  Object.entries(acts).flatMap(([name, number]) =>
    samplesOf(number).map((sample) => [sample.name.replace(String(number), name), sample] as const),
  ),
);

type Change = (tale: Tale) => string;
const last = <T>(list: readonly T[]): T => list.at(-1)!;
const eventOf = ({ events }: Tale, kind: string): Json => events.find((event) => event.kind === kind);

/** Bends the commitment and nothing behind it. */
const commit =
  (change: (commit: Json) => void): Change =>
  (tale) => {
    const { body } = eventOf(tale, 'freeze');
    change(body.commit ?? last(body.commits));
    return 'log.jsonl';
  };

/** Bends the body of the first event of a kind. */
const body =
  (kind: string, change: (body: Json, tale: Tale) => void): Change =>
  (tale) => {
    change(eventOf(tale, kind).body, tale);
    return 'log.jsonl';
  };

/** One more event after all others. */
const more =
  (kind: string, bodyOf: (tale: Tale) => Json): Change =>
  (tale) => {
    tale.events.push({ ...tale.events[0], kind, body: bodyOf(tale) });
    return 'log.jsonl';
  };

const reveal = (type: string, change: (body: Json) => void): Change =>
  body('freeze', ({ commit: { entropy } }, { events }) => {
    change(events.find((event) => event.kind === 'reveal' && entropy[event.body.source].type === type).body);
  });

/** Bends a document, and all hashes with it. */
const document =
  (file: string, change: (value: Json) => void): Change =>
  ({ files }) => {
    const value = JSON.parse(files[file]!);
    change(value);
    files[file] = write(value);
    return file;
  };

const rules = (change: (rules: Json) => void) => document('rules.json', change);
const source = (type: string, change: (source: Json, all: Json[]) => void) =>
  rules(({ entropy }) => {
    change(
      entropy.find((one: Json) => one.type === type),
      entropy,
    );
  });

const records =
  (file: string, change: (records: Json[], files: Tale['files']) => void): Change =>
  ({ files }) => {
    const all = linesOf(files[file]!);
    change(all, files);
    files[file] = toLines(all);
    return file;
  };

/** A file as it stands there, and no hash made anew. */
const raw =
  (file: string, change: (text: string) => string | Uint8Array | undefined): Change =>
  ({ files }) => {
    const text = change(files[file] ?? '');
    if (text === undefined) delete files[file];
    else files[file] = text as string;
    return 'log.jsonl';
  };

const sizes = (count: number) =>
  rules((all) => {
    delete all.total;
    all.strata = all.strata.map(({ code, select }: Json) => ({ code, count, reserve: 0, select }));
  });

const secondFreeze = (change: (commit: Json) => void): Change =>
  more('freeze', (tale) => {
    const second = structuredClone(eventOf(tale, 'freeze').body.commit);
    change(second);
    return { commit: second };
  });

const zeros = '0'.repeat(64);
const first = (list: Json[], kind: string): Json => list.find((detail) => detail.kind === kind);

const cases: [FaultCode, string, Change][] = [
  ['MALFORMED', 'open drawn public', rules((all) => Object.assign(all, { stage: 'none' }))],
  ['NOT_CANONICAL', 'open drawn public', raw('receipt.json', (text) => ` ${text}`)],
  ['NOT_UTF8', 'open drawn public', raw('table.json', () => Buffer.of(0xff))],
  ['RECORD_LINE', 'open drawn public', raw('selected.jsonl', (text) => text.slice(0, -1))],
  ['RECORD_ORDER', 'open frozen restricted', records('inspectors.jsonl', (all) => all.reverse())],
  [
    'DUPLICATE_ID',
    'open frozen restricted',
    records('excluded.jsonl', (all, files) => {
      all.splice(0, all.length, { ...all[0], id: linesOf(files['pool/s1.jsonl']!)[0].id });
    }),
  ],
  [
    'UNKNOWN_ALGORITHM',
    'open frozen public',
    rules((all) => Object.assign(all.team, { alg: 'sr-assign/9' })),
  ],
  [
    'UNKNOWN_ENTROPY',
    'open frozen public',
    source('operator', (one) => Object.assign(one, { type: 'moon' })),
  ],
  [
    'RULES_CONTRADICT',
    'open frozen public',
    rules((all) => Object.assign(all.window, { from: '2026-12-01', to: '2026-11-01' })),
  ],
  [
    'CONTROLLED_REFUSED',
    'open frozen public',
    rules((all) => {
      delete all.total;
      const { code, select } = all.strata[0];
      all.strata[0] = { code, rate: 1, rounding: 'controlled', bound: 'cap', reserve: 0, select };
    }),
  ],
  [
    'TEAM_TOO_SMALL',
    'open frozen public',
    rules((all) => Object.assign(all.team, { slots: [{ n: 1, role: 'inspector' }] })),
  ],
  [
    'OPERATOR_IS_WITNESS',
    'open frozen public',
    source('witness', (one) => Object.assign(one, { id: 'op-li' })),
  ],
  ['WITNESS_KEY', 'open frozen public', source('witness', (one) => Object.assign(one, { publicKey: zeros }))],
  ['SOURCE_TWICE', 'open frozen public', source('number', (one) => Object.assign(one, { id: 'op-li' }))],
  ['WITNESS_TWICE', 'open frozen public', source('witness', (one, all) => all.push({ ...one }))],
  ['BEACON_CHAIN', 'beacon frozen public', source('beacon', (one) => Object.assign(one, { period: 30 }))],
  [
    'BEACON_KEY',
    'beacon frozen public',
    source('beacon', (one) => {
      one.publicKey = `c0${'0'.repeat(190)}`;
      one.chainHash = chainHash(one);
    }),
  ],
  ['SAMPLE_EXCEEDS_POOL', 'open frozen restricted', sizes(1000)],
  ['NOTHING_TO_DRAW', 'open frozen restricted', sizes(0)],
  [
    'NO_INSPECTORS',
    'open frozen restricted',
    ({ files }) => {
      Object.assign(files, { 'inspectors.jsonl': '', 'conflicts.jsonl': '' });
      return 'inspectors.jsonl';
    },
  ],
  [
    'DISTRICT_WITHOUT_OFFICERS',
    'open frozen restricted',
    records('pool/s1.jsonl', (all) => Object.assign(all[0], { district: 'nowhere' })),
  ],
  [
    'WEIGHT_MISSING',
    'open frozen restricted',
    (tale) => {
      records('pool/s1.jsonl', (all) => {
        for (const record of all) delete record.weight;
      })(tale);
      eventOf(tale, 'freeze').body.commit.strata[0].weightsHash = zeros;
      return rules((all) => Object.assign(all.strata[0], { select: 'sr-pps/1' }))(tale);
    },
  ],
  [
    'WEIGHTS_RULE',
    'open frozen public',
    commit(({ strata: [one] }) => {
      if (one.weightsHash) delete one.weightsHash;
      else one.weightsHash = zeros;
    }),
  ],
  [
    'TOO_MANY_PLACES',
    'open frozen restricted',
    rules((all) => {
      all.team.alg = 'sr-assign-me/1';
      all.team.slots = Array.from({ length: 20_001 }, () => ({ n: 100, role: 'inspector' }));
    }),
  ],
  [
    'UNKNOWN_CONFLICT',
    'open frozen restricted',
    records('conflicts.jsonl', (all) => {
      all.splice(0, all.length, { entity: 'a:1', officer: 'cert:nobody', reason: zeros });
    }),
  ],
  ['STATEMENT_WRONG', 'open frozen restricted', document('statement.json', (all) => all.covered++)],
  ['SECRET_RULE', 'confidential frozen public', commit((all) => delete all.revealBy)],
  ['TIME_ORDER', 'open frozen public', commit((all) => Object.assign(all, { drawBy: all.frozenAt }))],
  [
    'TARGET_SOURCE_RULE',
    'open frozen public',
    commit((all) => Object.assign(all, { targetSource: { kind: 'list', hash: zeros } })),
  ],
  [
    'TARGET_LEFT_OUT',
    'open frozen public',
    commit((all) => {
      Object.assign(all, { stage: 'officers', targetSource: { kind: 'list', hash: zeros } });
      all.excluded.count = 1;
    }),
  ],
  ['VOID_LATE', 'open void public', body('void', (one) => (one.at = 2e9))],
  ['SESSION_DIFFERS', 'session frozen public', commit((all) => all.drawBy++)],
  [
    'LOG_CHAIN',
    'open drawn public',
    (tale) => {
      tale.asWritten.add(tale.events[1]);
      tale.events[1].seq++;
      return 'log.jsonl';
    },
  ],
  ['LOG_UNKNOWN_DRAW', 'open frozen public', more('void', () => ({ C: zeros, at: 2e9, reason: '' }))],
  ['TRANSITION', 'open drawn public', more('void', (tale) => ({ ...sessionAndTime(tale), reason: '' }))],
  ['CAMPAIGN_OPEN', 'open frozen public', secondFreeze((all) => all.drawBy++)],
  ['CAMPAIGN_DRAWN', 'open drawn public', secondFreeze((all) => all.drawBy++)],
  ['DRAW_NUMBER', 'open frozen public', commit((all) => all.drawNo++)],
  ['COMMIT_TWICE', 'open frozen public', secondFreeze(() => undefined)],
  [
    'OPENING_OVERDUE',
    'confidential drawn public',
    secondFreeze((all) => {
      const frozenAt = all.revealBy + 1;
      for (const one of all.entropy) if (one.knowableAt) one.knowableAt = frozenAt + 1;
      Object.assign(all, { campaign: 'next', frozenAt, drawBy: frozenAt + 9000, revealBy: frozenAt + 9001 });
    }),
  ],
  ['OPENING_EARLY', 'confidential after public', body('opening', (one) => one.at--)],
  [
    'OPENING_OPEN_MODE',
    'open drawn public',
    more('opening', (tale) => ({ ...sessionAndTime(tale), secret: zeros, receiptHash: zeros })),
  ],
  ['OPENING_RECEIPT', 'confidential after public', body('opening', (one) => (one.receiptHash = zeros))],
  ['SECRET_MISMATCH', 'confidential after public', body('opening', (one) => (one.secret = zeros))],
  ['ANCHOR_UNKNOWN_WITNESS', 'open anchored public', body('anchor', (one) => (one.witness = 'nobody'))],
  [
    'ANCHOR_TWICE',
    'twoWitnesses anchored public',
    (tale) => {
      tale.events.splice(2, 1, structuredClone(tale.events[1]));
      return 'log.jsonl';
    },
  ],
  [
    'ANCHOR_SIGNATURE',
    'open anchored public',
    (tale) => {
      const event = eventOf(tale, 'anchor');
      tale.asWritten.add(event);
      event.body.at++;
      return 'log.jsonl';
    },
  ],
  ['ANCHOR_WINDOW', 'open anchored public', body('anchor', (one) => (one.at += 601))],
  [
    'ANCHOR_KNOWABLE',
    'open anchored public',
    commit(({ entropy, frozenAt }) => {
      for (const one of entropy) if (one.knowableAt) one.knowableAt = frozenAt + 1;
    }),
  ],
  ['ANCHOR_HEAD', 'open anchored public', body('anchor', (one) => (one.head = zeros))],
  ['ANCHOR_STATEMENT', 'open anchored public', body('anchor', (one) => (one.statementHash = zeros))],
  ['REVEAL_UNKNOWN', 'open drawn public', body('reveal', (one) => (one.source = 99))],
  [
    'REVEAL_TWICE',
    'open drawn public',
    (tale) => {
      const at = tale.events.indexOf(eventOf(tale, 'reveal'));
      tale.events.splice(at, 0, structuredClone(tale.events[at]));
      return 'log.jsonl';
    },
  ],
  ['REVEAL_MISMATCH', 'open drawn public', reveal('operator', (one) => (one.value = zeros))],
  ['REVEAL_WEAK', 'open drawn public', reveal('witness', (one) => (one.value = ''))],
  ['REVEAL_EARLY', 'open drawn public', reveal('number', (one) => (one.at -= 3900))],
  ['REVEAL_LATE', 'open drawn public', reveal('number', (one) => (one.at += 99_999))],
  [
    'REVEAL_ORDER',
    'open drawn public',
    (tale) => {
      const reveals = tale.events.filter((event) => event.kind === 'reveal');
      const at = tale.events.indexOf(reveals[0]);
      tale.events.splice(at, reveals.length, ...reveals.reverse());
      return 'log.jsonl';
    },
  ],
  ['NUMBER_FORMAT', 'open drawn public', reveal('number', (one) => (one.value = '30312c31'))],
  [
    'NUMBER_RANGE',
    'open drawn public',
    reveal('number', (one) => (one.value = one.value.replace(/(3\d)+$/, '393939'))),
  ],
  [
    'BEACON_ROUND',
    'beacon drawn public',
    reveal('beacon', (one) => (one.value = `00000000000003e9${one.value.slice(16)}`)),
  ],
  [
    'BEACON_SIGNATURE',
    'beacon drawn public',
    reveal('beacon', (one) => (one.value = one.value.slice(0, -2))),
  ],
  ['RECEIPT_NOT_NEXT', 'open drawn public', body('receipt', (one) => one.at++)],
  ['LAPSE_EARLY', 'open lapsed public', body('lapse', (one) => one.at--)],
  ['LAPSE_NAMES', 'open lapsed public', body('lapse', (one) => one.missing.reverse())],
  ['SUBSTITUTION_NUMBER', 'substituted after public', body('substitution', (one) => one.n++)],
  [
    'SUBSTITUTION_REASON',
    'substituted after public',
    records('substitutions.jsonl', (all) => (all[0].reason = 'whim')),
  ],
  [
    'SUBSTITUTION_APPROVER',
    'substituted after public',
    records('substitutions.jsonl', (all) => (all[0].approver = all[0].requester)),
  ],
  [
    'SUBSTITUTION_TARGET',
    'substituted after public',
    records('substitutions.jsonl', (all) => (all[0].target = 999)),
  ],
  [
    'SUBSTITUTION_PLACE',
    'substituted after public',
    records('substitutions.jsonl', (all) => (first(all, 'officer').place = 99)),
  ],
  [
    'SUBSTITUTION_IMPOSSIBLE',
    'scarce drawn public',
    (tale) => {
      const { C, teams } = JSON.parse(tale.files['receipt.json']!);
      const [{ index, slots }] = teams;
      const people = { requester: zeros, approver: '1'.repeat(64), evidence: zeros };
      const place = { target: index, slot: 0, place: 0, out: slots[0][0], in: 0, slots, lead: 0 };
      tale.files['substitutions.jsonl'] = toLines([
        { n: 1, kind: 'officer', reason: 'ill', ...people, ...place },
      ]);
      tale.events.push({ ...tale.events[0], kind: 'substitution', body: { C, at: 2e9, n: 1, hash: zeros } });
      return 'substitutions.jsonl';
    },
  ],
  ['POOL_CHANGED', 'open frozen restricted', raw('excluded.jsonl', () => '')],
  [
    'RULES_CHANGED',
    'open frozen public',
    raw('rules.json', (text) => text.replace('"limit":3', '"limit":4').replace('已歇业', '歇业')),
  ],
  ['FILE_MISSING', 'open drawn public', raw('nodes.json', () => undefined)],
  ['FILE_UNKNOWN', 'open drawn public', raw('constructor', () => '')],
  ['FILE_EARLY', 'confidential drawn public', raw('receipt.json', () => '{}')],
  ['DIFFERS', 'open drawn public', document('receipt.json', (all) => (all.assurance = 'BEACON'))],
  [
    'PATH_WRONG',
    'open drawn public',
    raw('nodes.json', (text) => text.replace(/"nodes":\[[^\]]*\]/, '"nodes":[]')),
  ],
];

/** With C as in an anchor, which a single draw's is. */
function sessionAndTime(tale: Tale): { C: string; at: number } {
  return { C: eventOf(tale, 'reveal').body.C, at: 2e9 };
}

describe('every code', () => {
  const python = new PythonVerifier();
  afterAll(() => python.end());
  const verify = (level: Sample['level'], files: BundleFiles, expect = {}) =>
    level === 'public' ? verifyPublic(files, expect) : verifyRestricted(files, expect);

  test.each(cases)('%s: %s', async (code, name, change) => {
    const sample = samples.get(name)!;
    const files = retell(sample, change);
    expect(verify(sample.level, files)).toMatchObject({ ok: false, code });
    expect(await python.verify(sample.level, files)).toMatchObject({ ok: false, code });
  });

  const { level, files } = samples.get('open drawn public')!;

  test('DRAW_ABSENT', async () => {
    const named = { ...files, 'draw.json': write({ ...JSON.parse(files['draw.json']!), C: zeros }) };
    expect(verify(level, named)).toMatchObject({ code: 'DRAW_ABSENT' });
    expect(await python.verify(level, named)).toMatchObject({ code: 'DRAW_ABSENT' });
  });

  test.each([
    ['HEAD_ABSENT', { heads: [zeros] }],
    ['WITNESS_KEY_DIFFERS', { witnesses: [{ id: 'w-0', publicKey: zeros }] }],
    ['WITNESS_KEY_DIFFERS', { witnesses: [{ id: 'stranger', publicKey: zeros }] }],
    ['DIFFERS', { authority: '11440800007000002B' }],
  ])('%s of what is known from elsewhere', async (code, known) => {
    expect(verify(level, files, known)).toMatchObject({ code });
    expect(await python.verify(level, files, known)).toMatchObject({ code });
  });

  test('REVEALS_MISSING of `run`', async () => {
    const frozen = samples.get('open frozen restricted')!.files;
    expect(await python.ask({ do: 'run', files: inBase64(frozen) })).toMatchObject({
      code: 'REVEALS_MISSING',
    });
  });

  test('none is left out', () => {
    const met = [...cases.map(([code]) => code), 'DRAW_ABSENT', 'HEAD_ABSENT', 'WITNESS_KEY_DIFFERS'];
    expect([...new Set([...met, ...Object.keys(unreachable)])].sort()).toEqual(
      Object.keys(faultTable).sort(),
    );
  });
});
