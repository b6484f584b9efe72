import { MaxLength } from 'class-validator';
import { Field, InputType } from 'type-graphql';
import { PASSWORD_LENGTH } from './password.rules.js';

@InputType({ description: '修改密码。A change of one’s password.' })
export class ChangePasswordInput {
  @MaxLength(PASSWORD_LENGTH.most)
  @Field(() => String, { description: '现密码。The present password.' })
  presentPassword!: string;

  @MaxLength(PASSWORD_LENGTH.most)
  @Field(() => String, { description: '新密码。The password from now on.' })
  newPassword!: string;
}
