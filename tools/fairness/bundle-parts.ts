/** What a certificate takes from a bundle. */
import type { BundleFiles, LogEvent } from '../../scheduler/draw/index.js';

/** Why there is no certificate, in the words of an official. */
export class NoCertificate extends Error {
  readonly code = 'NO_CERTIFICATE';

  constructor(
    readonly zh: string,
    readonly en: string,
  ) {
    super(`${zh}。${en}.`);
  }
}

/** The event of the log that holds the receipt of this draw. */
export function receiptEvent(files: BundleFiles, C: string): LogEvent {
  const log = files['log.jsonl'] ?? '';
  const text = typeof log === 'string' ? log : new TextDecoder().decode(log);
  for (const line of text.split('\n')) {
    if (line === '') continue;
    const event = JSON.parse(line) as LogEvent;
    if (event.kind === 'receipt' && (event.body as { C: string }).C === C) return event;
  }
  throw new NoCertificate('日志中还没有这次抽取的结果', 'the log holds no result of this draw yet');
}

/** A JSON file of the bundle; `NoCertificate` where it is missing. */
export function parsed<T>(files: BundleFiles, name: string): T {
  const file = files[name];
  if (file === undefined)
    throw new NoCertificate(`文件夹中没有 ${name}，出不了凭证`, `the folder has no ${name}`);
  return JSON.parse(typeof file === 'string' ? file : new TextDecoder().decode(file)) as T;
}
