import { Field, ObjectType } from 'type-graphql';
import { ConsoleError } from '../console/index.js';
import { Refusal } from '../shared/refusal.js';

@ObjectType({ implements: ConsoleError, description: '不是人员账户。The account is not a person’s.' })
export class PersonOnly extends Refusal {
  constructor() {
    super(
      '统一身份只绑定人员账户；机器账户使用接口密钥。',
      'An identity is bound to a person’s account; a machine acts by API keys.',
    );
  }
}

@ObjectType({ implements: ConsoleError, description: '签发者有误。The issuer is wrong.' })
export class InvalidIssuer extends Refusal {
  constructor() {
    super(
      '签发者（issuer）须为 http(s) 地址，与登录失败页面所示完全一致。',
      'The issuer is an http(s) address, exactly as the page of the failed sign-in shows it.',
    );
  }
}

@ObjectType({ implements: ConsoleError, description: '该身份已绑定。The identity is bound already.' })
export class IdentityTaken extends Refusal {
  @Field(() => String, { description: '绑定的账户。The account that it is bound to.' })
  readonly username: string;

  constructor(username: string) {
    super(
      `该身份已绑定账户“${username}”，请先解除。`,
      `This identity is bound to the account "${username}"; unbind it first.`,
    );
    this.username = username;
  }
}

@ObjectType({ implements: ConsoleError, description: '没有该绑定。No such binding.' })
export class IdentityNotFound extends Refusal {
  constructor() {
    super(
      '没有该绑定，或早已解除，请从列表中选取。',
      'There is no such binding, or it ended already; take one from the list.',
    );
  }
}
