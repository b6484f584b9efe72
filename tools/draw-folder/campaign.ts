import {
  type FreezeInput,
  filterHash,
  type Log,
  nextDrawNo,
  type Statement,
} from '../../scheduler/draw/index.js';
import { freezeInputOf, type OperatorSecrets } from '../client/operator-secrets.js';
import type { DrawFolder } from './draw-folder.js';
import { checkFilter, noCampaign } from './freeze-refusals.js';
import { poolKeyOf } from './pool-key.js';
import { type PreparedPools, preparePools } from './pools.js';
import type { RulesFile } from './rules-file.js';
import { readInputs, type SheetPaths, type Sheets } from './sheets.js';
import { composeStatement } from './statement.js';
import { type SourceRequest, targetSourceOf } from './target-source.js';
import { dayOf } from './times.js';

/** Rules and spreadsheets of one campaign, read and checked. */
export interface Campaign {
  readonly code: string;
  readonly file: RulesFile;
  readonly sheets: Sheets;
  readonly filter: string;
}

/** What the draws of one act have in common. Instants in Unix seconds. */
export type Shared = Pick<FreezeInput, 'issues' | 'drawBy' | 'revealBy' | 'frozenAt'>;

/** A campaign as it is frozen. */
export interface CampaignFreeze {
  readonly input: FreezeInput;
  readonly pools: PreparedPools;
  readonly statement: Statement;
}

/** @param code of the campaign, where the rules do not say it */
export async function readCampaign(folder: string, paths: SheetPaths, code?: string): Promise<Campaign> {
  const { rules: file, sheets } = await readInputs(folder, paths);
  const campaign = code ?? file.campaign;
  if (campaign === undefined) throw noCampaign(folder);
  const filter = file.filter ?? sheets.targets.file;
  checkFilter(filter, folder);
  return { code: campaign, file, sheets, filter };
}

/** @param draws how many are frozen in the act @throws SheetsRefused */
export function poolsOf({ code, file, sheets }: Campaign, secrets: OperatorSecrets, draws: number) {
  return preparePools(sheets, file, poolKeyOf(secrets, code, draws));
}

/** Everything that one draw commits to. */
export async function freezeOf(
  { code, file, sheets, filter }: Campaign,
  pools: PreparedPools,
  place: { readonly folder: DrawFolder; readonly log: Log; readonly draws: number },
  given: { readonly secrets: OperatorSecrets; readonly shared: Shared; readonly source: SourceRequest },
): Promise<CampaignFreeze> {
  const { secrets, shared } = given;
  const now = shared.frozenAt;
  const statement = await composeStatement(place.folder, pools, sheets, { filter, campaign: code, now });
  const targetSource = await targetSourceOf(file.rules, sheets.targets, given.source, place.log.series);
  const { poolKey: _, ...hashes } = freezeInputOf(secrets);
  const input = {
    ...hashes,
    ...shared,
    campaign: code,
    drawNo: nextDrawNo(place.log, code),
    rules: file.rules,
    pools: pools.files,
    poolKey: poolKeyOf(secrets, code, place.draws),
    frame: {
      filterHash: filterHash(filter),
      registerRoot: pools.registerRoot,
      registerCount: pools.registerCount,
      asOn: dayOf(now),
    },
    statement,
    ...(targetSource && { targetSource }),
  };
  return { input, pools, statement };
}
