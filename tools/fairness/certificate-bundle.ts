/** A certificate against the bundle of its draw: every figure is computed again. */
import {
  type AssignmentTable,
  type BundleFiles,
  DrawFault,
  eventHash,
  fraction,
  fromHex,
  inclusionOf,
  type Receipt,
  type Rules,
  readLog,
  ticketOf,
  toNumber,
  toText,
  type Verified,
  verifyPublic,
} from '../../scheduler/draw/index.js';
import { substitutedIn } from '../explain/substituted.js';
import { parsed, receiptEvent } from './bundle-parts.js';
import type { Certificate } from './certificate.js';
import { eligibleFor, estimateOf, unitsOf } from './pair-chance.js';
import { replacedBy, replacedWords, surroundingsOf } from './surroundings.js';

/** Something that holds, in words. */
export interface Held {
  zh: string;
  en: string;
}

/** What a bundle shows of a certificate. */
export interface BundleCheck {
  held: Held[];
  /** What a reader must know beside: substitutions since. */
  notes: Held[];
  verified: Verified;
}

/** The bundle holds, and every figure of the certificate is the one it gives. */
export function checkBundle(certificate: Certificate, files: BundleFiles): BundleCheck {
  const verdict = verifyPublic(publicPart(files));
  if (!verdict.ok) throw new DrawFault(verdict.code, verdict.data);
  requireSame('封库指纹', 'C', certificate.C, verdict.C);
  requireSame('日志位置', 'head', certificate.head, eventHash(receiptEvent(files, certificate.C)));
  const held = [
    {
      zh: '公开的抽取文件核验通过，凭证所指的日志事件在其中',
      en: 'the public bundle holds, with the event named here',
    },
  ];
  if (files['receipt.json'] === undefined) {
    held.push({
      zh: '保密期内：各项数值待公开后再核',
      en: 'not opened yet: the figures can be checked after the opening',
    });
    return { held, notes: unknownSubstitutions(verdict), verified: verdict };
  }
  const receipt = parsed<Receipt>(files, 'receipt.json');
  const rules = parsed<Rules>(files, 'rules.json');
  checkParties(certificate, receipt);
  checkSurroundings(certificate, receipt, verdict);
  checkUnit(certificate, receipt, rules, weightsOf(files));
  held.push({
    zh: '抽签号、入选线、中选概率按种子和规则重算一致',
    en: 'ticket, cut-off and probability recomputed from seed and rules',
  });
  if (files['table.json'] !== undefined) {
    checkPair(certificate, receipt, rules, parsed<AssignmentTable>(files, 'table.json'));
    held.push({
      zh: '检查组、可能人数和配对概率重算一致',
      en: 'team, number of possible officers and probability of the pair recomputed',
    });
  }
  return { held, notes: substitutionNotes(certificate, files, verdict), verified: verdict };
}

function checkSurroundings(certificate: Certificate, receipt: Receipt, verified: Verified): void {
  const expected = surroundingsOf(receipt, verified);
  const words = { names: '姓名', numbers: '公开号码', earlier: '以前的封库' } as const;
  for (const [field, zh] of Object.entries(words) as [keyof typeof words, string][]) {
    requireSame(zh, field, JSON.stringify(certificate[field]), JSON.stringify(expected[field]));
  }
}

/** Whether the pairing still counts; a certificate that says it ended must be right. */
function substitutionNotes(certificate: Certificate, files: BundleFiles, verified: Verified): Held[] {
  const draw = readLog(files['log.jsonl'] ?? '', { trusted: true }).draws.get(verified.C)!;
  const { details } = substitutedIn(files, draw);
  if (!details) return unknownSubstitutions(verified);
  const replaced = replacedBy(details, certificate.unit.target, certificate.officer.index);
  if (certificate.replaced) {
    requireSame('替换', 'replaced', JSON.stringify(certificate.replaced), JSON.stringify(replaced));
  }
  return replaced ? [replacedWords(replaced)] : [];
}

function unknownSubstitutions({ substitutions }: Verified): Held[] {
  if (substitutions === 0) return [];
  return [
    {
      zh: `日志中有 ${substitutions} 次替换，此文件夹没有明细，不能排除与本凭证有关`,
      en: `the log holds ${substitutions} substitution(s) without details here: they may concern this pairing`,
    },
  ];
}

function checkParties(certificate: Certificate, { commit, anchors, assurance }: Receipt): void {
  requireSame('任务', 'campaign', certificate.campaign, commit.campaign);
  requireSame('封库次序', 'drawNo', certificate.drawNo, commit.drawNo);
  requireSame('封库时间', 'frozenAt', certificate.frozenAt, commit.frozenAt);
  requireSame(
    '见证人',
    'witnesses',
    certificate.witnesses.join(' '),
    anchors.map(({ witness }) => witness).join(' '),
  );
  requireSame(
    '操作人',
    'operator',
    certificate.operator,
    commit.entropy.find(({ type }) => type === 'operator')!.id,
  );
  requireSame('保证', 'assurance', certificate.assurance, assurance);
}

function checkUnit(
  { unit }: Certificate,
  receipt: Receipt,
  rules: Rules,
  weights: (stratum: string) => number[] | undefined,
): void {
  const { strata } = receipt.commit;
  const h = strata.findIndex(({ code }) => code === unit.stratum);
  const drawn = receipt.strata[h]!;
  const offset = strata.slice(0, h).reduce((sum, { count }) => sum + count, 0);
  requireSame('对象序号', 'index', unit.target, offset + unit.index);
  requireSame('抽中与否', 'selected', drawn.selected.includes(unit.index), true);
  requireSame(
    '抽签号',
    'ticket',
    unit.ticket,
    ticketOf(fromHex(receipt.seed, 'seed'), unit.stratum, unit.index),
  );
  requireSame('入选线', 'cutOff', unit.cutOff ?? '', drawn.cutOff ?? '');
  requireSame('抽取数量', 'k', unit.k, drawn.k);
  requireSame('层的对象数', 'count', unit.count, strata[h]!.count);
  const pools = strata.map(({ code, count }) => ({ code, count, weights: weights(code) }));
  const [num, den = '1'] = unit.probability.split('/');
  requireSame('中选概率', 'decimal', unit.decimal, toNumber(fraction(BigInt(num!), BigInt(den))));
  requireSame(
    '中选概率',
    'probability',
    unit.probability,
    toText(inclusionOf(rules, pools)[h]!.of(unit.index)),
  );
}

/** Published for strata selected by weight; the bundle's verification has compared them with what was committed. */
function weightsOf(files: BundleFiles): (stratum: string) => number[] | undefined {
  return (stratum) => {
    const name = `weights/${stratum}.json`;
    return files[name] === undefined ? undefined : parsed<number[]>(files, name);
  };
}

function checkPair(certificate: Certificate, receipt: Receipt, rules: Rules, table: AssignmentTable): void {
  const { unit, officer, slip, pair, receiptHash } = certificate;
  const team = receipt.teams?.find(({ index }) => index === unit.target)?.slots.flat() ?? [];
  requireSame('检查组成员', 'officer', officer.index, team[slip.record.officers.indexOf(officer.id)] ?? -1);
  requireSame('可能人数', 'eligible', officer.eligible, eligibleFor(table, unit.target).length);
  const of = { target: unit.target, officer: officer.index, receiptHash };
  requireSame('概率的种类', 'pair.exact', pair.exact, receipt.probabilities !== undefined);
  if (pair.exact) {
    requireSame('概率表的根', 'probabilities.root', pair.root, receipt.probabilities?.root ?? '');
    requireSame('配对概率', 'units', pair.units, unitsOf(table, pair.proof, of));
    requireSame('配对概率', 'decimal', pair.decimal, pair.units / 2 ** 32);
  } else {
    const again = estimateOf(rules, table, of);
    requireSame('配对概率的估计', 'pair', canonicalEstimate(pair), canonicalEstimate(again));
  }
}

function canonicalEstimate(pair: Certificate['pair']): string {
  return pair.exact ? '' : `${pair.meetings} ${pair.trials} ${pair.decimal} ${pair.standardError}`;
}

/** A restricted bundle is judged here by what everybody may see. */
function publicPart(files: BundleFiles): BundleFiles {
  const hidden =
    /^(pool\/.*|pool-key\.json|(excluded|inspectors|conflicts|results|reasons|register)\.jsonl)$/;
  return Object.fromEntries(Object.entries(files).filter(([name]) => !hidden.test(name)));
}

/** `DIFFERS` where a part of the certificate is not what it should be. */
export function requireSame(zh: string, en: string, found: unknown, expected: unknown): void {
  if (found === expected) return;
  throw new DrawFault('DIFFERS', {
    zh: `凭证的${zh}`,
    en: `certificate: ${en}`,
    found: String(found),
    expected: String(expected),
  });
}
