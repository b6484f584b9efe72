import { registerEnumType } from 'type-graphql';

/** How a witness key stands. */
export enum WitnessKeyState {
  VALID = 'VALID',
  REVOKED = 'REVOKED',
}

registerEnumType(WitnessKeyState, {
  name: 'WitnessKeyState',
  description: '见证公钥的状态。How a witness key stands.',
  valuesConfig: {
    VALID: { description: '有效: it may be named in a freeze and anchor' },
    REVOKED: { description: '已停用: it anchors nothing more; what it signed before stays' },
  },
});
