import { registerEnumType } from 'type-graphql';

/** How a member of a special pool stands today. */
export enum MemberStanding {
  DRAWABLE = 'DRAWABLE',
  NOT_ACTIVE = 'NOT_ACTIVE',
  NOT_REGISTERED = 'NOT_REGISTERED',
  EXPIRED = 'EXPIRED',
  NOT_YET = 'NOT_YET',
}

registerEnumType(MemberStanding, {
  name: 'MemberStanding',
  description: '专项库成员今天的状态。How a member of a special pool stands today.',
  valuesConfig: {
    DRAWABLE: { description: '可抽取。May be drawn.' },
    NOT_ACTIVE: { description: '登记状态不是存续。In the register, and not active.' },
    NOT_REGISTERED: { description: '不在（尚未进入）名录库。Not (yet) in the register.' },
    EXPIRED: { description: '许可已过期。Its licence has expired.' },
    NOT_YET: { description: '许可尚未生效。Its licence does not hold yet.' },
  },
});
