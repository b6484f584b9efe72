import { z } from 'zod';
import { fromHex, witnessKey as keyPairFrom } from '../../scheduler/draw/index.js';
import type { Chance } from '../../schema/shared/unit.js';
import { ClientError } from './client-error.js';
import { openText, sealedText, sealText } from './passphrase.js';

const FORMAT = 'fairdraw-witness-key/1';
const hash = z.string().regex(/^[0-9a-f]{64}$/);

/** What a witness keeps of one draw from before its anchor until its reveal. */
const keptDraw = z.object({
  /** C. */
  commitment: hash,
  authority: z.string(),
  series: z.enum(['M', 'R']),
  /** The witness's id in the rules. */
  witness: z.string(),
  /** Head of the log it signed: a later log without it was rewritten. */
  head: hash,
  /** Head of the log into which the value was given: known from before it left, and a later log has it too. */
  given: hash.optional(),
  /** v, the bytes in hex. */
  value: z.string().regex(/^([0-9a-f]{2}){22,256}$/),
});

export type KeptDraw = z.infer<typeof keptDraw>;

const secrets = z.object({ secretKey: hash, draws: z.array(keptDraw) });
const publicPart = { format: z.literal(FORMAT), name: z.string(), publicKey: hash };
const keyFile = z.union([
  z.object({ ...publicPart, sealed: sealedText }),
  z.object({ ...publicPart, ...secrets.shape }),
]);

/** What the file holds that nobody else may read. */
export type Secrets = z.infer<typeof secrets>;
/** What the file says in the open. */
export type Label = Pick<z.infer<typeof keyFile>, 'name' | 'publicKey'>;

/** @throws ClientError when the text is no key file */
export function parseFile(path: string, text: string): z.infer<typeof keyFile> {
  try {
    return keyFile.parse(JSON.parse(text));
  } catch {
    throw damaged(path);
  }
}

/** Opens the seal where there is one. @throws ClientError when key and label are not of one pair */
export function readSecrets(file: z.infer<typeof keyFile>, path: string, passphrase = ''): Secrets {
  const held =
    'sealed' in file
      ? secrets.parse(JSON.parse(openText(file.sealed, passphrase, file.publicKey)))
      : { secretKey: file.secretKey, draws: file.draws };
  if (keyPairFrom(fromHex(held.secretKey)).publicKey !== file.publicKey) throw damaged(path);
  return held;
}

/** The text of a key file; sealed where there is a passphrase. */
export function writeFile(
  { name, publicKey }: Label,
  held: Secrets,
  passphrase: string | undefined,
  chance: Chance,
) {
  const text = JSON.stringify(held);
  const part = passphrase === undefined ? held : { sealed: sealText(text, passphrase, publicKey, chance) };
  return `${JSON.stringify({ format: FORMAT, name, publicKey, ...part }, null, 2)}\n`;
}

function damaged(path: string): ClientError {
  return new ClientError(
    'KEY_FILE_DAMAGED',
    `${path} 不是见证密钥文件，或已损坏。`,
    `${path} is not a witness key file, or is damaged.`,
  );
}
