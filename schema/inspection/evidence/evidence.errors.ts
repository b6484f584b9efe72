import { Field, ID, ObjectType } from 'type-graphql';
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

@ObjectType({
  implements: ConsoleError,
  description: '证据已作依据。Something rests on the evidence.',
})
export class EvidencePinned extends Refusal {
  constructor() {
    super(
      '已确认的结果或已办理的环节以这份证据为依据，不得撤回；请先更正结果，或就该事项另行报送。',
      'A confirmed result, or a step that was taken, rests on this evidence. Correct the result first, or hand something else in.',
    );
  }
}

@ObjectType({ implements: ConsoleError, description: '所指证据不可用。The evidence named does not stand.' })
export class EvidenceNotStanding extends Refusal {
  @Field(() => [ID], { description: '哪些。Which.' })
  readonly evidenceIds: readonly string[];

  constructor(evidenceIds: readonly string[]) {
    super(
      '所指证据不存在、已撤回或不属于该事项；请先上传（POST /evidence），再填写其标识。',
      'Evidence that you name is not there, was withdrawn, or is of another matter: upload it first (POST /evidence), then name it.',
    );
    this.evidenceIds = evidenceIds;
  }
}

@ObjectType({
  implements: ConsoleError,
  description: '未说明材料存放何处。It is not said where a file is kept.',
})
export class EvidencePlaceMissing extends Refusal {
  constructor() {
    super(
      '只填写 SHA-256 的材料存放在系统之外，须说明存放何处（keptElsewhere）；可以上传的，请上传后填写证据标识。',
      'A file of which there is only its SHA-256 is kept outside this system: say where (keptElsewhere), or upload it and name its id.',
    );
  }
}

@ObjectType({ implements: ConsoleError, description: '未附材料。No evidence is named.' })
export class EvidenceMissing extends Refusal {
  constructor() {
    super(
      '须附材料：填写已上传证据的标识，或存放在别处的材料的 SHA-256。',
      'Name what it rests on: uploaded evidence by its id, or the SHA-256 of a file that is kept elsewhere.',
    );
  }
}

/** Told to whoever uploads. */
export class MatterNotFound extends Refusal {
  constructor() {
    super(
      '没有该整改、移送或预警，或不由您办理。',
      'There is no such rectification, transfer or alarm that you handle.',
    );
  }
}

@ObjectType({ implements: ConsoleError, description: '事项已办结。The matter is closed.' })
export class MatterClosed extends Refusal {
  constructor() {
    super(
      '该事项已办结，不再接收材料；需要补充的，请就新的事项报送。',
      'The matter is closed, and nothing more is taken for it; what has to be added belongs to another one.',
    );
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
