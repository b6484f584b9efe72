import type { Keyring } from '../../shared/keyring.js';

/** What a file is called and when it was taken, as the device said. */
export interface Label {
  /** Cleaned, without a path. */
  readonly name: string;
  readonly takenAt: Date | null;
}

const purposeOf = (blobId: string) => `evidence-label:${blobId}`;

export function sealLabel(keys: Keyring, blobId: string, { name, takenAt }: Label): string {
  const text = JSON.stringify({ name, takenAt: takenAt?.toISOString() ?? null });
  return keys.seal(new TextEncoder().encode(text), purposeOf(blobId));
}

export function openLabel(keys: Keyring, blobId: string, sealed: string): Label {
  const text = new TextDecoder().decode(keys.open(sealed, purposeOf(blobId)));
  const { name, takenAt } = JSON.parse(text) as { name: string; takenAt: string | null };
  return { name, takenAt: takenAt ? new Date(takenAt) : null };
}
