import type { OutwardMessage } from '../../schema/inspection/index.js';
import type { OutwardChannel } from '../../schema/shared/unit.js';

/** How long another machine may take for one message. */
export const ANSWER_WITHIN_MS = 10_000;

/** One way out of the house. Others are added here: a channel sends one message, or says why it could not. */
export interface Channel {
  readonly name: OutwardChannel;
  /** @throws DeliveryFailed; the message is tried again later */
  send(message: OutwardMessage, signal: AbortSignal): Promise<void>;
  close(): void;
}

/** A message that nobody took. Says what happened, and nothing of settings, people or what was answered. */
export class DeliveryFailed extends Error {
  override readonly name = 'DeliveryFailed';

  constructor(
    readonly channel: OutwardChannel,
    readonly why: string,
  ) {
    super(`${channel}: ${why}`);
  }
}
