import { Field, Int, ObjectType } from 'type-graphql';
import { ConsoleError } from '../console/index.js';
import { Refusal } from '../shared/refusal.js';

@ObjectType({
  implements: ConsoleError,
  description: '用户名或密码不对，或账户已停用。Name or password is wrong, or the account is closed.',
})
export class SignInRefused extends Refusal {
  constructor() {
    super(
      '用户名或密码不正确，请重新输入；忘记密码请找系统管理员。',
      'Name or password is wrong. Try again, or ask a system administrator.',
    );
  }
}

@ObjectType({ implements: ConsoleError, description: '登录尝试过多。Too many attempts to sign in.' })
export class TooManySignIns extends Refusal {
  @Field(() => Int, { description: '多少秒后再试。Seconds to wait.' })
  readonly waitSeconds: number;

  constructor(waitSeconds: number) {
    const minutes = Math.ceil(waitSeconds / 60);
    super(
      `失败次数过多，请 ${minutes} 分钟后再试，或请安全保密管理员解锁。`,
      `Too many failures; try again in ${minutes} minutes, or have a security administrator unlock the account.`,
    );
    this.waitSeconds = waitSeconds;
  }
}

@ObjectType({ implements: ConsoleError, description: '会话不存在或已结束。No such session.' })
export class SessionNotFound extends Refusal {
  constructor() {
    super(
      '没有这个会话，或已经结束，请刷新列表。',
      'There is no such session, or it is over; look at the list again.',
    );
  }
}
