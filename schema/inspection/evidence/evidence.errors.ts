import { ObjectType } from 'type-graphql';
import { ConsoleError } from '../../console/index.js';
import { Refusal } from '../../shared/refusal.js';

@ObjectType({ implements: ConsoleError, description: '证据不存在。No such evidence.' })
export class EvidenceNotFound extends Refusal {
  constructor() {
    super(
      '没有这份证据，或不属于您办理的检查。',
      'There is no such evidence, or it is of no visit of yours.',
    );
  }
}

@ObjectType({ implements: ConsoleError, description: '检查已办结。The visit is closed.' })
export class EvidenceClosed extends Refusal {
  constructor() {
    super(
      '该检查已确认、终止或替换，证据不得再增减；确需更正的，请先由审核人员退回。',
      'The visit is confirmed, terminated or substituted: its evidence stands. Have the result returned first if it must be corrected.',
    );
  }
}

@ObjectType({ implements: ConsoleError, description: '已撤回。It was withdrawn before.' })
export class EvidenceAlreadyWithdrawn extends Refusal {
  constructor() {
    super('这份证据已撤回，无需重复办理。', 'This evidence was withdrawn already; nothing is left to do.');
  }
}

/** As many as a visit may have. Told to the device, which keeps what was not taken. */
export class EvidenceFull extends Refusal {
  constructor(readonly most: number) {
    super(
      `每次检查最多 ${most} 份证据，已满；请只上传能说明问题的，或由管理员调整 FAIRDRAW_EVIDENCE_PER_VISIT。`,
      `A visit has at most ${most} pieces of evidence. Upload what shows something, or have FAIRDRAW_EVIDENCE_PER_VISIT raised.`,
    );
  }
}

export class ClientIdTaken extends Refusal {
  constructor() {
    super(
      '该客户端编号已用于另一份内容，原件未变；请为这一份换一个编号后重新上传。',
      'This client id stands for other content, which is unchanged. Upload this one under an id of its own.',
    );
  }
}
