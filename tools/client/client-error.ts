import { DrawFault } from '../../scheduler/draw/index.js';
import { ended, spoken } from './fault-words.js';
import { printable } from './printable.js';

/** What a client cannot do, or was refused: a stable code, and words in Chinese and English. */
export class ClientError extends Error {
  override readonly name = 'ClientError';
  readonly zh: string;
  readonly en: string;

  constructor(
    readonly code: string,
    zh: string,
    en = '',
  ) {
    const words = [printable(zh), printable(en)] as const;
    super(`${words.filter(Boolean).join('\n')} [${printable(code)}]`);
    [this.zh, this.en] = words;
  }
}

/** Runs a part of the protocol: what it refuses comes out in both languages. */
export function underProtocol<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof DrawFault)) throw error;
    const { code, zh, en } = spoken(error);
    throw new ClientError(code, ended(zh, '。'), ended(en, '.'));
  }
}
