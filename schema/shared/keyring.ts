/** A sealed text that its key does not open: another key's, another record's, or a changed byte. */
export class SealBrokenError extends Error {}

/** How checkpoints of the audit record are signed. SM2 with SM3 is GB/T 32918 by Node's own crypto, no certified module. */
export type SignatureAlgorithm = 'ed25519' | 'sm2-sm3';

/** Signs checkpoints of the audit record. */
export interface CheckpointSigner {
  readonly algorithm: SignatureAlgorithm;
  /** SubjectPublicKeyInfo in DER. */
  readonly publicKey: Uint8Array;
  sign(message: Uint8Array): Uint8Array;
}

/**
 * The installation's secret keys. They stand in a file beside the database, never in it: whoever takes a copy of the
 * database reads nothing that was sealed.
 */
export interface Keyring {
  /**
   * Seals by AES-256-GCM under the master key.
   * @param purpose what it is for and whose, `second-factor:<account>`; opens only with the same
   */
  seal(plain: Uint8Array, purpose: string): string;
  /** @throws SealBrokenError */
  open(sealed: string, purpose: string): Uint8Array;
  /** HMAC-SHA-256 under the authority's identity key, lower-case hex: the same number, the same value, here alone. */
  identify(text: string): string;
  readonly checkpoints: CheckpointSigner;
}
