import { Field, ObjectType } from 'type-graphql';
import { ConsoleError } from '../../console/index.js';
import { Refusal } from '../../shared/refusal.js';

@ObjectType({
  implements: ConsoleError,
  description: '模板有未知字段。A template asks for an unknown field.',
})
export class TemplateFieldUnknown extends Refusal {
  @Field(() => [String], { description: '未知的字段。The unknown ones.' })
  readonly unknownFields: readonly string[];

  @Field(() => [String], { description: '可用的字段。Those that there are.' })
  readonly knownFields: readonly string[];

  constructor(unknownFields: readonly string[], knownFields: readonly string[]) {
    super(
      `模板中的字段 ${unknownFields.map((name) => `{${name}}`).join('、')} 不存在，请改用下列字段之一：${knownFields.join('、')}。`,
      `The template asks for fields that there are not: ${unknownFields.map((name) => `{${name}}`).join(', ')}. Use one of: ${knownFields.join(', ')}.`,
    );
    this.unknownFields = unknownFields;
    this.knownFields = knownFields;
  }
}

@ObjectType({ implements: ConsoleError, description: '模板文件不能使用。The file cannot be a template.' })
export class TemplateFileInvalid extends Refusal {
  constructor(zh: string, en: string) {
    super(
      `模板文件不能使用：${zh}。请在 Word 中改正后重新上传。`,
      `The file cannot be a template: ${en}. Correct it in Word and upload it again.`,
    );
  }
}

@ObjectType({ implements: ConsoleError, description: '自用文书须有名称。A paper of one’s own needs a name.' })
export class TemplateNameNeeded extends Refusal {
  constructor() {
    super(
      '本部门自用文书（OTHER）须填写名称 name；基本文书不填。',
      'A paper of your own department (OTHER) needs a name; a basic one has its own.',
    );
  }
}

@ObjectType({ implements: ConsoleError, description: '没有该模板。No such template.' })
export class TemplateNotFound extends Refusal {
  constructor() {
    super(
      '没有该模板；自用文书请先上传模板。',
      'There is no such template; upload one first for a paper of your own.',
    );
  }
}

@ObjectType({ implements: ConsoleError, description: '字符没有字体。A character that no font has.' })
export class CharacterUnprintable extends Refusal {
  @Field(() => [String], { description: '这些字符及其编码。The characters with their code points.' })
  readonly characters: readonly string[];

  constructor(characters: readonly string[]) {
    super(
      `下列字符没有可用的字体，打印会成为空框：${characters.join('、')}；请改用规范字，或在模板中删去该符号。`,
      `No font has these characters, they would be empty boxes: ${characters.map((one) => one.replace(/^.* /u, '')).join(', ')}. Write them otherwise, or take the sign out of the template.`,
    );
    this.characters = characters;
  }
}
