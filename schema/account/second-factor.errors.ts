import { Field, ObjectType } from 'type-graphql';
import { ConsoleError } from '../console/index.js';
import { Refusal } from '../shared/refusal.js';
import { DateTime } from '../shared/scalars.js';

const shanghaiTime = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Asia/Shanghai',
  dateStyle: 'short',
  timeStyle: 'medium',
});

@ObjectType({
  implements: ConsoleError,
  description: '密码正确，还须动态口令。The password is right; a code of the authenticator is needed too.',
})
export class SecondFactorNeeded extends Refusal {
  constructor() {
    super(
      '请输入验证器上的 6 位动态口令，或一个恢复码。',
      'Give the six digits that your authenticator shows, or a recovery code.',
    );
  }
}

@ObjectType({
  implements: ConsoleError,
  description: '动态口令不对。The code is not right: wrong, taken already, or of a clock that is off.',
})
export class SecondFactorRefused extends Refusal {
  @Field(() => DateTime, { description: '服务器时间。The server’s time.' })
  readonly serverTime: Date;

  constructor(now: Date) {
    const time = shanghaiTime.format(now);
    super(
      `动态口令不正确或已用过，请等下一个；仍不对，请校准验证器所在设备的时钟（服务器现为北京时间 ${time}），或使用恢复码。`,
      `The code is wrong or was taken already; wait for the next. If that is not taken either, set the clock of your authenticator’s device (here it is ${time} in Asia/Shanghai), or use a recovery code.`,
    );
    this.serverTime = now;
  }
}

@ObjectType({
  implements: ConsoleError,
  description: '尚未开始绑定，或已超过 15 分钟。No enrolment was begun within 15 minutes.',
})
export class SecondFactorNotStarted extends Refusal {
  constructor() {
    super(
      '尚未开始绑定，或已超过 15 分钟，请重新开始（startSecondFactor）。',
      'No enrolment was begun within the last 15 minutes; begin it (startSecondFactor).',
    );
  }
}

@ObjectType({
  implements: ConsoleError,
  description: '该账户没有绑定动态口令。The account has no second factor.',
})
export class SecondFactorAbsent extends Refusal {
  constructor() {
    super('该账户没有绑定动态口令。', 'The account has no second factor.');
  }
}
