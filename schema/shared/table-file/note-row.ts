const NOTE =
  /^[（(【[]?(?:填写说明|填表说明|填报说明|导入说明|使用说明|说明|注意|注|备注)(?:[）)】\]]|$|[:：,，。、\s])/;
const EXAMPLE = /^[（(【[]?(?:示例|填写示例|示例数据|样例|范例|例如|例)(?:[）)】\]]|$|[:：,，。、\s])/;
const HINT =
  /^[（(]?(?:必填|选填|非必填|可选|文本|字符|数字|日期|下拉|格式|填写|请填|请选择|如[:：]|例如|例[:：]|yyyy)/i;
const HINT_ROWS = 3;
/** A note has its words and at most something beside them; what fills more cells is a record, whatever it begins with. */
const NOTE_CELLS = 3;

/**
 * Whether a row below the heading is no record but a word to whoever fills in the form: a note or an example by its
 * first cell, or, close below the heading, hints such as 必填 in every cell.
 */
export function isNoteRow(cells: readonly string[], rowsBelowHeading: number): boolean {
  const filled = cells.map((cell) => cell.trim()).filter((cell) => cell !== '');
  const [first = ''] = filled;
  if (EXAMPLE.test(first) || (NOTE.test(first) && filled.length <= NOTE_CELLS)) return true;
  return rowsBelowHeading <= HINT_ROWS && filled.length > 0 && filled.every((cell) => HINT.test(cell));
}
