import type { Draw, Log } from '../../scheduler/draw/index.js';
import { ClientError } from '../client/client-error.js';
import { nameOf } from './draw-folder.js';

/** States in which a draw still waits for something. */
const unended = ['frozen', 'anchored', 'revealing', 'complete'];

/**
 * The draw that is meant: by its name or the beginning of its C; else the only one that has not ended, else the newest.
 * @throws ClientError `WHICH_DRAW`, `DRAW_ABSENT`
 */
export function findDraw(log: Log, said: string | undefined): Draw {
  const draws = [...log.draws.values()];
  if (said !== undefined) {
    const meant = draws.filter(
      (draw) => nameOf(draw) === said || (said.length >= 8 && draw.C.startsWith(said)),
    );
    if (meant.length === 1) return meant[0]!;
    throw absent(said, draws);
  }
  const open = draws.filter(({ state }) => unended.includes(state));
  if (open.length > 1) throw which(open);
  const found = open[0] ?? draws.at(-1);
  if (!found) throw absent('', draws);
  return found;
}

function absent(said: string, draws: readonly Draw[]): ClientError {
  const known = draws.map(nameOf).join('、');
  return new ClientError(
    'DRAW_ABSENT',
    `日志中没有抽取“${said}”。已有：${known}。`,
    `The log has no draw "${said}". It has: ${known}.`,
  );
}

function which(open: readonly Draw[]): ClientError {
  const names = open.map(nameOf).join('、');
  return new ClientError(
    'WHICH_DRAW',
    `有多次抽取未了结：${names}。请用 --draw 指明。`,
    `Several draws have not ended: ${names}. Say which by --draw.`,
  );
}
