import { append, type Draw, lapseBody } from '../../scheduler/draw/index.js';
import { ClientError, underProtocol } from '../client/client-error.js';
import type { OperatorSecrets } from '../client/operator-secrets.js';
import { withLoggedFolder } from './draw-folder.js';
import { findDraw } from './find-draw.js';

/** Which draw of which folder. */
export interface DrawPlace {
  readonly folder: string;
  readonly draw?: string;
}

/** Ends a draw of which nothing is revealed. @param now Unix seconds */
export function voidInFolder(
  { folder: path, draw: said }: DrawPlace,
  reason: string,
  now: number,
): Promise<Draw> {
  return withLoggedFolder(path, async (folder, log) => {
    const { C, session } = findDraw(log, said);
    const appended = underProtocol(() => append(log, 'void', { C: session, at: now, reason }));
    const draw = appended.log.draws.get(C)!;
    await folder.commit({ log: appended.log, lines: appended.line, draw, files: {} });
    return draw;
  });
}

/** Ends a draw whose time is over, naming who failed. */
export function lapseInFolder({ folder: path, draw: said }: DrawPlace, now: number): Promise<Draw> {
  return withLoggedFolder(path, async (folder, log) => {
    const { C, session } = findDraw(log, said);
    const appended = underProtocol(() => append(log, 'lapse', lapseBody(log, session, now)));
    const draw = appended.log.draws.get(C)!;
    await folder.commit({ log: appended.log, lines: appended.line, draw, files: {} });
    return draw;
  });
}

/** Opens a confidential draw on its day. */
export function openInFolder(
  { folder: path, draw: said }: DrawPlace,
  { secret }: OperatorSecrets,
  now: number,
): Promise<Draw> {
  return withLoggedFolder(path, async (folder, log) => {
    const { C, receipt } = findDraw(log, said);
    if (secret === undefined) throw noSecret();
    const body = { C, at: now, secret, receiptHash: receipt?.receiptHash ?? '0'.repeat(64) };
    const appended = underProtocol(() => append(log, 'opening', body));
    const draw = appended.log.draws.get(C)!;
    await folder.commit({ log: appended.log, lines: appended.line, draw, files: {} });
    return draw;
  });
}

function noSecret(): ClientError {
  return new ClientError(
    'SECRET_MISMATCH',
    '密钥文件中没有秘密值：公开抽取没有需要公开的秘密，或拿错了密钥文件。',
    'The key file holds no secret: an open draw has none to open, or it is the wrong file.',
  );
}
