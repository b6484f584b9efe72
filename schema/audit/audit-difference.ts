/** Where a record first differs from what it should be. */
export interface AuditDifference {
  readonly code: DifferenceCode;
  /** The event's place, or how many events the checkpoint covers. */
  readonly seq?: number;
  readonly size?: number;
  /** The line of the file, from 1. */
  readonly line?: number;
  readonly field?: string;
  readonly zh: string;
  readonly en: string;
}

const words = {
  HEADER: ['首行不是审计记录的抬头', 'the first line is not the header of an audit record'],
  LINE: ['不是规范格式的一行', 'a line is not in canonical form'],
  ORDER: [
    '序号不连续：有事件缺失、重复或次序不对',
    'places do not follow one another: events lack, recur or stand elsewhere',
  ],
  LEAF: ['叶哈希与事件内容不符', 'the leaf hash is not that of the event'],
  CONTENT: ['事件内容已被改动', 'the content of the event was changed'],
  CHAIN: ['链哈希与前文不符', 'the chain hash does not follow from those before'],
  ORIGIN: ['记录名称与首个事件不符', 'the name of the record is not that of its first event'],
  CUT: ['事件少于应有的数量', 'there are fewer events than there should be'],
  SURPLUS: ['事件多于所称的数量', 'there are more events than the header says'],
  NOTE: ['检查点不是规定的格式', 'a checkpoint is not in form'],
  COLUMN: ['检查点的字段与其签名文本不符', 'a field of a checkpoint is not what its signed text says'],
  KEY: [
    '检查点的公钥格式有误或与签名不符',
    'the key of a checkpoint is out of form or not the one that signed',
  ],
  UNKNOWN_KEY: ['检查点由未知的密钥签名', 'a checkpoint is signed by a key that is not known'],
  SIGNATURE: ['检查点的签名不成立', 'the signature of a checkpoint does not hold'],
  ROOT: ['树根与检查点不符', 'the root is not that of the checkpoint'],
  CHECKPOINT_CHAIN: ['链哈希与检查点不符', 'the chain hash is not that of the checkpoint'],
  CHECKPOINT_LACKING: ['曾经签发的检查点不见了', 'a checkpoint that was signed is not there'],
  OTHER_RECORD: ['检查点属于另一份记录', 'the checkpoint is of another record'],
  NODE: ['树节点与叶哈希不符', 'a stored node is not that of the leaves'],
  HEAD: ['链头与最后一个事件不符', 'the head of the chain is not at the last event'],
} as const satisfies Record<string, readonly [zh: string, en: string]>;

export type DifferenceCode = keyof typeof words;

/** Names a difference. */
export function differs(
  code: DifferenceCode,
  at: Pick<AuditDifference, 'seq' | 'size' | 'line' | 'field'> = {},
): AuditDifference {
  const [zh, en] = words[code];
  return { code, ...at, zh, en };
}
