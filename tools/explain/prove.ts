import {
  asText,
  type BundleFiles,
  canonical,
  eventHash,
  fromHex,
  globalOf,
  type LogEvent,
  makeIncomingSlip,
  type PoolProof,
  poolProver,
  type Slip,
  slipsFromFile,
} from '../../scheduler/draw/index.js';
import { ClientError } from '../client/client-error.js';
import type { Facts } from './facts.js';
import type { Subject } from './find-subject.js';

/** The canonical text that proves one record of a pool; docs/draw.md §14. Restricted level alone: it needs the pool key. */
export function proofText({ draw, pools }: Facts, files: BundleFiles, subject: Subject): string {
  if (!pools) throw needsPools();
  const poolKey = fromHex(JSON.parse(textOf(files, 'pool-key.json')).poolKey);
  const { tree, name, ids } = treeOf(pools, subject);
  const id = subject.kind === 'excluded' ? subject.id : ids[subject.index]!;
  const prove = poolProver({ C: draw.C, tree, file: files[name]!, poolKey });
  return canonical(prove(id)!);
}

function treeOf(
  pools: NonNullable<Facts['pools']>,
  subject: Subject,
): { tree: string; name: string; ids: readonly string[] } {
  if (subject.kind === 'officer') {
    return { tree: 'inspectors', name: 'inspectors.jsonl', ids: pools.inspectors.ids };
  }
  if (subject.kind === 'excluded') {
    return { tree: 'excluded', name: 'excluded.jsonl', ids: pools.excluded.ids };
  }
  const { stratum } = subject;
  const { ids } = pools.strata.find(({ code }) => code === stratum)!.file;
  return { tree: `pool/${stratum}`, name: `pool/${stratum}.jsonl`, ids };
}

/** The canonical text of a unit's slip, what its team shows at the door: drawn, or come in by a substitution. */
export function slipText(facts: Facts, files: BundleFiles, subject: Subject): string {
  const results = files['results.jsonl'];
  if (results === undefined) throw needsPools();
  const id =
    subject.id ?? (subject.kind === 'unit' ? unitId(facts, subject.stratum, subject.index) : undefined);
  const slip = slipsFromFile(facts.draw.C, results).find((one: Slip) => one.record.id === id);
  const target = subject.kind === 'unit' ? globalOf(facts.draw, subject.stratum, subject.index) : -1;
  const out = facts.substitutions.find((one) => one.kind === 'target' && one.target === target);
  if (target >= 0 && out) throw replaced(out.n);
  if (slip) return canonical(slip);
  const incoming = target < 0 ? undefined : incomingText(facts, target, proofText(facts, files, subject));
  if (incoming) return incoming;
  throw new ClientError(
    'SLIP_ABSENT',
    '该对象未抽中，没有抽取凭证；可用不带 --slip 的 prove 证明它在名录中。',
    'The unit was not drawn and has no slip; prove without --slip shows that it stood in the pool.',
  );
}

/** The canonical text of what came in; undefined for a unit that never did. @param proof text of its place in the pool */
function incomingText({ substitutions, seed, draw, files }: Facts, target: number, proof: string) {
  const substitution = substitutions.find((one) => one.kind === 'target' && one.in === target);
  const event = eventsOf(files).find(
    ({ kind, body }) =>
      kind === 'substitution' &&
      (body as { C: string }).C === draw.C &&
      (body as { n: number }).n === substitution?.n,
  );
  if (!substitution || !event) return undefined;
  const shown = { head: eventHash(event), proof: JSON.parse(proof) as PoolProof, substitution };
  return canonical(makeIncomingSlip(seed, shown));
}

function eventsOf(files: BundleFiles): LogEvent[] {
  return textOf(files, 'log.jsonl')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as LogEvent);
}

function replaced(n: number): ClientError {
  return new ClientError(
    'SLIP_REPLACED',
    `该对象已在第 ${n} 次替换中退出，不再检查，不出具凭证；请为补入的对象出具。`,
    `Substitution ${n} took this unit out: it is not to be inspected and has no slip; make one for the unit that came in.`,
  );
}

function unitId({ pools }: Facts, stratum: string, index: number): string | undefined {
  return pools?.strata.find(({ code }) => code === stratum)?.file.ids[index];
}

function textOf(files: BundleFiles, name: string): string {
  const file = files[name];
  if (file === undefined) throw needsPools();
  return asText(file, name);
}

function needsPools(): ClientError {
  return new ClientError(
    'NEEDS_RESTRICTED',
    '出具凭证需要受限级的文件（名录和名录密钥）。请在抽取文件夹上操作，或加 --restricted。',
    'A proof is made from the restricted files (pools and pool key). Use the draw folder, or --restricted.',
  );
}
