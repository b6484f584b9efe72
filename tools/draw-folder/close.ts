import { type Appended, append, type Draw, lapseBody } from '../../scheduler/draw/index.js';
import { ClientError, underProtocol } from '../client/client-error.js';
import type { OperatorSecrets } from '../client/operator-secrets.js';
import { withLoggedFolder } from './draw-folder.js';
import { findAct } from './find-draw.js';

/** Which draw of which folder. */
export interface DrawPlace {
  readonly folder: string;
  readonly draw?: string;
}

/** Ends an act of which nothing is revealed. @param why in words, never empty @param now Unix seconds @returns its draws */
export function voidInFolder(
  { folder: path, draw: said }: DrawPlace,
  why: string,
  now: number,
): Promise<Draw[]> {
  const reason = why.trim();
  if (reason.replace(/\p{C}/gu, '') === '') throw noReason();
  return withLoggedFolder(path, async (folder, log) => {
    const [first] = findAct(log, said);
    const body = { C: first!.session, at: now, reason };
    return folder.commitAct(
      underProtocol(() => append(log, 'void', body)),
      first!,
    );
  });
}

/** Ends an act whose time is over, naming who failed. */
export function lapseInFolder({ folder: path, draw: said }: DrawPlace, now: number): Promise<Draw[]> {
  return withLoggedFolder(path, async (folder, log) => {
    const [first] = findAct(log, said);
    const body = lapseBody(log, first!.session, now);
    return folder.commitAct(
      underProtocol(() => append(log, 'lapse', body)),
      first!,
    );
  });
}

/** Opens a confidential draw on its day; with it all others of its act, for they have one secret. */
export function openInFolder(
  { folder: path, draw: said }: DrawPlace,
  { secret }: OperatorSecrets,
  now: number,
): Promise<Draw[]> {
  return withLoggedFolder(path, async (folder, log) => {
    const draws = findAct(log, said);
    if (secret === undefined) throw noSecret();
    let opened: Appended | undefined;
    let lines = '';
    for (const { C, receipt } of draws) {
      const body = { C, at: now, secret, receiptHash: receipt?.receiptHash ?? '0'.repeat(64) };
      opened = underProtocol(() => append(opened?.log ?? log, 'opening', body));
      lines += opened.line;
    }
    return folder.commitAct({ ...opened!, line: lines }, draws[0]!);
  });
}

function noReason(): ClientError {
  return new ClientError(
    'REASON_EMPTY',
    '作废须写明理由：--reason 不能为空；理由会写入日志，任何人都看得到。',
    'A void needs its reason: --reason must not be empty. It stands in the log for everybody to see.',
  );
}

function noSecret(): ClientError {
  return new ClientError(
    'SECRET_MISMATCH',
    '密钥文件中没有秘密值：公开抽取没有需要公开的秘密，或拿错了密钥文件。',
    'The key file holds no secret: an open draw has none to open, or it is the wrong file.',
  );
}
