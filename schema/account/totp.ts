import { Secret, TOTP } from 'otpauth';
import { toString as drawQrCode } from 'qrcode';

/** RFC 6238 as every authenticator knows it. */
const form = { algorithm: 'SHA1', digits: 6, period: 30 } as const;
const SECRET_BYTES = 20;
/** Steps before and after now whose codes are taken: clocks differ, and people type slowly. */
const WINDOW = 1;

function generatorOf(secret: Uint8Array, label = ''): TOTP {
  const buffer = new Uint8Array(secret).buffer;
  return new TOTP({ ...form, issuer: 'Fairdraw', label, secret: new Secret({ buffer }) });
}

/** The secret of an authenticator. @param bytes unpredictable ones, so many as are asked for */
export function makeSecret(bytes: (count: number) => Uint8Array): Uint8Array {
  return bytes(SECRET_BYTES);
}

/** The time step to which a code belongs; nothing when it belongs to none near `now`. */
export function findStep(secret: Uint8Array, code: string, now: Date): number | undefined {
  const timestamp = now.getTime();
  const delta = generatorOf(secret).validate({ token: code, timestamp, window: WINDOW });
  return delta === null ? undefined : TOTP.counter({ period: form.period, timestamp }) + delta;
}

/** What an authenticator is given: typed, tapped, or scanned. */
export async function describeSecret(secret: Uint8Array, label: string) {
  const generator = generatorOf(secret, label);
  const uri = generator.toString();
  const svg = await drawQrCode(uri, { type: 'svg', errorCorrectionLevel: 'M' });
  return {
    secret: generator.secret.base32,
    uri,
    qrCode: `data:image/svg+xml;base64,${Buffer.from(svg).toString('base64')}`,
  };
}
