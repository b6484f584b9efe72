import { Field, Int, ObjectType } from 'type-graphql';
import { ConsoleError } from '../../console/index.js';
import { Refusal } from '../../shared/refusal.js';

@ObjectType({
  implements: ConsoleError,
  description:
    '文件缺少的对象过多，没有任何改动。Too many units are missing from the file; nothing was changed.',
})
export class TooManyMissing extends Refusal {
  @Field(() => Int, { description: '缺少的对象数。How many are missing.' })
  readonly missingCount: number;

  @Field(() => Int, { description: '该来源的对象数。How many the source has.' })
  readonly unitCount: number;

  constructor(missingCount: number, unitCount: number, limitPercent: number) {
    super(
      `该来源的 ${unitCount} 个对象中有 ${missingCount} 个不在文件中，超过 ${limitPercent}%，文件可能不完整，未作任何改动。确属减少的，请以 confirmedMissingCount（命令行 --confirm-missing）填写 ${missingCount} 确认。`,
      `${missingCount} of the source’s ${unitCount} units are not in the file, more than ${limitPercent} %: it may be cut short; nothing was changed. If they are gone indeed, confirm ${missingCount} (confirmedMissingCount, --confirm-missing).`,
    );
    this.missingCount = missingCount;
    this.unitCount = unitCount;
  }
}

@ObjectType({
  implements: ConsoleError,
  description: '缺少对象的规则需要来源。The rule for missing units needs a source.',
})
export class MissingRuleNeedsSource extends Refusal {
  constructor() {
    super(
      '对文件中缺少的对象作处理，只适用于检查对象，且须指明来源（sourceName，命令行 --source）。',
      'A rule for missing units is for targets only, and needs the name of their source (sourceName, --source).',
    );
  }
}

@ObjectType({
  implements: ConsoleError,
  description: '预览之后文件或名录库已变化。File or register changed since the preview.',
})
export class RegisterChanged extends Refusal {
  constructor(what: 'FILE' | 'REGISTER') {
    super(
      what === 'FILE'
        ? '这不是预览时的文件（或字段对照、来源不同）。请重新预览。'
        : '预览之后名录库已有变化，未导入任何内容。请重新预览。',
      what === 'FILE'
        ? 'This is not the file of the preview, or its mapping or source is another; preview it again.'
        : 'The register has changed since the preview; nothing was imported. Preview it again.',
    );
  }
}
