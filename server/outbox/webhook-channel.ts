import { createHmac } from 'node:crypto';
import type { Clock } from '../../schema/shared/unit.js';
import { ANSWER_WITHIN_MS, type Channel, DeliveryFailed } from './channel.js';

/** HMAC-SHA-256 over time and body: whoever knows the secret knows that it came from here, and when. */
export function signWebhook(secret: string, timestamp: string, body: string): string {
  return createHmac('sha256', secret).update(`${timestamp}.${body}`).digest('hex');
}

/** Messages posted as JSON to one address, which passes them on: to a government messenger, or as short messages. */
export function createWebhookChannel({
  url,
  secret,
  site,
  clock,
}: {
  readonly url: string;
  readonly secret: string;
  readonly site?: string;
  readonly clock: Clock;
}): Channel {
  return {
    name: 'WEBHOOK',
    send: async ({ channel: _, email: __, createdAt, ...message }, signal) => {
      const link = site ? new URL(message.link, site).href : message.link;
      const body = JSON.stringify({ ...message, link, createdAt: createdAt.toISOString() });
      const timestamp = String(Math.floor(clock.now().getTime() / 1000));
      const answer = await fetch(url, {
        method: 'POST',
        redirect: 'error',
        signal: AbortSignal.any([signal, AbortSignal.timeout(ANSWER_WITHIN_MS)]),
        headers: {
          'content-type': 'application/json; charset=utf-8',
          'x-fairdraw-delivery': message.id,
          'x-fairdraw-timestamp': timestamp,
          'x-fairdraw-signature': `sha256=${signWebhook(secret, timestamp, body)}`,
        },
        body,
      }).catch(() => {
        throw new DeliveryFailed('WEBHOOK', 'no answer');
      });
      await answer.body?.cancel();
      if (!answer.ok) throw new DeliveryFailed('WEBHOOK', `HTTP ${answer.status}`);
    },
    close: () => {},
  };
}
