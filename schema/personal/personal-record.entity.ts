import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import { departmentScope } from '../shared/scope.js';
import { RetentionClass } from './retention.js';

/**
 * Personal fields or a photo of one record, encrypted under a key of their own. The key stands beside them, sealed by the
 * installation's master key. When the term ends, key and ciphertext go and the hash of what was there stays. A backup of
 * before still holds both, as long as it is kept itself (docs/privacy.md).
 */
export const PersonalRecord = defineEntity({
  name: 'PersonalRecord',
  tableName: 'personal_record',
  filters: departmentScope,
  properties: {
    id: p.uuid().primary(),
    department: p.uuid().nullable().name('department_id'),
    subjectKind: p.string(),
    subjectId: p.string(),
    retention: p.enum(() => RetentionClass),
    /** `application/json` for fields, else the type of the bytes. */
    mediaType: p.string(),
    /** AES-256-GCM: nonce, body, tag; up to 20 MB, read only where it is opened. Absent once it ended. */
    ciphertext: p.blob().nullable().lazy(),
    /** HMAC-SHA-256 of the SHA-256 of the plain bytes under the identity key: a plain hash of few digits could be tried out. */
    contentHash: p.string().length(64),
    /** The record's key, sealed; absent once it was destroyed. */
    sealedKey: p.text().nullable().hidden(),
    createdAt: p.datetime(),
    /** The last day on which it is kept; absent while what begins the term has not happened. */
    keepToOn: p.date().nullable(),
    destroyedAt: p.datetime().nullable(),
  },
  indexes: [
    { properties: ['subjectKind', 'subjectId'] },
    { properties: ['keepToOn'], where: 'sealed_key is not null' },
  ],
});

export type PersonalRecord = InferEntity<typeof PersonalRecord>;
