import { createHash } from 'node:crypto';
import {
  type AnchorBody,
  type AnchorInput,
  fromHex,
  witnessKey as keyPairFrom,
  makeAnchor,
} from '../../scheduler/draw/index.js';
import type { Chance } from '../../schema/shared/unit.js';
import { ClientError, underProtocol } from './client-error.js';
import { changeSecretFile, createSecretFile, readSecretFile } from './secret-file.js';
import {
  type KeptDraw,
  type Label,
  parseFile,
  readSecrets,
  type Secrets,
  writeFile,
} from './witness-key-file.js';

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
    let after = this.#secrets;
    await changeSecretFile(this.path, (text) => {
      const held = readSecrets(parseFile(this.path, text), this.path, this.#passphrase);
      if (held.draws.some((known) => known.commitment === draw.commitment)) throw alreadyKept();
      after = { ...held, draws: [...held.draws, draw] };
      return writeFile(this, after, this.#passphrase, chance);
    });
    // Only what is on the disk is known here.
    this.#secrets = after;
  }

  /** Notes that a value is given into the log with this head; done before it leaves, and again with what came of it. */
  async give(commitment: string, given: string, chance: Chance): Promise<void> {
    let after = this.#secrets;
    await changeSecretFile(this.path, (text) => {
      const held = readSecrets(parseFile(this.path, text), this.path, this.#passphrase);
      const draws = held.draws.map((draw) => (draw.commitment === commitment ? { ...draw, given } : draw));
      after = { ...held, draws };
      return writeFile(this, after, this.#passphrase, chance);
    });
    this.#secrets = after;
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

function alreadyKept(): ClientError {
  return new ClientError(
    'VALUE_KEPT',
    '密钥文件中已有本次抽取的数值，不会替换。',
    'The key file already holds a value for this draw; it is never replaced.',
  );
}
