import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile, rm } from 'node:fs/promises';
import { join, relative, resolve } from 'node:path';
import {
  append,
  type Draw,
  filterHash,
  freezeDraw,
  fromHex,
  type Log,
  nextDrawNo,
  openLog,
  restrictedBundle,
  type Series,
  type Statement,
} from '../../scheduler/draw/index.js';
import type { Chance } from '../../schema/shared/unit.js';
import { ClientError, underProtocol } from '../client/client-error.js';
import { freezeInputOf, makeOperatorSecrets, saveOperatorSecrets } from '../client/operator-secrets.js';
import { withFolder } from './draw-folder.js';
import { type IssueText, toIssue } from './issues.js';
import { preparePools } from './pools.js';
import { readInputs, type SheetPaths } from './sheets.js';
import { composeStatement } from './statement.js';
import { dayOf, readInstant } from './times.js';
import { keepWords } from './words-file.js';

/** What a freeze is asked for. Times as people write them. */
export interface FreezeRequest extends SheetPaths {
  readonly folder: string;
  /** A rehearsal has a log of its own, in the folder `rehearsal`. */
  readonly rehearsal: boolean;
  readonly campaign?: string;
  readonly drawBy: string;
  readonly openBy?: string;
  readonly issues: readonly IssueText[];
  /** New file for what the operator keeps secret. */
  readonly keys: string;
  readonly passphrase?: string;
  /** Stage `officers`: whose list the targets are. */
  readonly issuer?: string;
  readonly documentNo?: string;
}

/** What was frozen, and where it lies. */
export interface FrozenFolder {
  readonly folder: string;
  readonly bundle: string;
  readonly handout: string;
  readonly draw: Draw;
  readonly log: Log;
  readonly statement: Statement;
  readonly notices: readonly string[];
}

/** Reads rules and spreadsheets, and commits to them. On any fault nothing is written. @param now Unix seconds */
export async function freezeFolder(
  request: FreezeRequest,
  { now, chance }: { readonly now: number; readonly chance: Chance },
): Promise<FrozenFolder> {
  const place = request.rehearsal ? join(request.folder, 'rehearsal') : request.folder;
  checkKeysPlace(request.keys, request.folder);
  const { rules: file, sheets } = await readInputs(request.folder, request);
  const { rules } = file;
  const confidential = rules.mode === 'confidential';
  const secrets = makeOperatorSecrets(chance, { confidential });
  const pools = preparePools(sheets, file, fromHex(secrets.poolKey));
  const campaign = request.campaign ?? file.campaign;
  if (campaign === undefined) throw noCampaign();
  const drawBy = readInstant(request.drawBy, now, '--draw-by');
  const revealBy = request.openBy && readInstant(request.openBy, now, '--open-by');
  const filter = file.filter ?? sheets.targets.file;
  const targetSource =
    rules.stage === 'officers' ? await listSource(sheets.targets.path, request) : undefined;
  await mkdir(place, { recursive: true, mode: 0o700 });
  return withFolder(place, async (folder) => {
    const log = folder.log ?? underProtocol(() => openLog(rules.authority, seriesOf(request)));
    checkLog(log, rules.authority, seriesOf(request));
    const statement = await composeStatement(folder, pools, sheets, { filter, now });
    const frozen = underProtocol(() =>
      freezeDraw({
        ...freezeInputOf(secrets),
        campaign,
        drawNo: nextDrawNo(log, campaign),
        rules,
        pools: pools.files,
        poolKey: fromHex(secrets.poolKey),
        frame: {
          filterHash: filterHash(filter),
          registerRoot: pools.registerRoot,
          registerCount: pools.registerCount,
          asOn: dayOf(now),
        },
        statement,
        issues: request.issues.map((issue) => toIssue(issue, now)),
        drawBy,
        ...(revealBy ? { revealBy } : {}),
        ...(targetSource && { targetSource }),
        frozenAt: now,
      }),
    );
    const appended = underProtocol(() => append(log, 'freeze', frozen.body));
    const draw = appended.log.draws.get(frozen.C)!;
    const { 'pool-key.json': _, ...files } = restrictedBundle({
      log: folder.text + appended.line,
      C: frozen.C,
      rules,
      statement,
      pools: pools.files,
      poolKey: fromHex(secrets.poolKey),
      reasons: pools.reasons,
      register: pools.register,
    });
    const { passphrase } = request;
    await keepWords(place, pools.words);
    await folder.commit({
      log: appended.log,
      lines: appended.line,
      draw,
      files,
      before: () =>
        saveOperatorSecrets(
          request.keys,
          secrets,
          passphrase === undefined ? undefined : { passphrase, chance },
        ),
      undo: () => rm(request.keys, { force: true }),
    });
    return {
      folder: place,
      bundle: folder.bundlePath(draw),
      handout: folder.handoutPath(draw),
      draw,
      log: appended.log,
      statement,
      notices: [sheets.targets, sheets.officers, sheets.recusals, sheets.excluded].flatMap((sheet) =>
        (sheet?.notices ?? []).map(({ file: name, row, zh, en }) => `${name} 第 ${row} 行：${zh} ${en}`),
      ),
    };
  });
}

/** Where the list of stage `officers` comes from: the file itself, and whose paper it was. */
async function listSource(path: string, { issuer, documentNo }: FreezeRequest) {
  const hash = createHash('sha256')
    .update(await readFile(path))
    .digest('hex');
  return { kind: 'list' as const, hash, ...(documentNo && { documentNo }), ...(issuer && { issuer }) };
}

const seriesOf = ({ rehearsal }: FreezeRequest): Series => (rehearsal ? 'R' : 'M');

/** The keys open the draw: beside it they would be copied with it. */
function checkKeysPlace(keys: string, folder: string): void {
  const inside = relative(resolve(folder), resolve(keys));
  if (!inside.startsWith('..') && resolve(keys) !== inside) {
    throw new ClientError(
      'KEYS_INSIDE',
      `密钥文件不得放在抽取文件夹内：${keys}。请放到别处，例如 U 盘。`,
      `The key file must not lie in the draw folder: ${keys}. Put it elsewhere, on a stick for example.`,
    );
  }
  if (existsSync(keys)) {
    throw new ClientError(
      'FILE_EXISTS',
      `${keys} 已存在，不会覆盖；请换一个文件名。`,
      `${keys} exists and is not overwritten; choose another name.`,
    );
  }
}

function checkLog(log: Log, authority: string, series: Series): void {
  if (log.authority !== authority) {
    throw new ClientError(
      'OTHER_AUTHORITY',
      `此文件夹是机关 ${log.authority} 的，规则却是 ${authority} 的。请另建文件夹。`,
      `This folder is that of ${log.authority}, the rules are those of ${authority}. Use another folder.`,
    );
  }
  if (log.series === series) return;
  throw new ClientError(
    'OTHER_SERIES',
    '演练与正式抽取不得在同一文件夹。请换文件夹，或加 --rehearsal。',
    'Rehearsals and real draws do not share a folder. Use another folder, or --rehearsal.',
  );
}

function noCampaign(): ClientError {
  return new ClientError(
    'NO_CAMPAIGN',
    '没有任务代号：请用 --campaign 给出，或在 rules.json 写 "campaign"。',
    'The campaign has no code: give --campaign, or write "campaign" in rules.json.',
  );
}
