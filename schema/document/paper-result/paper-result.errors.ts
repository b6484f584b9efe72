import { Field, Int, ObjectType } from 'type-graphql';
import { ConsoleError } from '../../console/index.js';
import { Refusal } from '../../shared/refusal.js';
import { DocumentKind, documentKinds } from '../document.kinds.js';

@ObjectType({
  implements: ConsoleError,
  description: '该种文书不记载检查结果。A paper of this kind says no result.',
})
export class PaperSaysNoResult extends Refusal {
  @Field(() => DocumentKind, { description: '该文书的种类。Its kind.' })
  readonly kind: DocumentKind;

  constructor(kind: DocumentKind, needed: readonly DocumentKind[]) {
    const zh = needed.map((one) => documentKinds[one].title).join('、');
    super(
      `凭${zh}录入检查结果；该文书不是，请选取该次检查的上述文书。`,
      `A result is entered from a ${needed.map((one) => documentKinds[one].en).join(' or a ')}; choose that of the visit.`,
    );
    this.kind = kind;
  }
}

@ObjectType({
  implements: ConsoleError,
  description: '文书尚未批准。The paper is signed and not yet approved.',
})
export class PaperNotApproved extends Refusal {
  constructor() {
    super(
      '该文书已签字收回而尚未批准（紧急检查先行印发的），请先补批（approveDocument）再录入结果。',
      'The paper came back signed and is not yet approved, as of an urgent check; have it approved (approveDocument), then enter the result.',
    );
  }
}

@ObjectType({
  implements: ConsoleError,
  description: '扫描件不完整，或没有认出二维码。Sheets are lacking, or none was found by its QR.',
})
export class SheetsIncomplete extends Refusal {
  @Field(() => [Int], { description: '缺少的页。Pages that are lacking.' })
  readonly lackingPages: readonly number[];

  constructor(lackingPages: readonly number[]) {
    super(
      lackingPages.length > 0
        ? `该文书第 ${lackingPages.join('、')} 页没有扫描件，请补充扫描（attachScan）。`
        : '该文书的扫描件没有一页认出二维码，不能确认是本文书；请以 200 至 300 dpi 重新扫描、勿裁去页角后上传（attachScan）。',
      lackingPages.length > 0
        ? `Pages ${lackingPages.join(', ')} of the paper are not scanned; scan them too (attachScan).`
        : 'Of no page the QR was read, so that nobody can say it is this paper; scan it again at 200 to 300 dpi with its corners (attachScan).',
    );
    this.lackingPages = lackingPages;
  }
}

@ObjectType({
  implements: ConsoleError,
  description: '有检查人员否认该文书上的签字。An officer contests a signature on the paper.',
})
export class PaperContested extends Refusal {
  constructor() {
    super(
      '有检查人员否认该文书上的签字，不得再凭它录入；请查明后由全组另行签字：用另一种文书（现场检查记录或检查结果记录表），或在系统中记录并签字。更正的，重新制作更正记录表（prepareDocuments）。',
      'An officer says that a signature on the paper is not theirs; it does not count again. Find out, and have the whole team sign anew: another kind of sheet (record of the visit, sheet of results), or in the system. Of a correction have another sheet made (prepareDocuments).',
    );
  }
}
