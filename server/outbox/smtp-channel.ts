import { createTransport } from 'nodemailer';
import { ANSWER_WITHIN_MS, type Channel, DeliveryFailed } from './channel.js';

/** The code of a mail server or of the way to it; never its words, which may repeat what it was sent. */
function causeOf(error: unknown): string {
  const { responseCode, code } = error as { responseCode?: number; code?: string };
  return responseCode ? `SMTP ${responseCode}` : (code ?? 'no answer');
}

/** Messages as plain e-mail. @param site the address that browsers see, for the link */
export function createSmtpChannel({
  url,
  from,
  site,
}: {
  readonly url: string;
  readonly from: string;
  readonly site?: string;
}): Channel {
  const transport = createTransport({
    url,
    connectionTimeout: ANSWER_WITHIN_MS,
    greetingTimeout: ANSWER_WITHIN_MS,
    socketTimeout: ANSWER_WITHIN_MS,
    // A message is text and names no file.
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return {
    name: 'EMAIL',
    send: async ({ id, email, campaignCode, text, textEn, link }) => {
      if (!email) throw new DeliveryFailed('EMAIL', 'no address');
      const where = site ? new URL(link, site).href : link;
      try {
        await transport.sendMail({
          from,
          to: { name: '', address: email },
          subject: campaignCode ? `双随机抽查任务 ${campaignCode} 提醒` : '双随机抽查提醒',
          text: `${text}\n${textEn}\n\n${where}\n`,
          textEncoding: 'base64',
          messageId: `<${id}@fairdraw>`,
          headers: { 'Auto-Submitted': 'auto-generated' },
        });
      } catch (error) {
        throw new DeliveryFailed('EMAIL', causeOf(error));
      }
    },
    close: () => transport.close(),
  };
}
