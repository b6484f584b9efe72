import type { WordWarning } from './word-document.js';

/** What is passed over or simplified, by the element that begins it. */
const known: Readonly<Record<string, readonly [zh: string, en: string]>> = {
  numPr: [
    '自动编号：PDF 不显示编号，请改为手写编号',
    'automatic numbering: the PDF shows no number; type it',
  ],
  tab: ['制表符：PDF 中以空格代替，请改用表格对齐', 'a tabulator: blanks in the PDF; align by a table'],
  pict: ['旧式图形或文本框：PDF 不显示', 'a shape or text box of the old form: not in the PDF'],
  anchor: [
    '浮动图片或文本框：PDF 不显示，请改为嵌入型',
    'a floating picture or text box: not in the PDF; put it in line',
  ],
  object: ['嵌入对象：PDF 不显示', 'an embedded object: not in the PDF'],
  footnoteReference: ['脚注：PDF 不显示', 'a footnote: not in the PDF'],
  endnoteReference: ['尾注：PDF 不显示', 'an endnote: not in the PDF'],
  oMath: ['公式：PDF 不显示', 'a formula: not in the PDF'],
  vertAlign: ['上标、下标：PDF 按普通文字显示', 'superscript or subscript: plain text in the PDF'],
  strike: ['删除线：PDF 不显示', 'struck-out text: plain in the PDF'],
  highlight: ['突出显示：PDF 不显示', 'highlighting: not in the PDF'],
  i: ['斜体：PDF 按正体显示', 'italics: upright in the PDF'],
  textDirection: ['竖排文字：PDF 横排显示', 'vertical text: horizontal in the PDF'],
  tblpPr: ['浮动表格：PDF 按普通表格显示', 'a floating table: a plain one in the PDF'],
  cols: ['分栏：PDF 按一栏显示', 'columns: one in the PDF'],
  section: ['分节：PDF 全文使用最后一节的页面设置', 'sections: the PDF has the last one’s page throughout'],
  landscape: ['横向页面：PDF 为纵向 A4', 'a page on its side: upright A4 in the PDF'],
  titlePg: ['首页不同的页眉页脚：PDF 各页相同', 'another header on the first page: the same throughout'],
  comments: ['批注：PDF 不显示', 'comments: not in the PDF'],
  del: [
    '修订中删除的文字：PDF 不显示，请接受或拒绝修订',
    'deleted by a tracked change: not in the PDF; accept or reject it',
  ],
  ins: ['修订中插入的文字：PDF 按已接受显示', 'inserted by a tracked change: shown as accepted'],
  externalPicture: ['链接到外部的图片：PDF 不显示，请改为嵌入', 'a linked picture: not in the PDF; embed it'],
  pictureForm: [
    '不是 PNG 或 JPEG 的图片：PDF 不显示',
    'a picture that is neither PNG nor JPEG: not in the PDF',
  ],
};

/** Gathers warnings, each once. */
export class WordWarnings {
  readonly #seen = new Map<string, WordWarning>();

  add(element: string): void {
    if (this.#seen.has(element)) return;
    const [zh, en] = known[element] ?? [
      `<${element}>：PDF 不认识这一内容，不显示`,
      `<${element}>: unknown to the PDF, not shown`,
    ];
    this.#seen.set(element, { element, zh, en });
  }

  list(): WordWarning[] {
    return [...this.#seen.values()];
  }
}
