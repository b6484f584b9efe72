import { IsOptional, Length } from 'class-validator';
import { Field, InputType, Int } from 'type-graphql';
import { DateTime, Hex, Id } from '../shared/scalars.js';
import { Text } from '../shared/text.scalar.js';

@InputType({
  description: '封库。Fixing the pools of a campaign; the secrets stay on the operator’s device.',
})
export class FreezeInput {
  @Field(() => Id, { description: '抽查任务。The campaign.' })
  campaignId!: string;

  @Length(64, 64)
  @Field(() => Hex, {
    description:
      '名录密钥，32 字节，由操作员生成并保管；封库后系统不留存。32 random bytes kept by the operator; not stored at the freeze.',
  })
  poolKey!: string;

  @Length(64, 64)
  @Field(() => Hex, { description: '操作员随机数的指纹。H("dr/1/operator", 32 bytes).' })
  operatorHash!: string;

  @IsOptional()
  @Length(64, 64)
  @Field(() => Hex, {
    nullable: true,
    description: '保密抽取：秘密值的指纹。Confidential mode only: H("dr/1/secret", …).',
  })
  secretHash?: string;

  @Field(() => DateTime, {
    description: '抽取截止时间，逾期失效。Reveals are accepted until then; after it the draw lapses.',
  })
  drawBy!: Date;

  @Field(() => DateTime, {
    nullable: true,
    description: '保密抽取：公开时间。Confidential mode only: when it is opened.',
  })
  revealBy?: Date;
}

@InputType({
  description: '见证锚定，在见证人自己的设备上签名。An anchor, signed on the witness’s own device.',
})
export class AnchorInput {
  @Field(() => Id, { description: '抽取。The draw.' })
  drawId!: string;

  @Field(() => Text, { description: '见证人代号。The witness as the rules name it.' })
  witness!: string;

  @Length(64, 64)
  @Field(() => Hex, { description: '所见日志的最后一条。The newest event the witness saw.' })
  head!: string;

  @Length(64, 64)
  @Field(() => Hex, { description: '封库说明的指纹。Hash of the pool statement.' })
  statementHash!: string;

  @Field(() => Int, { description: '签名时间（Unix 秒）。When it was signed, Unix seconds.' })
  at!: number;

  @Length(64, 64)
  @Field(() => Hex, { description: '随机数的承诺。The commitment to the witness’s value.' })
  commitment!: string;

  @Length(128, 128)
  @Field(() => Hex, { description: 'Ed25519 签名。Its signature.' })
  sig!: string;
}

@InputType({ description: '见证人揭示随机数。A witness reveals its value.' })
export class WitnessRevealInput {
  @Field(() => Id, { description: '抽取。The draw.' })
  drawId!: string;

  @Field(() => Text, { description: '见证人代号。The witness as the rules name it.' })
  witness!: string;

  @Field(() => Hex, { description: '随机数的字节。The bytes of the value.' })
  value!: string;
}

@InputType({ description: '操作员揭示随机数。The operator reveals.' })
export class OperatorRevealInput {
  @Field(() => Id, { description: '抽取。The draw.' })
  drawId!: string;

  @Length(64, 64)
  @Field(() => Hex, { description: '随机数，32 字节。The 32 bytes.' })
  value!: string;

  @Length(64, 64)
  @Field(() => Hex, { description: '封库时的名录密钥。The pool key given at the freeze.' })
  poolKey!: string;

  @IsOptional()
  @Length(64, 64)
  @Field(() => Hex, { nullable: true, description: '保密抽取：秘密值。Confidential mode only: the secret.' })
  secret?: string;
}

@InputType({ description: '揭示前作废。Voids a draw before its first reveal.' })
export class VoidDrawInput {
  @Field(() => Id, { description: '抽取。The draw.' })
  drawId!: string;

  @Length(2, 500)
  @Field(() => Text, { description: '理由，公开。Why; it is public.' })
  reason!: string;
}
