import { Field, ObjectType } from 'type-graphql';
import { ConsoleError } from '../../console/index.js';
import { Refusal } from '../../shared/refusal.js';
import { CertificateStatus } from './inspector.states.js';

@ObjectType({ implements: ConsoleError, description: '证件不存在。No such certificate.' })
export class CertificateNotFound extends Refusal {
  constructor() {
    super(
      '没有该执法证件，或不属于本部门，请从列表中选取。',
      'There is no such certificate in your department; take one from the list.',
    );
  }
}

@ObjectType({ implements: ConsoleError, description: '证号已属他人。The number is another officer’s.' })
export class CertificateNumberTaken extends Refusal {
  @Field(() => String, { description: '该证号。The number.' })
  readonly number: string;

  @Field(() => String, { description: '已登记该证号的人员。Whose number it is.' })
  readonly holder: string;

  constructor(number: string, holder: string) {
    super(
      `证号“${number}”已登记在${holder}名下，请核对证件后重填。`,
      'Another officer of the department has this number; compare with the certificate and enter it again.',
    );
    this.number = number;
    this.holder = holder;
  }
}

@ObjectType({ implements: ConsoleError, description: '证件状态不允许。The certificate is in another state.' })
export class CertificateStatusWrong extends Refusal {
  @Field(() => CertificateStatus, { description: '现在的状态。How it stands.' })
  readonly status: CertificateStatus;

  constructor(status: CertificateStatus, needed: readonly CertificateStatus[]) {
    super(
      `证件当前为 ${status}，此操作需要 ${needed.join(' 或 ')}；已吊销的请另行登记新证。`,
      `The certificate is ${status}; this needs it to be ${needed.join(' or ')}. After a revocation enter the new one.`,
    );
    this.status = status;
  }
}
