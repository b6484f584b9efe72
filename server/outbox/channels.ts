import type { Clock, OutwardChannel } from '../../schema/shared/unit.js';
import type { Config } from '../platform/config.js';
import type { Channel } from './channel.js';
import { createSmtpChannel } from './smtp-channel.js';
import { createWebhookChannel } from './webhook-channel.js';

/** The ways out that the settings name. */
export function channelsOf(config: Config): OutwardChannel[] {
  return [
    ...(config.FAIRDRAW_SMTP_URL ? (['EMAIL'] as const) : []),
    ...(config.FAIRDRAW_WEBHOOK_URL ? (['WEBHOOK'] as const) : []),
  ];
}

/** Opens the ways out that the settings name. */
export function openChannels(config: Config, clock: Clock): Channel[] {
  const { FAIRDRAW_SMTP_URL, FAIRDRAW_SMTP_FROM, FAIRDRAW_WEBHOOK_URL, FAIRDRAW_WEBHOOK_SECRET } = config;
  const { FAIRDRAW_PUBLIC_URL: site } = config;
  return [
    ...(FAIRDRAW_SMTP_URL && FAIRDRAW_SMTP_FROM
      ? [createSmtpChannel({ url: FAIRDRAW_SMTP_URL, from: FAIRDRAW_SMTP_FROM, site })]
      : []),
    ...(FAIRDRAW_WEBHOOK_URL && FAIRDRAW_WEBHOOK_SECRET
      ? [createWebhookChannel({ url: FAIRDRAW_WEBHOOK_URL, secret: FAIRDRAW_WEBHOOK_SECRET, site, clock })]
      : []),
  ];
}
