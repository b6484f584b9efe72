import { MaxLength } from 'class-validator';
import { Field, InputType } from 'type-graphql';
import { Text } from '../shared/text.scalar.js';
import { PASSWORD_LENGTH } from './password.rules.js';

@InputType({ description: '登录。Who signs in.' })
export class SignInInput {
  @MaxLength(64)
  @Field(() => Text, { description: '用户名。The name.' })
  username!: string;

  @MaxLength(PASSWORD_LENGTH.most)
  @Field(() => String, { description: '密码。The password.' })
  password!: string;

  @MaxLength(64)
  @Field(() => String, {
    nullable: true,
    description: '6 位动态口令或恢复码；绑定后必填。Six digits of the authenticator, or a recovery code.',
  })
  code?: string | null;
}
