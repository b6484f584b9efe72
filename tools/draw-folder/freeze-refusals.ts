import { existsSync, realpathSync, statSync } from 'node:fs';
import { basename, dirname, join, relative, resolve } from 'node:path';
import type { Log, Series } from '../../scheduler/draw/index.js';
import { ClientError } from '../client/client-error.js';

/** The keys open the draw: beside it they would be copied with it. */
export function checkKeysPlace(keys: string, folder: string): void {
  const place = realOf(dirname(resolve(keys)));
  if (!statSync(place, { throwIfNoEntry: false })?.isDirectory()) {
    throw new ClientError(
      'NO_FOLDER',
      `密钥文件要放的文件夹不存在：${dirname(keys)}。请先建好，或改 --keys。`,
      `There is no folder ${dirname(keys)} for the key file. Make it first, or change --keys.`,
    );
  }
  const real = join(place, basename(keys));
  const inside = relative(realOf(resolve(folder)), real);
  if (!inside.startsWith('..') && real !== inside) {
    throw new ClientError(
      'KEYS_INSIDE',
      `密钥文件不得放在抽取文件夹内：${keys}。请放到别处，例如 U 盘。`,
      `The key file must not lie in the draw folder: ${keys}. Put it elsewhere, on a stick for example.`,
    );
  }
  if (existsSync(keys)) {
    throw new ClientError(
      'FILE_EXISTS',
      `${keys} 已存在，不会覆盖；请换一个文件名。若是上次封库中途停止留下的，先用 fairdraw draw status 查看：没有那次封库，此文件就没有用处，可以删去。`,
      `${keys} exists and is not overwritten; choose another name. If a freeze that was cut short left it, see "fairdraw draw status": where that freeze is not there the file serves nothing and may be deleted.`,
    );
  }
}

/** Where a path really leads: a link into the draw folder is inside it. */
function realOf(path: string): string {
  return existsSync(path) ? realpathSync(path) : path;
}

/** The longest time from a freeze to its draw, in days: a draw that is never due can never lapse either. */
const LONGEST_DAYS = 366;

/** @param drawBy and now in Unix seconds */
export function checkDrawBy(drawBy: number, now: number): void {
  if (drawBy <= now + LONGEST_DAYS * 86_400) return;
  throw new ClientError(
    'TIME_FAR',
    `--draw-by 太远：抽取须在封库后 ${LONGEST_DAYS} 天之内，否则永远不能作逾期处理。`,
    `--draw-by is too far away: a draw is made within ${LONGEST_DAYS} days of its freeze, or it could never lapse.`,
  );
}

/** One line, so that it can be shown to a witness and forge no other. */
export function checkFilter(filter: string, folder: string): void {
  if (!/[\p{Cc}\p{Zl}\p{Zp}]/u.test(filter)) return;
  throw new ClientError(
    'FILTER_LINES',
    `${folder} 的 rules.json 中 "filter" 应为一行文字，不能换行或含控制字符。`,
    `"filter" in rules.json of ${folder} is one line of text: no line breaks, no control characters.`,
  );
}

/** A folder is one authority's, and either real or a rehearsal. */
export function checkLog(log: Log, authority: string, series: Series): void {
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

/** A campaign is drawn once, and so stands once in an act. */
export function checkDifferent(campaigns: readonly string[]): void {
  const twice = campaigns.find((code, i) => campaigns.indexOf(code) < i);
  if (twice === undefined) return;
  throw new ClientError(
    'SAME_CAMPAIGN',
    `同一次封库中任务代号“${twice}”出现了两次；请在各自的 rules.json 写不同的 "campaign"。`,
    `Campaign ${twice} stands twice in one freeze; write different "campaign" codes in their rules.json.`,
  );
}

export function noCampaign(folder: string): ClientError {
  return new ClientError(
    'NO_CAMPAIGN',
    `${folder} 没有任务代号：请用 --campaign 给出，或在 rules.json 写 "campaign"。`,
    `The campaign of ${folder} has no code: give --campaign, or write "campaign" in rules.json.`,
  );
}
