import { Field, Int, ObjectType } from 'type-graphql';
import { ConsoleError } from '../console/index.js';
import { Refusal } from '../shared/refusal.js';
import { DocumentSubject } from './document.kinds.js';
import { DocumentState } from './document.states.js';

@ObjectType({ implements: ConsoleError, description: '文书不存在。No such paper.' })
export class DocumentNotFound extends Refusal {
  constructor() {
    super(
      '没有该文书，或不属于本部门，或尚未到可见时间。',
      'There is no such paper in your department, or its time has not come.',
    );
  }
}

@ObjectType({
  implements: ConsoleError,
  description: '文书状态不允许。The paper is not in the state this needs.',
})
export class DocumentStateWrong extends Refusal {
  @Field(() => DocumentState, { description: '现在的状态。Where it stands.' })
  readonly state: DocumentState;

  constructor(state: DocumentState, needed: readonly DocumentState[]) {
    super(
      `文书当前为 ${state}，此操作需要 ${needed.join(' 或 ')}。`,
      `The paper is ${state}; this needs it to be ${needed.join(' or ')}.`,
    );
    this.state = state;
  }
}

@ObjectType({ implements: ConsoleError, description: '没有可以制作的文书。Nothing to make a paper for.' })
export class NothingToPrepare extends Refusal {
  @Field(() => DocumentSubject, { description: '该文书所涉。What such a paper is about.' })
  readonly subject: DocumentSubject;

  constructor(subject: DocumentSubject) {
    super(
      subject === DocumentSubject.VISIT
        ? '任务尚未派发检查，或各次检查已有该文书；需要重做的请先作废原文书（voidDocument）。'
        : '任务已有该文书；需要重做的请先作废原文书（voidDocument）。',
      'The campaign has no visits yet, or each has this paper already; void a paper first to make it anew.',
    );
    this.subject = subject;
  }
}

@ObjectType({ implements: ConsoleError, description: '没有待记录的更正。No corrected version to be signed.' })
export class NoVersionToSign extends Refusal {
  constructor() {
    super(
      '没有已批准而待记录的结果更正，或已有为该版次制作的更正记录表；需要重做的请先作废原表（voidDocument）。',
      'No approved correction waits for its next version, or each has its sheet already; void a sheet first to make it anew.',
    );
  }
}

@ObjectType({ implements: ConsoleError, description: '不能填写该字段。A field that is not entered.' })
export class EntryUnknown extends Refusal {
  @Field(() => [String], { description: '可以填写的字段。Those that may be entered.' })
  readonly knownFields: readonly string[];

  constructor(names: readonly string[], knownFields: readonly string[]) {
    super(
      `字段 ${names.join('、')} 由系统填写或不存在；可以填写：${knownFields.join('、')}。`,
      `The fields ${names.join(', ')} are filled by the system, or there are none such; what may be entered: ${knownFields.join(', ')}.`,
    );
    this.knownFields = knownFields;
  }
}

@ObjectType({
  implements: ConsoleError,
  description: '指定文号只用于一份文书。A number that is named is for one paper.',
})
export class NumberForOne extends Refusal {
  @Field(() => Int, { description: '本次要制作的份数。How many papers were asked for.' })
  readonly documentCount: number;

  constructor(documentCount: number) {
    super(
      `本次要制作 ${documentCount} 份文书，不能共用一个文号；请指明一次检查（assignmentId），或留空 number 由系统取号。`,
      `${documentCount} papers cannot share a number; name one visit (assignmentId), or leave number to the system.`,
    );
    this.documentCount = documentCount;
  }
}

@ObjectType({ implements: ConsoleError, description: '检查不在该任务中。The visit is none of the campaign.' })
export class VisitNotOfCampaign extends Refusal {
  constructor() {
    super(
      '该任务没有这次检查，请从检查任务列表中选取。',
      'The campaign has no such visit; choose from its assignments.',
    );
  }
}
