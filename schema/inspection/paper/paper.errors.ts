import { Field, ID, Int, ObjectType } from 'type-graphql';
import { ConsoleError } from '../../console/index.js';
import { Refusal } from '../../shared/refusal.js';

@ObjectType({
  implements: ConsoleError,
  description: '签字的不是本组检查人员。Somebody who signed is not of the team.',
})
export class SignerNotOnTeam extends Refusal {
  @Field(() => [ID], { description: '不在本组的人员。Those who are not of the team.' })
  readonly inspectorIds: readonly string[];

  constructor(inspectorIds: readonly string[]) {
    super(
      '所列签字人员中有的不是本次检查的检查人员（专家不签字），请按检查组（team）核对；人员已替换的，用替换后的检查组重做文书并签字。更正的，按其签字人员（signerIds）核对。',
      'Somebody named as signing is no officer of this team (experts do not sign); compare with its `team`. Where an officer was replaced, have the paper made anew and signed by the team as it is. A correction is signed by its `signerIds`.',
    );
    this.inspectorIds = inspectorIds;
  }
}

@ObjectType({
  implements: ConsoleError,
  description: '纸上签字不齐。Officers of the team have not signed the sheet.',
})
export class SignatureLacking extends Refusal {
  @Field(() => [ID], { description: '未签字的人员。Those who have not signed.' })
  readonly inspectorIds: readonly string[];

  constructor(inspectorIds: readonly string[]) {
    super(
      `本组还有 ${inspectorIds.length} 名检查人员没有在纸上签字；请补签后重新扫描，再录入。`,
      `${inspectorIds.length} officers of the team have not signed the sheet; have them sign, scan it again, then enter it.`,
    );
    this.inspectorIds = inspectorIds;
  }
}

@ObjectType({
  implements: ConsoleError,
  description: '签字人员的证件当日无效。A signer’s certificate was not valid that day.',
})
export class SignerCertificateNotValid extends Refusal {
  @Field(() => [ID], { description: '证件无效的人员。Those whose certificate was not valid.' })
  readonly inspectorIds: readonly string[];

  constructor(inspectorIds: readonly string[], on: string) {
    super(
      `签字人员中有 ${inspectorIds.length} 人的执法证件在 ${on} 无效，不得执法（行政处罚法第四十二条）；证件有效而未登记的，先在人员库更正。`,
      `The certificates of ${inspectorIds.length} of the signers were not valid on ${on}; where one was and is not entered, correct the register first.`,
    );
    this.inspectorIds = inspectorIds;
  }
}

@ObjectType({
  implements: ConsoleError,
  description: '签字日期早于检查日期或在将来。Signed before the visit, or in the future.',
})
export class SigningDayInvalid extends Refusal {
  constructor(visitedOn: string, today: string) {
    super(
      `签字日期须在检查日期（${visitedOn}）至今天（${today}）之间，请按纸上所写填写。`,
      `The day of the signatures lies between the visit (${visitedOn}) and today (${today}); enter what the sheet says.`,
    );
  }
}

@ObjectType({
  implements: ConsoleError,
  description: '签字日期早于批准更正之日或在将来。Signed before the approval, or in the future.',
})
export class SigningDayNotOfCorrection extends Refusal {
  constructor(approvedOn: string, today: string) {
    super(
      `签字日期须在批准更正之日（${approvedOn}）至今天（${today}）之间，请按纸上所写填写。`,
      `The day of the signatures lies between the approval of the correction (${approvedOn}) and today (${today}); enter what the sheet says.`,
    );
  }
}

@ObjectType({
  implements: ConsoleError,
  description: '更正记录表不是为该版本制作的。The sheet was made for another version.',
})
export class SheetOfOtherVersion extends Refusal {
  @Field(() => Int, { description: '纸上的版次。The version that it says.' })
  readonly version: number;

  @Field(() => Int, { description: '须录入的版次。The version that is to be entered.' })
  readonly neededVersion: number;

  constructor(version: number, neededVersion: number) {
    super(
      `该更正记录表用于第 ${version} 版，而须录入的是第 ${neededVersion} 版：该版已经录入或作过记录，一张表只用一次；请重新制作（prepareDocuments）并签字。`,
      `The sheet is for version ${version}, and version ${neededVersion} is to be entered: a sheet counts for one version, once. Have another made (prepareDocuments) and signed.`,
    );
    this.version = version;
    this.neededVersion = neededVersion;
  }
}

@ObjectType({
  implements: ConsoleError,
  description: '该结果没有您的纸上签字。The result bears no signature of yours on paper.',
})
export class NotSignedOnPaper extends Refusal {
  constructor() {
    super(
      '该结果不是凭您在纸上的签字录入的，无须否认；对结果有异议的，请向审核人员提出。',
      'This result was not entered by a signature of yours on paper; tell the reviewer if something else is wrong with it.',
    );
  }
}
