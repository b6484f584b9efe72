import { Field, Int, ObjectType } from 'type-graphql';
import { ConsoleError } from '../console/index.js';
import { Refusal } from '../shared/refusal.js';
import { PASSWORD_LENGTH, PasswordRule, passwordRules } from './password.rules.js';

@ObjectType({ implements: ConsoleError, description: '密码不合规则。The password breaks a rule.' })
export class WeakPassword extends Refusal {
  @Field(() => Int, { description: '最少字符数。The least number of characters.' })
  readonly leastCharacters = PASSWORD_LENGTH.least;

  @Field(() => [PasswordRule], { description: '违反的规则。The rules that it breaks.' })
  readonly rules: readonly PasswordRule[];

  constructor(rules: readonly PasswordRule[]) {
    const said = rules.map((rule) => passwordRules[rule]);
    super(
      `密码须符合：${said.map(({ zh }) => zh).join('；')}。`,
      `A password must have or be: ${said.map(({ en }) => en).join('; ')}.`,
    );
    this.rules = rules;
  }
}

@ObjectType({ implements: ConsoleError, description: '现密码不对。The present password is wrong.' })
export class PresentPasswordWrong extends Refusal {
  constructor() {
    super(
      '现密码不正确，请重新输入；忘记密码请找系统管理员重置。',
      'The present password is wrong. Try again, or have a system administrator reset it.',
    );
  }
}

@ObjectType({ implements: ConsoleError, description: '不得重置自己的。Nobody resets their own.' })
export class OwnReset extends Refusal {
  constructor() {
    super(
      '不得重置自己的密码或动态口令：密码请用“修改密码”，动态口令请由另一名安全保密管理员重置。',
      'Nobody resets their own: change your password yourself, and have another security administrator reset the second factor.',
    );
  }
}

@ObjectType({ implements: ConsoleError, description: '机器账户没有密码。A machine has no password.' })
export class PasswordlessAccount extends Refusal {
  constructor() {
    super(
      '机器（接口）账户没有密码和动态口令，凭接口密钥访问。',
      'A machine’s account has neither password nor second factor; it acts by API keys.',
    );
  }
}
