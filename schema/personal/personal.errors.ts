import { Refusal } from '../shared/refusal.js';

/** What may be sealed in one record. */
export const MOST_BYTES = 20 * 1024 * 1024;

export class PersonalDataTooLarge extends Refusal {
  constructor() {
    super(
      '单份个人信息（照片等）不得超过 20 MB，请压缩后再上传。',
      'At most 20 MB in one record; make the picture smaller.',
    );
  }
}

export class PersonalDataNotFound extends Refusal {
  constructor() {
    super('没有这份个人信息。', 'There is no such personal data.');
  }
}

export class PersonalDataEnded extends Refusal {
  constructor() {
    super(
      '保存期限已届满或已提前销毁，密钥不复存在，任何人都无法再打开；只留存其指纹。',
      'Its term is over, or it was ended: the key is gone and nobody can open it; only its hash stands.',
    );
  }
}
