/**
 * Every way in which a draw can be refused or a verification can fail, with its words.
 *
 * Codes are stable and may be stored or shown; `{name}` in a message is filled from the fault's `data`.
 * Nothing in this room throws anything else on purpose.
 */
export const faultTable = {
  // bytes and records (§2, §4)
  MALFORMED: { zh: '“{at}”应为{expectedZh}', en: '{at}: expected {expected}' },
  NOT_CANONICAL: { zh: '“{at}”不是规范写法的 JSON', en: '{at}: not canonical JSON ({reason})' },
  NOT_UTF8: { zh: '“{at}”不是有效的 UTF-8 文字', en: '{at}: not valid UTF-8' },
  TEXT_NOT_ACCEPTED: {
    zh: '文字“{text}”含有不能接受的字符（{reason}）',
    en: 'text “{text}” is not accepted: {reason}',
  },
  RECORD_LINE: {
    zh: '“{file}”第 {line} 行不是规范的记录：{reason}',
    en: '{file}, line {line}: not a record line ({reason})',
  },
  RECORD_ORDER: {
    zh: '“{file}”第 {line} 行没有按标识排序，或与上一行重复',
    en: '{file}, line {line}: ids must ascend strictly ({id})',
  },
  DUPLICATE_ID: {
    zh: '标识“{id}”出现了两次（{first} 与 {second}）',
    en: 'id {id} appears twice ({first} and {second})',
  },

  // rules (§3)
  UNKNOWN_ALGORITHM: { zh: '不认识的算法“{alg}”（{at}）', en: '{at}: algorithm {alg} is not known' },
  UNKNOWN_ENTROPY: { zh: '不认识的随机来源“{type}”', en: 'entropy type {type} is not known' },
  RULES_CONTRADICT: { zh: '规则自相矛盾：{zh}', en: 'the rules contradict themselves: {en}' },
  CONTROLLED_REFUSED: {
    zh: '层“{stratum}”的比例是法定下限或上限，不能用控制取整',
    en: 'stratum {stratum}: controlled rounding is refused where the rate is a legal {bound}',
  },
  TEAM_TOO_SMALL: {
    zh: '检查组至少要有两名持证人员（行政处罚法第四十二条）',
    en: 'a team needs at least two inspectors (administrative penalty law, Art. 42)',
  },
  OPERATOR_IS_WITNESS: {
    zh: '“{id}”不能既操作抽取又作见证',
    en: '{id} cannot operate the draw and witness it',
  },
  WITNESS_KEY: { zh: '见证人“{id}”的公钥无效', en: 'the public key of witness {id} is not usable' },
  SOURCE_TWICE: { zh: '随机来源“{id}”登记了两次', en: 'entropy source {id} is registered twice' },
  BEACON_CHAIN: {
    zh: '随机信标“{id}”的链指纹与其参数不符',
    en: 'beacon {id}: chainHash is not that of its parameters ({expected})',
  },
  BEACON_KEY: { zh: '随机信标“{id}”的公钥无效', en: 'the public key of beacon {id} is not usable' },
  WITNESS_TWICE: {
    zh: '见证人或其密钥“{id}”登记了两次',
    en: 'witness or key {id} is registered twice',
  },

  // freeze (§4, §5, §8)
  STRATA_DIFFER: {
    zh: '名录库的层（{found}）与规则的层（{expected}）不一致',
    en: 'the pools have strata {found}, the rules {expected}',
  },
  SAMPLE_EXCEEDS_POOL: {
    zh: '层“{stratum}”要抽 {wanted} 个，名录库只有 {count} 个',
    en: 'stratum {stratum}: {wanted} wanted, the pool holds {count}',
  },
  NOTHING_TO_DRAW: { zh: '按规则一个对象也抽不到', en: 'under these rules nothing would be drawn' },
  NO_INSPECTORS: { zh: '检查人员名录库是空的', en: 'the inspectors pool is empty' },
  DISTRICT_WITHOUT_OFFICERS: {
    zh: '区划“{district}”有检查对象，却没有任何检查人员可以前往',
    en: 'district {district} has targets, and no inspector may work there',
  },
  WEIGHT_MISSING: {
    zh: '“{file}”第 {line} 行（{id}）没有权重；按权重抽取的层每个对象都须有 1 至 1000000 的整数权重',
    en: '{file}, line {line}: {id} has no weight, which sr-pps/1 needs of every target',
  },
  WEIGHTS_RULE: {
    zh: '层“{stratum}”的权重指纹与抽取方法不符：只有按权重抽取的层须有（且必须有）',
    en: 'stratum {stratum}: weightsHash belongs to strata selected by sr-pps/1, and to them alone',
  },
  TOO_MANY_PLACES: {
    zh: '等概率配对最多 {most} 个名额，本次可达 {places} 个',
    en: 'sr-assign-me/1 takes at most {most} places; this draw may reach {places}',
  },
  UNKNOWN_CONFLICT: {
    zh: '回避记录中的人员“{officer}”不在检查人员名录库',
    en: 'conflict names {officer}, who is not in the inspectors pool',
  },
  STATEMENT_WRONG: {
    zh: '封库说明的“{what}”是 {found}，应为 {expected}',
    en: 'pool statement: {what} is {found}, should be {expected}',
  },
  SECRET_RULE: {
    zh: '保密抽取必须有秘密值的指纹和公开日期，公开抽取不得有',
    en: 'a confidential draw needs secretHash and revealBy, an open one has neither',
  },
  TIME_ORDER: {
    zh: '时间顺序不对：{earlier} 应早于 {later}',
    en: '{earlier} must come before {later}',
  },
  TARGET_SOURCE_RULE: {
    zh: '只有“仅抽人员”的任务才须登记（且必须登记）名单来源',
    en: 'targetSource is required in stage officers and only there',
  },

  SESSION_DIFFERS: {
    zh: '同一次封库的各项任务须共用“{field}”',
    en: 'the draws of one freeze must agree in {field}',
  },

  TARGET_LEFT_OUT: {
    zh: '“仅抽人员”不得排除名单中的对象（排除了 {count} 个）；变动须作替换记录',
    en: 'stage officers leaves out no target of its list: {count} are excluded; changes are substitutions',
  },

  // log (§6)
  LOG_CHAIN: { zh: '抽取日志第 {seq} 条断链：{field}', en: 'log event {seq}: chain broken at {field}' },
  LOG_UNKNOWN_DRAW: {
    zh: '日志第 {seq} 条所指的封库不存在',
    en: 'log event {seq}: no freeze has commitment {C}',
  },
  TRANSITION: {
    zh: '“{state}”状态的抽取不能进行“{kind}”',
    en: 'a draw that is {state} cannot take the step {kind}',
  },
  CAMPAIGN_OPEN: {
    zh: '任务“{campaign}”还有未了结的封库',
    en: 'campaign {campaign} has a freeze that has not ended',
  },
  CAMPAIGN_DRAWN: {
    zh: '任务“{campaign}”已经抽取，不能再抽',
    en: 'campaign {campaign} has its receipt; there is no second draw',
  },
  DRAW_NUMBER: {
    zh: '任务“{campaign}”的封库次序应为 {expected}，不是 {found}',
    en: 'campaign {campaign}: drawNo should be {expected}, not {found}',
  },
  COMMIT_TWICE: { zh: '这次封库已经登记过', en: 'this commitment is already in the log' },
  OPENING_OVERDUE: {
    zh: '任务“{campaign}”到期未公开，先公开才能再封库',
    en: 'campaign {campaign} is past its opening; open it before freezing another',
  },
  OPENING_EARLY: { zh: '未到公开时间', en: 'the time of opening has not come' },
  OPENING_OPEN_MODE: { zh: '公开抽取没有需要公开的秘密', en: 'an open draw has nothing to open' },
  ANCHOR_UNKNOWN_WITNESS: {
    zh: '“{witness}”不是本次抽取登记的见证人',
    en: '{witness} is not a witness of this draw',
  },
  ANCHOR_TWICE: { zh: '见证人“{witness}”已经签过', en: 'witness {witness} has already anchored' },
  ANCHOR_SIGNATURE: {
    zh: '见证人“{witness}”的签名与登记的公钥不符',
    en: 'the signature does not match the registered key of {witness}',
  },
  ANCHOR_WINDOW: {
    zh: '见证时间不在封库后 600 秒之内',
    en: 'anchored at {at}, outside {frozenAt} … {frozenAt} + 600 s',
  },
  ANCHOR_KNOWABLE: {
    zh: '见证时间 {at} 不早于公开随机数“{id}”可知的时间 {knowableAt}',
    en: 'anchored at {at}, when {id} could be known already (from {knowableAt})',
  },
  ANCHOR_HEAD: {
    zh: '见证人所签的日志位置不在本日志封库之后',
    en: 'the signed head is not an event of this log since the freeze',
  },
  ANCHOR_STATEMENT: {
    zh: '见证人所签的封库说明与封库不符',
    en: 'the signed statementHash is not the one committed',
  },
  REVEAL_UNKNOWN: { zh: '没有第 {source} 个随机来源', en: 'there is no entropy source {source}' },
  REVEAL_TWICE: { zh: '第 {source} 个随机来源已经揭示', en: 'source {source} has been revealed' },
  REVEAL_MISMATCH: {
    zh: '揭示的数值与“{id}”事先封存的指纹不符',
    en: 'the value revealed does not match the commitment of {id}',
  },
  REVEAL_WEAK: {
    zh: '随机数值必须是 32 字节，或至少 25 次骰子，或至少 20 位数字',
    en: 'a value is 32 bytes, at least 25 dice or at least 20 digits',
  },
  REVEAL_EARLY: {
    zh: '公开随机数“{id}”在 {knowableAt} 之前尚不可知',
    en: '{id} cannot be known before {knowableAt}',
  },
  REVEAL_ORDER: {
    zh: '操作人和见证人先揭示，公开随机数最后登记',
    en: 'operator and witnesses reveal before the public sources',
  },
  NUMBER_FORMAT: {
    zh: '“{id}”的号码写法不对：第 {part} 组须有 {count} 个数（不重复的组从小到大），组内用逗号、组间用竖线分隔',
    en: '{id}: part {part} needs {count} numbers (ascending where distinct); commas within a part, | between parts',
  },
  NUMBER_RANGE: {
    zh: '“{id}”第 {part} 组的号码 {found} 不在 {min} 至 {max} 之间',
    en: '{id}: {found} in part {part} is not between {min} and {max}',
  },
  BEACON_ROUND: {
    zh: '随机信标“{id}”须用第 {expected} 轮，不是第 {found} 轮',
    en: 'beacon {id}: round {expected} is needed, not {found}',
  },
  BEACON_SIGNATURE: {
    zh: '随机信标“{id}”第 {round} 轮的签名与登记的链不符',
    en: 'beacon {id}: not the signature of round {round} by this chain',
  },
  REVEAL_LATE: { zh: '已过抽取截止时间', en: 'drawBy has passed' },
  VOID_LATE: {
    zh: '已过抽取截止时间：只能作逾期处理，写明谁未完成',
    en: 'drawBy has passed: this draw can only lapse, which names who failed',
  },
  REVEALS_MISSING: { zh: '随机数值还没有全部揭示', en: 'not all entropy has been revealed' },
  RECEIPT_NOT_NEXT: {
    zh: '最后一次揭示之后的下一条必须是抽取结果',
    en: 'the event after the last reveal must be the receipt',
  },
  LAPSE_EARLY: { zh: '未到抽取截止时间，不能作逾期处理', en: 'drawBy has not passed' },
  LAPSE_NAMES: {
    zh: '逾期记录没有如实写明谁未完成',
    en: 'the lapse does not name exactly those who failed',
  },

  SUBSTITUTION_NUMBER: {
    zh: '替换次序应为 {expected}，不是 {found}',
    en: 'substitution n should be {expected}, not {found}',
  },
  SUBSTITUTION_REASON: {
    zh: '第 {n} 次替换的理由“{reason}”不在规则之内，或不适用于“{kind}”',
    en: 'substitution {n}: the rules have no reason {reason} for {kind}',
  },
  SUBSTITUTION_APPROVER: {
    zh: '第 {n} 次替换的审批人不能是申请人',
    en: 'substitution {n}: the approver is the requester',
  },
  SUBSTITUTION_TARGET: {
    zh: '第 {n} 次替换：对象 {target} 不在本次抽取之内，或状态不符',
    en: 'substitution {n}: target {target} is not of this draw, or not in the state for {kind}',
  },
  SUBSTITUTION_PLACE: {
    zh: '第 {n} 次替换：对象 {target} 的这个名额不是人员 {out} 的',
    en: 'substitution {n}: officer {out} does not hold that place of target {target}',
  },
  SUBSTITUTION_IMPOSSIBLE: {
    zh: '第 {n} 次替换：对象 {target} 没有可以补入的人员',
    en: 'substitution {n}: nobody is left to fill the places of target {target}',
  },
  OPENING_RECEIPT: {
    zh: '公开的抽取结果指纹与抽取时登记的不同',
    en: 'the opening names another receiptHash than the draw',
  },

  // run (§7, §18)
  POOL_CHANGED: {
    zh: '“{file}”与封库时不同',
    en: '{file} is not what was frozen: {found}, committed {expected}',
  },
  RULES_CHANGED: { zh: '规则与封库时不同（{field}）', en: 'the rules are not those committed ({field})' },
  SECRET_MISMATCH: {
    zh: '秘密值与封库时的指纹不符，或缺少秘密值',
    en: 'the secret does not match the committed hash, or is absent',
  },

  // verification (§17, §18)
  FILE_MISSING: { zh: '缺少文件“{file}”', en: 'file {file} is missing' },
  FILE_UNKNOWN: { zh: '多出不认识的文件“{file}”', en: 'file {file} does not belong to a bundle' },
  FILE_EARLY: {
    zh: '保密期内不应有文件“{file}”',
    en: 'file {file} cannot exist before the opening',
  },
  DRAW_ABSENT: { zh: '日志中没有这次封库', en: 'the log does not hold this draw' },
  HEAD_ABSENT: { zh: '日志中没有已知的位置 {head}（日志被改写）', en: 'known head {head} is not in the log' },
  WITNESS_KEY_DIFFERS: {
    zh: '见证人“{id}”的公钥与已知的不同',
    en: 'the key of witness {id} is not the one expected',
  },
  DIFFERS: { zh: '{zh}不一致', en: '{en} differs: {found}, recomputed {expected}' },
  CUT_WRONG: {
    zh: '人手不足证明不成立：割容量 {capacity}，流量 {flow}',
    en: 'the certificate does not hold: cut {capacity}, flow {flow}',
  },
  PATH_WRONG: {
    zh: '凭证的路径算不出公布的根',
    en: 'the path does not lead to the published root',
  },
} as const;

export type FaultCode = keyof typeof faultTable;
export type FaultData = Readonly<Record<string, string | number>>;

/** A named refusal: `code` is stable, `zh` and `en` are for people, `data` fills them. */
export class DrawFault extends Error {
  readonly code: FaultCode;
  readonly zh: string;
  readonly en: string;
  readonly data: FaultData;

  constructor(code: FaultCode, data: FaultData = {}) {
    const words = faultTable[code];
    super(`${code}: ${fill(words.en, data)}`);
    this.name = 'DrawFault';
    this.code = code;
    this.zh = fill(words.zh, data);
    this.en = fill(words.en, data);
    this.data = data;
  }
}

/** `MALFORMED`: what stands at `at` should be `expected`, in both languages. */
export function malformed(at: string, expected: string, expectedZh: string): DrawFault {
  return new DrawFault('MALFORMED', { at, expected, expectedZh });
}

function fill(words: string, data: FaultData): string {
  return words.replace(/\{(\w+)\}/g, (_, key: string) => String(data[key] ?? '—'));
}
