import { registerEnumType } from 'type-graphql';

/** How an API key stands. */
export enum ApiKeyState {
  VALID = 'VALID',
  EXPIRED = 'EXPIRED',
  REVOKED = 'REVOKED',
}

registerEnumType(ApiKeyState, {
  name: 'ApiKeyState',
  description: '接口密钥的状态。How an API key stands.',
  valuesConfig: {
    VALID: { description: '有效: it serves' },
    EXPIRED: { description: '已到期: its last day, or its grace after a replacement, is over' },
    REVOKED: { description: '已停用: somebody ended it' },
  },
});
