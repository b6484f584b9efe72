import type { Keyring } from '../../schema/shared/keyring.js';
import { KeyFileError } from '../platform/keyring.js';

function absent(): never {
  throw new KeyFileError('此处没有密钥。The keys are not at hand here.');
}

/** Stands for keys where nothing is sealed or opened: a backup is restored also before its key file is brought back. */
export const absentKeyring: Keyring = {
  seal: absent,
  open: absent,
  identify: absent,
  get checkpoints() {
    return absent();
  },
};
