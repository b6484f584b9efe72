import {
  type Appended,
  append,
  canonical,
  type Draw,
  fromHex,
  type Outcome,
  operatorHash,
  type PoolFiles,
  runDraw,
  secretHash,
  sha256,
  toHex,
} from '../../scheduler/draw/index.js';
import { checkHeads, poolTrees } from '../../scheduler/draw/pool-trees.js';
import { readPools } from '../../scheduler/draw/pools.js';
import { ClientError, underProtocol } from '../client/client-error.js';
import type { OperatorSecrets } from '../client/operator-secrets.js';
import type { Contribution } from './contribution.js';
import { type DrawFolder, withLoggedFolder } from './draw-folder.js';
import { findAct } from './find-draw.js';
import { poolKeyOf } from './pool-key.js';

/** What is handed in together; what it completes is drawn in the same moment. */
export interface RevealRequest {
  readonly folder: string;
  readonly draw?: string;
  /** Needed for the operator's own value and for the last one of all. */
  readonly secrets?: OperatorSecrets;
  /** In this order. @param draw as it stands in the log */
  readonly values: (draw: Draw) => Promise<readonly Contribution[]>;
  /** Refuse without secrets, whatever the values are. */
  readonly needsKeys?: boolean;
  /** Refuse, and write nothing, unless these complete the draw. */
  readonly mustComplete?: boolean;
}

/** A draw after some reveals, with its outcome if they were the last. */
export interface RevealedDraw {
  readonly draw: Draw;
  readonly outcome?: Outcome;
  readonly bundle: string;
}

/**
 * Takes values into the log. With the last of all the draw is computed, and reveal and receipt are written together or
 * not at all: nobody ever holds a seed without a result. Several campaigns of one act are drawn in that moment, too.
 * @param now Unix seconds @returns the draws of the act
 */
export function revealInFolder(request: RevealRequest, now: number): Promise<RevealedDraw[]> {
  return withLoggedFolder(request.folder, async (folder, log) => {
    const act = findAct(log, request.draw);
    const before = act[0]!;
    if (request.needsKeys && !request.secrets) throw keysNeeded();
    const values = await request.values(before);
    checkSecrets(before, values, request.secrets);
    let appended: Appended | undefined;
    let lines = '';
    for (const value of values) {
      const body = { C: before.session, ...value, at: now };
      appended = underProtocol(() => append(appended?.log ?? log, 'reveal', body));
      lines += appended.line;
    }
    const after = (appended?.log ?? log).draws.get(before.C)!;
    if (after.state !== 'complete') {
      if (request.mustComplete || !appended) throw stillMissing(after);
      if (request.secrets) await checkPoolKeys(folder, act, request.secrets);
      const draws = await folder.commitAct({ ...appended, line: lines }, before);
      return draws.map((draw) => ({ draw, bundle: folder.bundlePath(draw) }));
    }
    if (!request.secrets) throw keysNeeded();
    return drawNow(folder, { ...appended!, line: lines }, act, request.secrets);
  });
}

async function drawNow(
  folder: DrawFolder,
  revealed: Appended,
  act: readonly Draw[],
  secrets: OperatorSecrets,
): Promise<RevealedDraw[]> {
  let { log, line: lines } = revealed;
  const drawn = [];
  for (const draw of act) {
    const poolKey = poolKeyOf(secrets, draw.commit.campaign, act.length);
    const { secret } = secrets;
    const [rules, pools] = [await folder.readRules(draw), await readPoolFiles(folder, draw)];
    const outcome = underProtocol(() =>
      runDraw({ log, C: draw.C, rules, pools, poolKey, ...(secret ? { secret: fromHex(secret) } : {}) }),
    );
    const receipt = underProtocol(() => append(log, 'receipt', outcome.body));
    log = receipt.log;
    lines += receipt.line;
    const files = { ...outcome.files, 'pool-key.json': canonical({ poolKey: toHex(poolKey) }) };
    drawn.push({ C: draw.C, outcome, files });
  }
  const after = drawn.map(({ C, outcome, files }) => ({ draw: log.draws.get(C)!, outcome, files }));
  const [first, ...rest] = after;
  await folder.commit({ log, lines, bundles: [first!, ...rest] });
  return after.map(({ draw, outcome }) => ({ draw, outcome, bundle: folder.bundlePath(draw) }));
}

/** The pools as they were frozen. */
export async function readPoolFiles(folder: DrawFolder, draw: Draw): Promise<PoolFiles> {
  const files = await folder.readBundle(draw);
  const need = (name: string) => {
    const file = files[name];
    if (file !== undefined) return file;
    throw new ClientError('FILE_MISSING', `缺少文件“${name}”。`, `File ${name} is missing.`);
  };
  return {
    strata: draw.commit.strata.map(({ code }) => ({ code, records: need(`pool/${code}.jsonl`) })),
    excluded: need('excluded.jsonl'),
    inspectors: need('inspectors.jsonl'),
    conflicts: need('conflicts.jsonl'),
  };
}

/** Keys of another draw would be found out only with the last reveal, when there is no way back. */
function checkSecrets(
  { commit, session }: Draw,
  values: readonly Contribution[],
  secrets: OperatorSecrets | undefined,
): void {
  const operator = commit.entropy.findIndex(({ type }) => type === 'operator');
  if (!secrets) {
    if (values.some(({ source }) => source === operator)) throw keysNeeded();
    return;
  }
  if (operatorHash(fromHex(secrets.value)) !== commit.operatorHash) {
    throw otherKeys('REVEAL_MISMATCH', '操作人的数值', 'the operator’s value');
  }
  if (secrets.session !== undefined && secrets.session !== session) throw otherFreeze(secrets.session);
  const found = secrets.secret && secretHash(fromHex(secrets.secret));
  if (found !== commit.secretHash) throw otherKeys('SECRET_MISMATCH', '秘密值', 'the secret');
}

async function checkPoolKeys(
  folder: DrawFolder,
  act: readonly Draw[],
  secrets: OperatorSecrets,
): Promise<void> {
  for (const draw of act) {
    const files = await readPoolFiles(folder, draw);
    underProtocol(() => {
      const poolKey = poolKeyOf(secrets, draw.commit.campaign, act.length);
      const { heads } = poolTrees(readPools(files), poolKey, sha256);
      checkHeads(heads, draw.commit);
    });
  }
}

function otherKeys(code: string, zh: string, en: string): ClientError {
  return new ClientError(
    code,
    `密钥文件不是本次封库的：${zh}与封库时的指纹不符。请换正确的 --keys 文件。`,
    `The key file is that of another freeze: ${en} does not match what was committed. Give the right --keys file.`,
  );
}

/** The operator's value is the right one, and yet the commitment is another: the log was edited, or frozen twice. */
function otherFreeze(session: string): ClientError {
  return new ClientError(
    'OTHER_FREEZE',
    `日志中的这次封库不是本密钥文件封的那一次（${session}）：封库之后日志被改动。未写入任何内容；请从备份或见证人处取回原来的 log.jsonl。`,
    `The freeze in the log is not the one that this key file was made for (${session}): the log was changed since. Nothing was written; get the log.jsonl of that time from a backup or a witness.`,
  );
}

function keysNeeded(): ClientError {
  return new ClientError(
    'KEYS_NEEDED',
    '这是操作人的或最后一个数值，抽取将随之完成，须用 --keys 给出操作人的密钥文件。未写入任何内容。',
    'This is the operator’s value, or the last of all and the draw happens with it: give the key file by --keys. Nothing was written.',
  );
}

function stillMissing({ commit, reveals }: Draw): ClientError {
  const names = commit.entropy.filter((_, i) => !reveals[i]).map(({ id, name }) => name ?? id);
  return new ClientError(
    'REVEALS_MISSING',
    `还有随机来源未揭示：${names.join('、')}。未写入任何内容；请先 fairdraw draw reveal。`,
    `Not revealed yet: ${names.join(', ')}. Nothing was written; use fairdraw draw reveal first.`,
  );
}
