import { registerEnumType } from 'type-graphql';

/** Why a number of a series has no decision. */
export enum GapReason {
  NOT_ISSUED = 'NOT_ISSUED',
  VOIDED = 'VOIDED',
  OTHER_PAPER = 'OTHER_PAPER',
  BEFORE_SYSTEM = 'BEFORE_SYSTEM',
  OTHER = 'OTHER',
}

registerEnumType(GapReason, {
  name: 'DecisionGapReason',
  description: '缺号的原因。Why a number of a series has no decision.',
  valuesConfig: {
    NOT_ISSUED: { description: '未使用该号。The number was not given.' },
    VOIDED: { description: '已作废。The paper was voided.' },
    OTHER_PAPER: {
      description: '用于不属于双公示的文书。It is on a paper that is no decision of this kind.',
    },
    BEFORE_SYSTEM: {
      description: '本系统启用之前作出，已在原系统报送。Reported before this system was used.',
    },
    OTHER: { description: '其他，须说明。Another, in words.' },
  },
});
