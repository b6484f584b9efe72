import { DocumentKind } from '../document.kinds.js';
import { blank, type Form, heading, headingRow, label, row, say, stamp, tallRow } from './form.js';

type BasicKind = Exclude<DocumentKind, DocumentKind.OTHER>;

const four = [28, 50, 28, 50] as const;
const signed = '\n签名：　　　　　　　　　　年　　月　　日';

const team = {
  columns: [16, 40, 60, 40],
  rows: [
    headingRow(label('序号'), label('姓名'), label('执法证号'), label('职责')),
    row(
      label('{#检查组}{序号}'),
      blank('{姓名}', { align: 'center' }),
      blank('{执法证号}', { align: 'center' }),
      blank('{职责}{/检查组}', { align: 'center' }),
    ),
  ],
};

const items = {
  columns: [16, 60, 80],
  rows: [
    headingRow(label('序号'), label('检查事项'), label('检查依据')),
    row(label('{#事项}{序号}'), blank('{事项名称}'), blank('{检查依据}{/事项}')),
  ],
};

const approval: Form = {
  title: '双随机抽查任务审批表',
  blocks: [
    ...heading('双随机抽查任务审批表'),
    {
      columns: four,
      rows: [
        row(label('任务名称'), blank('{任务名称}', { span: 3 })),
        row(label('任务编号'), blank('{任务编号}'), label('计划年度'), blank('{计划年度}')),
        row(label('检查事项'), blank('{事项名称}', { span: 3 })),
        tallRow(16, label('检查依据'), blank('{检查依据}', { span: 3 })),
        tallRow(16, label('抽查比例\n（数量）'), blank('{抽查数量}', { span: 3 })),
        row(label('抽取方式'), blank('{抽取方式}'), label('每组人数'), blank('{每组人数}')),
        row(label('检查期限'), blank('{检查期限}', { span: 3 })),
        tallRow(20, label('承办人\n意见'), blank(`{承办人意见}${signed}`, { span: 3 })),
        tallRow(20, label('承办科室\n意见'), blank(`{科室意见}${signed}`, { span: 3 })),
        tallRow(20, label('法制审核\n意见'), blank(`{法制意见}${signed}`, { span: 3 })),
        tallRow(20, label('分管负责人\n意见'), blank(`{分管意见}${signed}`, { span: 3 })),
        tallRow(20, label('主要负责人\n意见'), blank(`{主要意见}${signed}`, { span: 3 })),
        tallRow(12, label('备注'), blank('{备注}', { span: 3 })),
      ],
    },
  ],
};

const notice: Form = {
  title: '行政检查通知书',
  foot: '本通知书一式两份，一份送达被检查单位，一份归档。',
  blocks: [
    ...heading('行政检查通知书'),
    say('{对象名称}：', { indent: 0 }),
    say(
      '根据年度双随机抽查计划，经随机抽取并经本机关负责人批准，现定于{检查期限}对你单位下列事项进行检查（任务编号：{任务编号}）。请予以配合，并准备好有关资料。',
    ),
    { text: '一、检查事项与依据', size: 14, bold: true, line: 26, before: 4, after: 4 },
    items,
    { text: '二、检查人员', size: 14, bold: true, line: 26, before: 8, after: 4 },
    team,
    { text: '三、权利与义务', size: 14, bold: true, line: 26, before: 8 },
    say(
      '检查人员应当主动出示执法证件；人数少于两人或者未出示执法证件的，你单位有权拒绝检查。你单位认为检查人员与检查事项有直接利害关系的，有权申请回避；对检查有异议的，有权陈述、申辩。',
    ),
    say('联系人：{联系人}　　联系电话：{联系电话}'),
    say('地　址：{部门地址}'),
    ...stamp(),
  ],
};

const onArrival: Form = {
  title: '现场检查告知书',
  foot: '本告知书一式两份，一份当场交被检查单位，一份归档。',
  blocks: [
    ...heading('现场检查告知书'),
    say('{对象名称}：', { indent: 0 }),
    say(
      '我们是{部门名称}的执法人员。根据双随机抽查任务（任务编号：{任务编号}）随机抽取的结果，并经本机关负责人批准，现依法对你单位进行检查，请予以配合。',
      { line: 24 },
    ),
    { text: '一、检查事项与依据', size: 14, bold: true, line: 26, before: 4, after: 4 },
    items,
    { text: '二、检查人员及执法证件', size: 14, bold: true, line: 26, before: 4, after: 4 },
    team,
    { text: '三、告知事项', size: 14, bold: true, line: 26, before: 4 },
    say(
      '（一）你单位有权查验执法证件；执法人员少于两人或者未出示执法证件的，有权拒绝检查。（二）你单位有权申请执法人员回避，有权陈述、申辩。（三）你单位应当如实提供有关情况和资料，不得拒绝、阻碍检查。',
      { line: 24 },
    ),
    ...stamp(6),
    {
      columns: [36, 120],
      rows: [
        tallRow(
          20,
          label('被检查单位\n确认'),
          blank(
            '已查验执法证件，已知悉上述告知事项。\n□申请回避　□不申请回避\n签名（盖章）：　　　　　　　　　　　年　　月　　日',
          ),
        ),
      ],
    },
  ],
};

const record: Form = {
  title: '现场检查记录',
  blocks: [
    ...heading('现场检查记录'),
    {
      columns: [30, 56, 28, 42],
      rows: [
        row(label('被检查单位'), blank('{对象名称}', { span: 3 })),
        row(label('证照号码'), blank('{对象代码}'), label('负责人'), blank('{负责人}')),
        row(label('地址'), blank('{对象地址}'), label('联系电话'), blank('{对象电话}')),
        row(
          label('检查时间'),
          blank('{检查时间}{^检查时间}　　年　　月　　日　　时　　分至　　时　　分{/检查时间}', { span: 3 }),
        ),
        row(label('检查地点'), blank('{检查地点}', { span: 3 })),
        tallRow(
          14,
          label('检查人员及\n执法证号'),
          blank('{#检查组}{姓名}（{执法证号}）{职责}　{/检查组}', { span: 3 }),
        ),
        tallRow(
          14,
          label('告知情况'),
          blank('检查人员已出示执法证件并告知权利义务。\n是否申请回避：□是　□否', { span: 3 }),
        ),
        row(label('检查事项'), blank('{事项名称}', { span: 3 })),
        tallRow(56, label('检查情况'), blank('{检查情况}', { span: 3, vertical: 'top' })),
        tallRow(
          20,
          label('被检查单位\n意见'),
          blank('\n\n签名（盖章）：　　　　　　　　　　　年　　月　　日', { span: 3, vertical: 'bottom' }),
        ),
        tallRow(
          16,
          label('检查人员\n签名'),
          blank('\n　　　　　　　　　　　　　　　　　　　年　　月　　日', { span: 3, vertical: 'bottom' }),
        ),
        tallRow(
          14,
          label('见证人\n签名'),
          blank('　　　　　　　　　　　　　　　　　　　年　　月　　日', { span: 3, vertical: 'bottom' }),
        ),
      ],
    },
  ],
};

const order: Form = {
  title: '责令改正通知书',
  foot: '本通知书一式两份，一份送达当事人，一份归档。',
  blocks: [
    ...heading('责令改正通知书'),
    say('{对象名称}（{对象代码}）：', { indent: 0 }),
    say(
      '{检查日期}{^检查日期}＿＿＿＿年＿＿月＿＿日{/检查日期}，本机关执法人员{检查人员}依法对你单位进行检查（任务编号：{任务编号}），发现存在下列问题：',
    ),
    say('{检查情况}{^检查情况}\n\n{/检查情况}'),
    say(
      '上述情形违反了{违反规定}{^违反规定}＿＿＿＿＿＿＿＿＿＿＿＿＿＿的规定{/违反规定}。依据{处理依据}{^处理依据}＿＿＿＿＿＿＿＿＿＿＿＿＿＿的规定{/处理依据}，现责令你单位于{改正期限}{^改正期限}＿＿＿＿年＿＿月＿＿日前{/改正期限}改正：',
      { align: 'left' },
    ),
    say('{改正内容}{^改正内容}\n\n{/改正内容}'),
    say('改正完成后请将改正情况书面报告本机关，本机关将依法复查。逾期不改正的，将依法处理。'),
    say('如不服本通知，可以自收到之日起六十日内依法申请行政复议，或者在六个月内依法提起行政诉讼。'),
    say('联系人：{联系人}　　联系电话：{联系电话}'),
    ...stamp(),
  ],
};

const transfer: Form = {
  title: '案件线索移送函',
  blocks: [
    ...heading('案件线索移送函'),
    say('{移送单位}{^移送单位}＿＿＿＿＿＿＿＿＿＿＿＿{/移送单位}：', { indent: 0 }),
    say(
      '本机关在双随机抽查（任务编号：{任务编号}）中，于{检查日期}{^检查日期}＿＿＿＿年＿＿月＿＿日{/检查日期}对{对象名称}（{对象代码}）进行检查，发现：',
    ),
    say('{移送事由}{^移送事由}{检查情况}{/移送事由}'),
    say('上述情形属于你单位职责范围，现将线索及有关材料移送你单位，请依法处理，并将处理结果函告本机关。'),
    say('附件：{附件}', { before: 8 }),
    say('联系人：{联系人}　　联系电话：{联系电话}'),
    ...stamp(),
    {
      columns: [36, 120],
      rows: [
        tallRow(18, label('接收单位\n签收'), blank('\n签收人：　　　　　　　　　　　年　　月　　日（盖章）')),
      ],
    },
  ],
};

const draw: Form = {
  title: '双随机抽取记录',
  blocks: [
    ...heading('双随机抽取记录'),
    {
      columns: four,
      rows: [
        row(label('任务名称'), blank('{任务名称}', { span: 3 })),
        row(label('任务编号'), blank('{任务编号}'), label('抽取方式'), blank('{抽取方式}')),
        row(label('封库时间'), blank('{封库时间}'), label('抽取时间'), blank('{抽取时间}')),
        row(label('抽取对象数'), blank('{抽取数量}'), label('每组人数'), blank('{每组人数}')),
        tallRow(
          8,
          label('封库承诺值'),
          blank('', { span: 3, text: [{ text: '{封库承诺值}', size: 9, line: 13 }], vertical: 'middle' }),
        ),
        tallRow(
          8,
          label('结果凭据'),
          blank('', { span: 3, text: [{ text: '{结果凭据}', size: 9, line: 13 }], vertical: 'middle' }),
        ),
      ],
    },
    { text: '抽取结果', align: 'center', size: 14, bold: true, line: 24, before: 6, after: 4 },
    {
      columns: [16, 70, 70],
      rows: [
        headingRow(label('序号'), label('检查对象'), label('检查人员')),
        row(label('{#抽取结果}{序号}'), blank('{对象}'), blank('{人员}{/抽取结果}')),
      ],
    },
    {
      columns: [36, 60, 60],
      rows: [
        tallRow(14, label('抽取操作人'), blank('签名：'), blank('　　　年　　月　　日')),
        tallRow(14, label('见证人'), blank('{见证人}\n签名：'), blank('　　　年　　月　　日')),
        tallRow(14, label('承办科室\n负责人'), blank('签名：'), blank('　　　年　　月　　日')),
      ],
    },
  ],
};

const result: Form = {
  title: '双随机抽查检查结果记录表',
  blocks: [
    ...heading('双随机抽查检查结果记录表'),
    {
      columns: four,
      rows: [
        row(label('检查对象'), blank('{对象名称}', { span: 3 })),
        row(label('证照号码'), blank('{对象代码}'), label('地址'), blank('{对象地址}')),
        row(label('任务名称'), blank('{任务名称}', { span: 3 })),
        row(label('任务编号'), blank('{任务编号}'), label('检查日期'), blank('{检查日期}')),
        row(label('检查人员'), blank('{检查人员}'), label('检查方式'), blank('{检查方式}')),
        row(label('检查事项'), blank('{事项名称}', { span: 3 })),
        tallRow(50, label('检查情况'), blank('{检查情况}', { span: 3, vertical: 'top' })),
        tallRow(14, label('检查结果'), blank('{检查结果}', { span: 3 })),
        tallRow(14, label('处置方式'), blank('{处置方式}', { span: 3 })),
        tallRow(
          20,
          label('被检查单位\n确认'),
          blank('\n签名（盖章）：　　　　　　　　　　　年　　月　　日', { span: 3 }),
        ),
        tallRow(
          18,
          label('检查人员\n签名'),
          blank('\n　　　　　　　　　　　　　　　　　　　年　　月　　日', { span: 3 }),
        ),
        tallRow(
          18,
          label('审核意见'),
          blank('\n签名：　　　　　　　　　　　　　　　　年　　月　　日', { span: 3 }),
        ),
      ],
    },
  ],
};

const corrected: Form = {
  title: '检查结果更正记录表',
  blocks: [
    ...heading('检查结果更正记录表'),
    {
      columns: four,
      rows: [
        row(label('检查对象'), blank('{对象名称}', { span: 3 })),
        row(label('证照号码'), blank('{对象代码}'), label('任务编号'), blank('{任务编号}')),
        row(label('更正来源'), blank('{更正来源}'), label('更正后版次'), blank('第{更正版次}版')),
        tallRow(14, label('更正事由'), blank('{更正事由}', { span: 3 })),
        row(label('原检查日期'), blank('{检查日期}'), label('原检查方式'), blank('{检查方式}')),
        row(label('原检查结果'), blank('{检查结果}'), label('原处置方式'), blank('{处置方式}')),
        tallRow(24, label('原检查情况'), blank('{检查情况}', { span: 3, vertical: 'top' })),
        row(label('更正后\n检查日期'), blank(), label('更正后\n检查方式'), blank()),
        row(label('更正后\n检查结果'), blank(), label('更正后\n处置方式'), blank()),
        tallRow(40, label('更正后检查\n情况、检查点'), blank('', { span: 3 })),
        tallRow(14, label('责令改正的\n要求与期限'), blank('', { span: 3 })),
        tallRow(
          18,
          label('检查人员\n签名'),
          blank('{更正人员}\n　　　　　　　　　　　　　　　　　　　年　　月　　日', { span: 3 }),
        ),
        tallRow(
          18,
          label('审核意见'),
          blank('\n签名：　　　　　　　　　　　　　　　　年　　月　　日', { span: 3 }),
        ),
      ],
    },
  ],
};

const service: Form = {
  title: '送达回证',
  blocks: [
    ...heading('送达回证'),
    {
      columns: [36, 120],
      rows: [
        tallRow(12, label('受送达人'), blank('{受送达人}{^受送达人}{对象名称}{/受送达人}')),
        tallRow(12, label('事由'), blank('{送达事由}{^送达事由}{任务名称}{/送达事由}')),
        tallRow(14, label('送达文书\n名称及文号'), blank('{送达文书}　{送达文书文号}')),
        tallRow(12, label('送达地点'), blank('{送达地点}{^送达地点}{对象地址}{/送达地点}')),
        tallRow(
          14,
          label('送达方式'),
          blank(
            '{送达方式}{^送达方式}□直接送达　□留置送达　□邮寄送达\n□电子送达　□委托送达　□公告送达{/送达方式}',
          ),
        ),
        tallRow(
          24,
          label('受送达人\n签名或盖章'),
          blank('\n\n　　　　　　　　　　　　年　　月　　日　　时', { vertical: 'bottom' }),
        ),
        tallRow(
          24,
          label('代收人签名\n及代收理由'),
          blank('\n\n　　　　　　　　　　　　年　　月　　日　　时', { vertical: 'bottom' }),
        ),
        tallRow(
          22,
          label('见证人\n签名'),
          blank('\n　　　　　　　　　　　　年　　月　　日', { vertical: 'bottom' }),
        ),
        tallRow(
          22,
          label('送达人\n签名'),
          blank('\n　　　　　　　　　　　　年　　月　　日', { vertical: 'bottom' }),
        ),
        tallRow(16, label('备注'), blank('{备注}')),
      ],
    },
    ...stamp(),
  ],
};

/** The forms that come with the program; a department's own version takes their place. */
export const basicForms: Readonly<Record<BasicKind, Form>> = {
  APPROVAL: approval,
  NOTICE: notice,
  ON_ARRIVAL_NOTICE: onArrival,
  VISIT_RECORD: record,
  CORRECTION_ORDER: order,
  TRANSFER: transfer,
  DRAW_RECORD: draw,
  RESULT_SHEET: result,
  CORRECTED_RESULT_SHEET: corrected,
  PROOF_OF_SERVICE: service,
};
