import type { Draw, Log } from '../../scheduler/draw/index.js';
import { ClientError } from '../client/client-error.js';

/** States in which a draw still waits for something. */
const unended = ['frozen', 'anchored', 'revealing', 'complete'];

/** Name of a draw's folder: campaign and number. */
export function nameOf({ commit }: Draw): string {
  return `${commit.campaign}-${commit.drawNo}`;
}

/** All draws that were frozen in one act with this one, it included, in the order of the act. */
export function drawsOfAct(log: Log, { session }: Draw): Draw[] {
  return log.sessions.get(session)!.map((C) => log.draws.get(C)!);
}

/**
 * The act that is meant: by the name of one of its draws or the beginning of its C; else the only one that has not
 * ended, else the newest. Never empty. @throws ClientError `WHICH_DRAW`, `DRAW_ABSENT`
 */
export function findAct(log: Log, said: string | undefined): Draw[] {
  if (said !== undefined) return drawsOfAct(log, named(log, said));
  const draws = [...log.draws.values()];
  const open = draws.filter(({ state }) => unended.includes(state));
  if (new Set(open.map(({ session }) => session)).size > 1) throw which(open);
  const found = open[0] ?? draws.at(-1);
  if (!found) throw absent('', draws);
  return drawsOfAct(log, found);
}

/** The one draw that is meant, as `findAct`; of several in one act it must be said which. */
export function findDraw(log: Log, said: string | undefined): Draw {
  if (said !== undefined) return named(log, said);
  const draws = findAct(log, said);
  if (draws.length > 1) throw which(draws);
  return draws[0]!;
}

function named(log: Log, said: string): Draw {
  const draws = [...log.draws.values()];
  const meant = draws.filter(
    (draw) => nameOf(draw) === said || (said.length >= 8 && draw.C.startsWith(said)),
  );
  if (meant.length === 1) return meant[0]!;
  throw absent(said, draws);
}

function absent(said: string, draws: readonly Draw[]): ClientError {
  const known = draws.map(nameOf).join('、');
  return new ClientError(
    'DRAW_ABSENT',
    `日志中没有抽取“${said}”。已有：${known}。`,
    `The log has no draw "${said}". It has: ${known}.`,
  );
}

function which(draws: readonly Draw[]): ClientError {
  const names = draws.map(nameOf).join('、');
  return new ClientError(
    'WHICH_DRAW',
    `不止一次抽取：${names}。请用 --draw 指明。`,
    `There is more than one draw: ${names}. Say which by --draw.`,
  );
}
