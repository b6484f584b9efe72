import { Field, ObjectType } from 'type-graphql';
import { ConsoleError } from '../console/index.js';
import { Refusal } from '../shared/refusal.js';
import { DateTime } from '../shared/scalars.js';

/** An instant as officials read it. */
function shown(at: Date): string {
  return at.toLocaleString('sv-SE', { timeZone: 'Asia/Shanghai' });
}

@ObjectType({ implements: ConsoleError, description: '没有该任务。No such job.' })
export class JobNotFound extends Refusal {
  constructor() {
    super('没有该后台任务，请刷新列表后再选。', 'There is no such job; read the list again.');
  }
}

@ObjectType({ implements: ConsoleError, description: '正在执行。It is being done.' })
export class JobUnderWay extends Refusal {
  constructor() {
    super(
      '该任务正由一台服务器执行，请稍后再看结果；服务器中断的，一分钟后自动重新执行。',
      'A server is doing this job; look again later. Where that server died it is done again after a minute.',
    );
  }
}

@ObjectType({ implements: ConsoleError, description: '没有失败过。It did not fail.' })
export class JobNotFailed extends Refusal {
  constructor() {
    super(
      '只有已放弃的、或失败后等待重试的任务可以重试；尚未到时的任务请用“立即执行”。',
      'Only a job that was given up, or waits after a failure, is retried; one that is due later is run now (runJobNow).',
    );
  }
}

@ObjectType({ implements: ConsoleError, description: '已经办结。It is over.' })
export class JobEnded extends Refusal {
  constructor() {
    super(
      '该任务已完成或已放弃，不能立即执行；已放弃的请用“重试”。',
      'This job is done or was given up; one that was given up is retried (retryJob).',
    );
  }
}

@ObjectType({ implements: ConsoleError, description: '时间由规则确定。Its time is part of the duty.' })
export class JobNotBeforeItsTime extends Refusal {
  @Field(() => DateTime, { description: '到期时间。When it is due.' })
  readonly dueAt: Date;

  constructor(dueAt: Date) {
    super(
      `该任务的时间由法定期限或已公开的规则确定，不得提前；将于 ${shown(dueAt)} 自动执行。`,
      `The time of this job is a term of law or of published rules, and is not brought forward; it runs at ${shown(dueAt)}.`,
    );
    this.dueAt = dueAt;
  }
}

@ObjectType({ implements: ConsoleError, description: '没有这类任务。No such kind.' })
export class JobKindUnknown extends Refusal {
  constructor() {
    super(
      '没有这一种类的任务，请从任务统计中选择种类。',
      'There is no such kind of job; choose one of jobCounts.',
    );
  }
}

@ObjectType({ implements: ConsoleError, description: '没有说明原因。The reason is missing.' })
export class JobPauseReasonMissing extends Refusal {
  constructor() {
    super('暂停任务须说明原因，请填写。', 'Say why the jobs are paused.');
  }
}

@ObjectType({ implements: ConsoleError, description: '已经暂停。It is paused already.' })
export class JobsPausedAlready extends Refusal {
  constructor() {
    super(
      '该类任务已经暂停，暂停人、时间与原因见任务统计；需要恢复的请用“恢复”。',
      'This kind is paused already; jobCounts says by whom, when and why. To go on, resume it (resumeJobs).',
    );
  }
}

@ObjectType({ implements: ConsoleError, description: '没有暂停。It is not paused.' })
export class JobsNotPaused extends Refusal {
  constructor() {
    super('该类任务没有暂停，无须恢复。', 'This kind is not paused; there is nothing to resume.');
  }
}

@ObjectType({
  implements: ConsoleError,
  description: '法定职责不得再次暂停。It may not be paused again yet.',
})
export class LegalDutyPausedLately extends Refusal {
  @Field(() => DateTime, { description: '此后方可再次暂停。From when on it may be paused again.' })
  readonly againFrom: Date;

  constructor(againFrom: Date) {
    super(
      `该类任务履行法定职责，刚暂停过，${shown(againFrom)} 前不得再次暂停；请排除故障，任务会自动重试。`,
      `This kind carries a legal duty and was paused lately; not again before ${shown(againFrom)}. Repair what is wrong: it is tried again by itself.`,
    );
    this.againFrom = againFrom;
  }
}
