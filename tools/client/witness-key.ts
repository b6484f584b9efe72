import { createHash } from 'node:crypto';
import { z } from 'zod';
import {
  type AnchorBody,
  type AnchorInput,
  fromHex,
  witnessKey as keyPairFrom,
  makeAnchor,
} from '../../scheduler/draw/index.js';
import type { Chance } from '../../schema/shared/unit.js';
import { ClientError, underProtocol } from './client-error.js';
import { openText, sealedText, sealText } from './passphrase.js';
import { changeSecretFile, createSecretFile, readSecretFile } from './secret-file.js';

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

type Secrets = z.infer<typeof secrets>;
type Label = Pick<z.infer<typeof keyFile>, 'name' | 'publicKey'>;

/** The key of one witness and the values it has committed to, in a file of its own. Nothing here prints them. */
export class WitnessKey {
  readonly name: string;
  readonly publicKey: string;
  #secrets: Secrets;
  readonly #passphrase: string | undefined;

  constructor(
    readonly path: string,
    label: Label,
    held: Secrets,
    passphrase?: string,
  ) {
    this.name = label.name;
    this.publicKey = label.publicKey;
    this.#secrets = held;
    this.#passphrase = passphrase;
  }

  /** SHA-256 of the public key: what is compared by voice. */
  get fingerprint(): string {
    return createHash('sha256').update(fromHex(this.publicKey)).digest('hex');
  }

  get draws(): readonly KeptDraw[] {
    return this.#secrets.draws;
  }

  find(commitment: string): KeptDraw | undefined {
    return this.draws.find((draw) => draw.commitment === commitment);
  }

  /** Writes a value down, to the disk, before anybody hears of it. A draw's value is never replaced. */
  async keep(draw: KeptDraw, chance: Chance): Promise<void> {
    await changeSecretFile(this.path, (text) => {
      const held = readSecrets(parseFile(this.path, text), this.path, this.#passphrase);
      if (held.draws.some((known) => known.commitment === draw.commitment)) throw alreadyKept();
      this.#secrets = { ...held, draws: [...held.draws, draw] };
      return writeFile(this, this.#secrets, this.#passphrase, chance);
    });
  }

  /** The signed anchor. */
  sign(input: Omit<AnchorInput, 'secretKey'>): AnchorBody {
    return underProtocol(() => makeAnchor({ ...input, secretKey: this.#secrets.secretKey }));
  }
}

/** Makes a key and its file, mode 0600. Never overwrites one. */
export async function createWitnessKey(
  path: string,
  { name, chance, passphrase }: { name: string; chance: Chance; passphrase?: string },
): Promise<WitnessKey> {
  const { secretKey, publicKey } = keyPairFrom(chance.bytes(32));
  const held = { secretKey, draws: [] };
  const label = { name, publicKey };
  await createSecretFile(path, writeFile(label, held, passphrase, chance));
  return new WitnessKey(path, label, held, passphrase);
}

/** @param askPassphrase called only where the file is sealed */
export async function openWitnessKey(
  path: string,
  askPassphrase: () => Promise<string>,
): Promise<WitnessKey> {
  const file = parseFile(path, await readSecretFile(path));
  const passphrase = 'sealed' in file ? await askPassphrase() : undefined;
  return new WitnessKey(path, file, readSecrets(file, path, passphrase), passphrase);
}

function parseFile(path: string, text: string): z.infer<typeof keyFile> {
  try {
    return keyFile.parse(JSON.parse(text));
  } catch {
    throw damaged(path);
  }
}

function readSecrets(file: z.infer<typeof keyFile>, path: string, passphrase = ''): Secrets {
  const held =
    'sealed' in file
      ? secrets.parse(JSON.parse(openText(file.sealed, passphrase, file.publicKey)))
      : { secretKey: file.secretKey, draws: file.draws };
  if (keyPairFrom(fromHex(held.secretKey)).publicKey !== file.publicKey) throw damaged(path);
  return held;
}

function writeFile(
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

function alreadyKept(): ClientError {
  return new ClientError(
    'VALUE_KEPT',
    '密钥文件中已有本次抽取的数值，不会替换。',
    'The key file already holds a value for this draw; it is never replaced.',
  );
}
