/**
 * Checking a certificate. By itself it must agree with itself; what ties it to the world is something the checker
 * brings: the hash of the receipt's event (head), or the public bundle of the draw, which then is verified as well.
 */
import {
  type BundleFiles,
  checkSlip,
  DrawFault,
  eventHash,
  rootOfProbability,
  type Verified,
} from '../../scheduler/draw/index.js';
import type { Certificate } from './certificate.js';
import { checkBundle, type Held, requireSame } from './certificate-bundle.js';
import { replacedWords } from './surroundings.js';

/** What the checker knows from elsewhere, hex. */
export interface Known {
  C?: string;
  receiptHash?: string;
  head?: string;
  /** The public bundle, or the restricted one. */
  files?: BundleFiles;
}

export interface Checked {
  /** What holds now, in order. */
  held: Held[];
  /** False where nothing from outside ties the certificate to a real draw. */
  anchored: boolean;
  /** What a reader must know beside. */
  notes: Held[];
  /** With a bundle: what its verification found. */
  verified?: Verified;
}

/** Throws `DrawFault` at the first thing that does not hold. */
export function checkCertificate(certificate: Certificate, known: Known): Checked {
  const held: Checked['held'] = [];
  checkOwn(certificate);
  held.push({
    zh: '凭证、日志事件与抽取结果的路径相符',
    en: 'certificate, event and path to the result agree',
  });
  if (certificate.pair.exact) {
    held.push({
      zh: '配对概率的一行可以推回概率表的根',
      en: 'the row of probabilities leads to the root of their table',
    });
  }
  for (const [field, zh] of [
    ['C', '封库指纹'],
    ['receiptHash', '结果凭据指纹'],
    ['head', '日志位置'],
  ] as const) {
    const expected = known[field];
    if (expected === undefined) continue;
    requireSame(zh, field, certificate[field], expected);
    held.push({ zh: `${zh}与另行得知的一致`, en: `${field} is the one known from elsewhere` });
  }
  const anchored = known.head !== undefined || known.files !== undefined;
  if (!known.files) {
    const { replaced } = certificate;
    return { held, anchored, notes: replaced ? [replacedWords(replaced)] : [] };
  }
  const { held: more, notes, verified } = checkBundle(certificate, known.files);
  return { held: [...held, ...more], anchored, notes, verified };
}

/** Everything that can be said without anything else. */
function checkOwn(certificate: Certificate): void {
  const { event, slip, unit, officer, pair } = certificate;
  if (certificate.kind !== 'fairdraw-certificate' || event?.kind !== 'receipt') {
    throw new DrawFault('MALFORMED', {
      at: 'certificate',
      expected: 'a certificate',
      expectedZh: '尽职留痕凭证',
    });
  }
  requireSame('日志位置', 'head', certificate.head, eventHash(event));
  const body = event.body as {
    C: string;
    at: number;
    receiptHash: string;
    resultRoot: string;
    count: number;
  };
  requireSame('封库指纹', 'C', certificate.C, body.C);
  requireSame('结果凭据指纹', 'receiptHash', certificate.receiptHash, body.receiptHash);
  requireSame('抽取时间', 'drawnAt', certificate.drawnAt, body.at);
  requireSame('机关', 'authority', certificate.authority, event.authority);
  requireSame('系列', 'series', certificate.series, event.series);
  const { record } = checkSlip(slip, { C: body.C, resultRoot: body.resultRoot, count: body.count });
  requireSame('对象', 'unit', unit.id, record.id);
  requireSame('层', 'stratum', unit.stratum, record.stratum);
  requireSame('抽签号', 'ticket', unit.ticket, record.ticket);
  if (!record.officers.includes(officer.id))
    requireSame('人员', 'officer', officer.id, record.officers.join(' '));
  if (pair.exact) {
    requireSame('概率表的根', 'probabilities.root', rootOfProbability(pair.proof) ?? '', pair.root);
    requireSame('概率表的行', 'row', pair.proof.row.index, unit.target);
    requireSame('配对概率', 'decimal', pair.decimal, pair.units / 2 ** 32);
  }
}
