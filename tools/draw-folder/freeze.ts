import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import {
  append,
  type Draw,
  freezeDraws,
  type Log,
  openLog,
  restrictedBundle,
  type Series,
  type Statement,
} from '../../scheduler/draw/index.js';
import type { Chance } from '../../schema/shared/unit.js';
import { underProtocol } from '../client/client-error.js';
import { makeOperatorSecrets, saveOperatorSecrets } from '../client/operator-secrets.js';
import { type Campaign, type CampaignFreeze, freezeOf, poolsOf, readCampaign } from './campaign.js';
import { type DrawFolder, withFolder } from './draw-folder.js';
import { checkDifferent, checkDrawBy, checkKeysPlace, checkLog } from './freeze-refusals.js';
import { type IssueText, toIssue } from './issues.js';
import type { SheetPaths } from './sheets.js';
import type { SourceRequest } from './target-source.js';
import { readInstant } from './times.js';
import { keepWords } from './words-file.js';

/** What a freeze is asked for. Times as people write them. */
export interface FreezeRequest extends SheetPaths, SourceRequest {
  readonly folder: string;
  /** Folders of further campaigns to be frozen in the same act, each with rules and spreadsheets of its own. */
  readonly with?: readonly string[];
  /** A rehearsal has a log of its own, in the folder `rehearsal`. */
  readonly rehearsal: boolean;
  readonly campaign?: string;
  readonly drawBy: string;
  readonly openBy?: string;
  readonly issues: readonly IssueText[];
  /** New file for what the operator keeps secret. */
  readonly keys: string;
  readonly passphrase?: string;
}

/** One draw that was frozen. */
export interface FrozenDraw {
  readonly draw: Draw;
  readonly bundle: string;
  readonly statement: Statement;
}

/** What was frozen, and where it lies. */
export interface FrozenFolder {
  readonly folder: string;
  readonly handout: string;
  readonly log: Log;
  /** In the order of the act. */
  readonly draws: readonly FrozenDraw[];
  readonly notices: readonly string[];
}

/** Reads rules and spreadsheets, and commits to them. On any fault nothing is written. @param now Unix seconds */
export async function freezeFolder(
  request: FreezeRequest,
  { now, chance }: { readonly now: number; readonly chance: Chance },
): Promise<FrozenFolder> {
  const { keys, passphrase } = request;
  const place = request.rehearsal ? join(request.folder, 'rehearsal') : request.folder;
  for (const folder of [request.folder, ...(request.with ?? [])]) checkKeysPlace(keys, folder);
  const campaigns = [await readCampaign(request.folder, request, request.campaign)];
  for (const folder of request.with ?? []) campaigns.push(await readCampaign(folder, {}));
  checkDifferent(campaigns.map(({ code }) => code));
  const confidential = campaigns[0]!.file.rules.mode === 'confidential';
  const secrets = makeOperatorSecrets(chance, { confidential });
  const pools = campaigns.map((campaign) => poolsOf(campaign, secrets, campaigns.length));
  const revealBy = request.openBy && readInstant(request.openBy, now, '--open-by');
  const shared = {
    issues: request.issues.map((issue) => toIssue(issue, now)),
    drawBy: readInstant(request.drawBy, now, '--draw-by'),
    ...(revealBy ? { revealBy } : {}),
    frozenAt: now,
  };
  checkDrawBy(shared.drawBy, now);
  await mkdir(place, { recursive: true, mode: 0o700 });
  return withFolder(place, async (folder) => {
    const log = logFor(folder, campaigns, request.rehearsal ? 'R' : 'M');
    const to = { folder, log, draws: campaigns.length };
    const freezes: CampaignFreeze[] = [];
    for (const [i, campaign] of campaigns.entries())
      freezes.push(await freezeOf(campaign, pools[i]!, to, { secrets, shared, source: request }));
    const frozen = underProtocol(() => freezeDraws(freezes.map(({ input }) => input)));
    const appended = underProtocol(() => append(log, 'freeze', frozen.body));
    const draws = frozen.draws.map(({ C }) => appended.log.draws.get(C)!);
    const [first, ...rest] = draws.map((draw, i) => {
      const { input, pools: own, statement } = freezes[i]!;
      const { 'pool-key.json': _, ...files } = restrictedBundle({
        log: folder.text + appended.line,
        C: draw.C,
        rules: input.rules,
        statement,
        pools: own.files,
        poolKey: input.poolKey,
        reasons: own.reasons,
        register: own.register,
      });
      return { draw, files };
    });
    await folder.commit({
      log: appended.log,
      lines: appended.line,
      bundles: [first!, ...rest],
      before: async () => {
        const { session } = first!.draw;
        const seal = passphrase === undefined ? undefined : { passphrase, chance };
        await saveOperatorSecrets(keys, { ...secrets, session }, seal);
        await keepWords(place, new Map(pools.flatMap(({ words }) => [...words])));
      },
      undo: () => rm(keys, { force: true }),
    });
    return {
      folder: place,
      handout: folder.handoutPath(draws),
      log: appended.log,
      draws: draws.map((draw, i) => ({
        draw,
        bundle: folder.bundlePath(draw),
        statement: freezes[i]!.statement,
      })),
      notices: campaigns.flatMap(noticesOf),
    };
  });
}

/** The folder's log; a new one where there is none. */
function logFor(folder: DrawFolder, campaigns: readonly Campaign[], series: Series): Log {
  const { authority } = campaigns[0]!.file.rules;
  const log = folder.log ?? underProtocol(() => openLog(authority, series));
  for (const { file } of campaigns) checkLog(log, file.rules.authority, series);
  return log;
}

function noticesOf({ sheets }: Campaign): string[] {
  return [sheets.targets, sheets.officers, sheets.recusals, sheets.excluded].flatMap((sheet) =>
    (sheet?.notices ?? []).map(({ file, row, zh, en }) => `${file} 第 ${row} 行：${zh} ${en}`),
  );
}
