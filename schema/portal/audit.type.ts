import { Field, Int, ObjectType } from 'type-graphql';
import { DateTime, Hex } from '../shared/scalars.js';
import { publicConnectionOf } from './connection.type.js';

@ObjectType('AuditCheckpoint', {
  description: '审计记录的签名检查点。A signed statement of what the audit record held.',
})
export class PublicAuditCheckpoint {
  @Field(() => Int, { description: '所含事件数。How many events it covers.' })
  size!: number;

  @Field(() => Hex, { description: '树根（RFC 9162）。The root of the tree.' })
  root!: string;

  @Field(() => Hex, { description: '链哈希。The hash of the chain.' })
  chainHash!: string;

  @Field(() => DateTime, { description: '签发时刻。When it was signed.' })
  at!: Date;

  @Field(() => String, { description: '签名算法：ed25519 或 sm2-sm3。How it was signed.' })
  algorithm!: string;

  @Field(() => String, { description: '公钥代号。The id of the key.' })
  keyId!: string;

  @Field(() => String, { description: '签名文本（C2SP signed note），请保存。The signed note: keep it.' })
  note!: string;
}

export const AuditCheckpointConnection = publicConnectionOf('AuditCheckpoint', () => PublicAuditCheckpoint);

@ObjectType('AuditConsistency', {
  description: '后一检查点延续前一检查点的证明。Shows that a checkpoint continues an earlier one.',
})
export class PublicAuditConsistency {
  @Field(() => PublicAuditCheckpoint, { description: '前一个。The earlier one.' })
  from!: PublicAuditCheckpoint;

  @Field(() => PublicAuditCheckpoint, { description: '后一个。The later one.' })
  to!: PublicAuditCheckpoint;

  @Field(() => [Hex], { description: '路径（RFC 9162，2.1.4）。The path.' })
  path!: string[];
}

@ObjectType('AuditKey', { description: '检查点的公钥。A public key of checkpoints.' })
export class PublicAuditKey {
  @Field(() => String, { description: '公钥代号。Its id.' })
  keyId!: string;

  @Field(() => String, { description: '签名算法。Its algorithm.' })
  algorithm!: string;

  @Field(() => String, { description: '公钥，C2SP 写法：名称+代号+公钥。The key as C2SP writes it.' })
  text!: string;
}
