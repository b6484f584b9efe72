import {
  type BundleFiles,
  canonical,
  fromHex,
  fromUtf8,
  type Slip,
  slipsFromFile,
  toHex,
} from '../../scheduler/draw/index.js';
import type { RecordFile } from '../../scheduler/draw/record-file.js';
import { leafHashes, saltOf, treeCodes } from '../../scheduler/draw/salt.js';
import { inclusionPath, treeLevels } from '../../scheduler/draw/tree.js';
import { ClientError } from '../client/client-error.js';
import type { Facts } from './facts.js';
import type { Subject } from './find-subject.js';

/** The canonical text that proves one record of a pool; docs/draw.md §14. Restricted level alone: it needs the pool key. */
export function proofText({ draw, pools }: Facts, files: BundleFiles, subject: Subject): string {
  if (!pools) throw needsPools();
  const poolKey = fromHex(JSON.parse(textOf(files, 'pool-key.json')).poolKey);
  const { tree, file } = treeOf(pools, subject);
  const index = subject.kind === 'excluded' ? file.ids.indexOf(subject.id) : subject.index;
  const levels = treeLevels(leafHashes(file, poolKey, tree));
  return canonical({
    alg: 'dr/1',
    C: draw.C,
    tree,
    record: file.record(index),
    salt: toHex(saltOf(poolKey, tree, file.ids[index]!)),
    index,
    path: inclusionPath(levels, index).map(toHex),
  });
}

function treeOf(
  pools: NonNullable<Facts['pools']>,
  subject: Subject,
): { tree: string; file: RecordFile<object> } {
  if (subject.kind === 'officer') return { tree: treeCodes.inspectors, file: pools.inspectors };
  if (subject.kind === 'excluded') return { tree: treeCodes.excluded, file: pools.excluded };
  const { stratum } = subject;
  return {
    tree: treeCodes.stratum(stratum),
    file: pools.strata.find(({ code }) => code === stratum)!.file,
  };
}

/** The canonical text of a drawn unit's slip: what its team shows at the door. */
export function slipText(facts: Facts, files: BundleFiles, subject: Subject): string {
  const results = files['results.jsonl'];
  if (results === undefined) throw needsPools();
  const id =
    subject.id ?? (subject.kind === 'unit' ? unitId(facts, subject.stratum, subject.index) : undefined);
  const slip = slipsFromFile(facts.draw.C, results).find((one: Slip) => one.record.id === id);
  if (slip) return canonical(slip);
  throw new ClientError(
    'SLIP_ABSENT',
    '该对象未抽中，没有抽取凭证；可用不带 --slip 的 prove 证明它在名录中。',
    'The unit was not drawn and has no slip; prove without --slip shows that it stood in the pool.',
  );
}

function unitId({ pools }: Facts, stratum: string, index: number): string | undefined {
  return pools?.strata.find(({ code }) => code === stratum)?.file.ids[index];
}

function textOf(files: BundleFiles, name: string): string {
  const file = files[name];
  if (file === undefined) throw needsPools();
  return typeof file === 'string' ? file : fromUtf8(file, name);
}

function needsPools(): ClientError {
  return new ClientError(
    'NEEDS_RESTRICTED',
    '出具凭证需要受限级的文件（名录和名录密钥）。请在抽取文件夹上操作，或加 --restricted。',
    'A proof is made from the restricted files (pools and pool key). Use the draw folder, or --restricted.',
  );
}
