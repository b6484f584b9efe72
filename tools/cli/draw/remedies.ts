type Remedy = readonly [zh: string, en: string];

/** What to do about a refusal, where its own words do not say so already. */
const remedies: Readonly<Record<string, Remedy>> = {
  ANCHOR_WINDOW: [
    '须在封库后十分钟内见证；请作废（draw void）后重新封库。',
    'Anchor within ten minutes of the freeze; void it and freeze anew.',
  ],
  ANCHOR_TWICE: ['无需再签。', 'Nothing more to sign.'],
  ANCHOR_SIGNATURE: [
    '请见证人用登记公钥的那把密钥重新签名。',
    'Have it signed by the key whose public key is in the rules.',
  ],
  CAMPAIGN_OPEN: [
    '先完成（draw run）、作废（draw void）或作逾期处理（draw lapse）。',
    'Finish it (draw run), void it (draw void) or lapse it (draw lapse) first.',
  ],
  CAMPAIGN_DRAWN: [
    '一项任务只抽一次；新任务请换代号。',
    'A campaign is drawn once; a new one needs a new code.',
  ],
  LOG_CHAIN: [
    '日志缺行或被改动；请从备份或见证人处取回完整的 log.jsonl，不要自行修改。',
    'The log lacks lines or was changed; get the whole log.jsonl from a backup or a witness, and do not edit it.',
  ],
  NOTHING_TO_DRAW: ['请提高比例或数量。', 'Raise the rate or the count.'],
  NUMBER_FORMAT: ['例如 --numbers "3,7,12|9"。', 'For example --numbers "3,7,12|9".'],
  NUMBER_RANGE: [
    '请与开奖公告核对后重新输入。',
    'Compare with the official announcement and enter it again.',
  ],
  OPENING_EARLY: ['到期后再公开。', 'Open it when the time has come.'],
  OPENING_OVERDUE: ['先 fairdraw draw open。', 'Use fairdraw draw open first.'],
  REVEAL_EARLY: ['到时再登记。', 'Record it when it can be known.'],
  REVEAL_LATE: ['请作逾期处理（draw lapse）后重新封库。', 'Lapse it (draw lapse) and freeze anew.'],
  REVEAL_WEAK: [
    '掷骰至少 25 次，或抽数字至少 20 位。',
    'Throw at least 25 dice, or draw at least 20 digits.',
  ],
  SAMPLE_EXCEEDS_POOL: [
    '请减少数量，或核对表格是否完整。',
    'Lower the count, or see whether the sheet is complete.',
  ],
  SECRET_RULE: [
    '保密抽取加 --open-by；公开抽取去掉它。',
    'Give --open-by with a confidential draw, and never with an open one.',
  ],
  SESSION_DIFFERS: [
    '请使各 rules.json 的 mode、operator、witnesses、publicSources 写法和次序一致。',
    'Write mode, operator, witnesses and publicSources alike, in the same order, in all rules.json.',
  ],
  STRATA_DIFFER: ['请核对 rules.json 的 strata。', 'Look at strata in rules.json.'],
  TIME_ORDER: ['请核对 --draw-by、--open-by 和公开号码的时间。', 'Look at --draw-by, --open-by and --issue.'],
  TRANSITION: ['用 fairdraw draw status 查看下一步。', '"fairdraw draw status" says what comes next.'],
  MALFORMED: ['请更正该字段。', 'Correct that field.'],
};

/** Nothing where the refusal's own words suffice. */
export function remedyOf(code: string): Remedy | undefined {
  return remedies[code];
}
