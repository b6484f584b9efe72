import { z } from 'zod';
import { fromHex, operatorHash, secretHash, toHex } from '../../scheduler/draw/index.js';
import type { Chance } from '../../schema/shared/unit.js';
import { ClientError } from './client-error.js';
import { openText, sealedText, sealText } from './passphrase.js';
import { createSecretFile, readSecretFile } from './secret-file.js';

const FORMAT = 'fairdraw-operator-secrets/1';
const bytes32 = z.string().regex(/^[0-9a-f]{64}$/);
const secrets = z.object({
  /** Salts every leaf of the pools; the server forgets it between freeze and reveal. */
  poolKey: bytes32,
  /** The operator's part of the seed. */
  value: bytes32,
  /** Confidential mode only: part of the seed, opened on its day. */
  secret: bytes32.optional(),
  /** C, or S of several draws: what was frozen, so that a log changed since is found out. Absent where a server froze. */
  session: bytes32.optional(),
});

const secretsFile = z.union([
  /** `operatorHash` says in the open to which draw the file belongs. */
  z.object({ format: z.literal(FORMAT), operatorHash: bytes32, sealed: sealedText }),
  z.object({ format: z.literal(FORMAT), ...secrets.shape }),
]);

/** What the operator of one draw holds outside the server from the freeze to the reveal; hex of 32 bytes each. */
export type OperatorSecrets = z.infer<typeof secrets>;

export function makeOperatorSecrets(
  chance: Chance,
  { confidential }: { confidential: boolean },
): OperatorSecrets {
  const next = () => toHex(chance.bytes(32));
  return { poolKey: next(), value: next(), ...(confidential && { secret: next() }) };
}

/** The part of `FreezeInput` that comes from the secrets: hashes, and the pool key itself. */
export function freezeInputOf({ poolKey, value, secret }: OperatorSecrets) {
  return {
    poolKey,
    operatorHash: operatorHash(fromHex(value)),
    ...(secret && { secretHash: secretHash(fromHex(secret)) }),
  };
}

/** The part of `OperatorRevealInput` that comes from the secrets. */
export function revealInputOf({ poolKey, value, secret }: OperatorSecrets) {
  return { poolKey, value, ...(secret && { secret }) };
}

/** What seals a file of secrets: a passphrase, and chance for its salt. */
export interface Seal {
  readonly passphrase: string;
  readonly chance: Chance;
}

/** Writes them to a new file, mode 0600, down to the disk: to be done before the freeze is sent. */
export function saveOperatorSecrets(path: string, held: OperatorSecrets, seal?: Seal): Promise<void> {
  const hash = operatorHash(fromHex(held.value));
  const part = seal
    ? { operatorHash: hash, sealed: sealText(JSON.stringify(held), seal.passphrase, hash, seal.chance) }
    : held;
  return createSecretFile(path, `${JSON.stringify({ format: FORMAT, ...part }, null, 2)}\n`);
}

/** @param askPassphrase called only where the file is sealed */
export async function readOperatorSecrets(
  path: string,
  askPassphrase?: () => Promise<string>,
): Promise<OperatorSecrets> {
  const file = parseSecrets(path, await readSecretFile(path));
  if (!('sealed' in file)) return secrets.parse(file);
  const passphrase = (await askPassphrase?.()) ?? '';
  return secrets.parse(JSON.parse(openText(file.sealed, passphrase, file.operatorHash)));
}

function parseSecrets(path: string, text: string): z.infer<typeof secretsFile> {
  try {
    return secretsFile.parse(JSON.parse(text));
  } catch {
    throw new ClientError(
      'KEY_FILE_DAMAGED',
      `${path} 不是操作员密钥文件，或已损坏。`,
      `${path} is not a file of operator secrets, or is damaged.`,
    );
  }
}
