import 'reflect-metadata';
import fc from 'fast-check';
import { columnsOf } from '../../../schema/decision/columns/index.js';
import { decisionCells } from '../../../schema/decision/decision.cells.js';
import { DecisionKind } from '../../../schema/decision/decision.states.js';
import { readDecisionNumber } from '../../../schema/decision/decision-number.js';
import { tenThousandsOfYuan, yuanOfTenThousands } from '../../../schema/decision/yuan.js';
import { checkCreditCode, makeCreditCode } from '../../../schema/shared/identifiers/index.js';
import { csvFile, workbookFile } from '../../../schema/shared/sheet-file/index.js';
import { workbookFile as workbookByHand } from '../../support/workbook-file.js';
import {
  csvText,
  encoded,
  licenceByTitle,
  NUMBER,
  olderLicence,
  olderPenalty,
  penaltyByCode,
  readFile,
} from './decision-samples.js';

const { PENALTY, LICENCE } = DecisionKind;

/** The same row under the headings of the standard instead of its codes. */
const penaltyByTitle = Object.fromEntries(
  Object.entries(penaltyByCode).map(([code, text]) => {
    const column = columnsOf.PENALTY.find((one) => one.code === code);
    return [column?.title ?? code, text];
  }),
);

describe('files of the standard in force', () => {
  const encodings = ['gb18030', 'utf8', 'utf8-bom'] as const;
  test.each(
    encodings.flatMap((encoding) => [
      [encoding, 'codes', penaltyByCode] as const,
      [encoding, 'headings', penaltyByTitle] as const,
    ]),
  )('a penalty in CSV %s is read by its %s', async (encoding, _, row) => {
    const file = await readFile(encoded(csvText([row]), encoding), PENALTY);
    expect(file.faults).toEqual([]);
    expect(file).toMatchObject({ rowCount: 1, isOlder: false, unreadHeadings: [] });
    expect(file.rows[0]?.draft).toMatchObject({
      ...{ kind: PENALTY, caseNo: '湛市监立字〔2026〕7号', procedure: 'ORDINARY', decidedOn: '2026-02-09' },
      ...{ documentNo: '湛市监处罚〔2026〕12号', partyId: 'uscc:91440300708461136T', isPerson: false },
      number: { series: '湛市监处罚', year: 2026, no: 12 },
      content: {
        ...{ partyName: '湛江虚构食品有限公司', category: '法人及非法人组织', representative: '李虚构' },
        ...{ fine: '5000', confiscation: '0.01', validToOn: '9999-12-31', publishToOn: '2026-05-09' },
        ...{ penaltyKinds: '警告；罚款', authorityCode: '11440800MB2C919390' },
      },
    });
  });

  test('a licence in a workbook, its days as days of the spreadsheet and not as texts', async () => {
    const headings = Object.keys(licenceByTitle);
    const cells = Object.entries(licenceByTitle).map(([heading, text]) =>
      heading === '许可决定日期' ? { attributes: 's="1"', content: '<v>46059</v>' } : text,
    );
    const file = await readFile(workbookByHand([{ rows: [headings, cells] }]), LICENCE);
    expect(file.faults).toEqual([]);
    expect(file.rows[0]?.draft).toMatchObject({
      ...{ decidedOn: '2026-02-06', partyId: 'uscc:92610822MA707NAX4Q', procedure: 'ORDINARY' },
      content: { category: '04', licenceKind: '01', validity: '1', validToOn: '2031-02-05' },
    });
  });
});

describe('files of the former standard', () => {
  const fills = [
    { code: 'CF_WFXW', text: '食品安全违法行为' },
    { code: 'CF_YXQ', text: '2019/11/20' },
  ];

  test.each(['gb18030', 'utf8'] as const)(
    'a penalty in CSV %s, with what it leaves out said once',
    async (encoding) => {
      const file = await readFile(encoded(csvText([olderPenalty]), encoding), PENALTY, { fills });
      expect(file.faults).toEqual([]);
      expect(file.isOlder).toBe(true);
      // Nothing is taken for what it is not: what no column stands for is told.
      expect(file.unreadHeadings).toEqual(['处罚名称', '当前状态', '地方编码', '数据更新时间戳']);
      expect(file.rows[0]?.draft).toMatchObject({
        ...{ documentNo: '湛食药监食罚[2016]第8号', decidedOn: '2016-11-21', procedure: 'ORDINARY' },
        number: { key: '湛食药监食罚〔2016〕8号', series: '湛食药监食罚', year: 2016, no: 8 },
        content: {
          ...{ category: '法人及非法人组织', registrationNo: '440301103097413', penaltyKinds: '警告；罚款' },
          ...{ facts: '未建立进货查验记录', content: '警告，罚款2000元', offence: '食品安全违法行为' },
          ...{ authorityName: '湛江市食品药品监督管理局', authorityCode: '11440800MB2C919390' },
        },
      });
      const filled = file.warnings.filter(({ code }) => code === 'DEFAULT_USED').map(({ field }) => field);
      expect(filled.sort()).toEqual(
        ['authorityCode', 'category', 'offence', 'sourceCode', 'sourceName', 'validToOn'].sort(),
      );
    },
  );

  test('its person stands by a resident’s number alone, and is one by category and paper', async () => {
    const row = {
      ...olderPenalty,
      ...{ 行政相对人名称: '欧阳虚构', '行政相对人代码_1(统一社会信用代码)': '' },
      ...{ '行政相对人代码_3(工商登记码)': '', '行政相对人代码_5(居民身份证号)': NUMBER, 法定代表人姓名: '' },
    };
    const file = await readFile(encoded(csvText([row]), 'gb18030'), PENALTY, { fills });
    expect(file.faults).toEqual([]);
    expect(file.rows[0]?.draft).toMatchObject({
      ...{ isPerson: true, content: { category: '自然人', personPaper: '身份证', personNumber: NUMBER } },
    });
    expect(file.rows[0]?.draft.partyId).toMatch(/^np:[0-9a-f]{64}$/);
  });

  test('a state of 0 was in order then, and is invalid now', async () => {
    const older = await readFile(encoded(csvText([olderLicence]), 'gb18030'), LICENCE);
    expect(older.faults).toEqual([]);
    expect(older.rows[0]?.draft.content).toMatchObject({ validity: '1', category: '04', licenceKind: '01' });
    expect(older.rows[0]?.draft.content).toMatchObject({
      validFromOn: '2017-03-01',
      validToOn: '2022-02-28',
    });
    const present = { ...licenceByTitle, 当前状态: '0' };
    const file = await readFile(encoded(csvText([present]), 'utf8'), LICENCE);
    expect(file.rows[0]?.draft.content.validity).toBe('0');
  });
});

describe('bad rows', () => {
  const faultsOf = async (...rows: Record<string, string>[]) => {
    const file = await readFile(encoded(csvText(rows), 'utf8'), PENALTY);
    for (const { message, remedy } of file.faults) {
      expect(message).toMatch(/[\u4e00-\u9fff]{2}/);
      expect(remedy).toMatch(/[\u4e00-\u9fff]{2}/);
    }
    return file.faults.map(({ row, column, code }) => [row, column, code]);
  };
  const bad = (change: Record<string, string>) => faultsOf({ ...penaltyByCode, ...change });

  test.each([
    ['without a number', { CF_WSH: '' }, 'CF_WSH', 'BLANK_FIELD'],
    ['without a basis', { CF_YJ: '' }, 'CF_YJ', 'BLANK_FIELD'],
    ['with a basis without its article', { CF_YJ: '《中华人民共和国食品安全法》' }, 'CF_YJ', 'NO_ARTICLE'],
    ['without a case', { AJBH: '' }, 'AJBH', 'BLANK_FIELD'],
    ['without a procedure', { BLCX: '' }, 'BLCX', 'BLANK_FIELD'],
    ['by no known procedure', { BLCX: '快速' }, 'BLCX', 'UNKNOWN_VALUE'],
    [
      'with a code whose check fails',
      { CF_XDR_SHXYM: '914403001922038217' },
      'CF_XDR_SHXYM',
      'BAD_IDENTIFIER',
    ],
    [
      'with a code whose second check fails',
      { CF_XDR_SHXYM: '9144080021832648A3' },
      'CF_XDR_SHXYM',
      'BAD_IDENTIFIER',
    ],
    [
      'with a code turned into a figure',
      { CF_XDR_SHXYM: '9.1330E+17' },
      'CF_XDR_SHXYM',
      'SCIENTIFIC_NOTATION',
    ],
    ['with a number turned into a figure', { CF_WSH: '4.4080E+15' }, 'CF_WSH', 'SCIENTIFIC_NOTATION'],
    ['of tomorrow', { CF_JDRQ: '2026/02/11', CF_GSJZQ: '' }, 'CF_JDRQ', 'FUTURE_DATE'],
    ['of no existing day', { CF_JDRQ: '2026/02/30' }, 'CF_JDRQ', 'IMPOSSIBLE_DATE'],
    ['whose date is without end', { CF_JDRQ: '2099/12/31' }, 'CF_JDRQ', 'UNREADABLE_DATE'],
    ['that ends before it begins', { CF_YXQ: '2026/02/08' }, 'CF_YXQ', 'DATE_ORDER'],
    ['public until before it', { CF_GSJZQ: '2026/02/01' }, 'CF_GSJZQ', 'DATE_ORDER'],
    ['with a formula', { CF_XDR_MC: '=HYPERLINK("http://x")' }, 'CF_XDR_MC', 'BAD_TEXT'],
    ['with a formula by another sign', { CF_NR: '@SUM(A1)' }, 'CF_NR', 'BAD_TEXT'],
    ['with a fine of seven decimals', { CF_NR_FK: '0.0000001' }, 'CF_NR_FK', 'BAD_NUMBER'],
    ['with a fine below nothing', { CF_NR_FK: '-1' }, 'CF_NR_FK', 'BAD_NUMBER'],
    ['with a text beyond its length', { CF_FRDB: '某'.repeat(51) }, 'CF_FRDB', 'TOO_LONG'],
    ['of a unit without any code', { CF_XDR_SHXYM: '' }, 'CF_XDR_SHXYM', 'BLANK_FIELD'],
    ['naming no id as its visit', { JCRW: 'A-1' }, 'JCRW', 'BAD_IDENTIFIER'],
  ])('a decision %s is refused by row, column and remedy', async (_, change, column, code) => {
    expect(await bad(change)).toEqual([[3, column, code]]);
  });

  test('every mandatory column that is blank is told, all at once', async () => {
    const mandatory = columnsOf.PENALTY.filter(({ isMandatory }) => isMandatory).map(({ code }) => code);
    const file = await bad(Object.fromEntries(Object.keys(penaltyByCode).map((code) => [code, ''])) as never);
    expect(file).toEqual([]); // A row without anything is no row.
    const named = { ...Object.fromEntries(mandatory.map((code) => [code, ''])), BZ: '其余全空' };
    const told = (await bad(named)).map(([, column]) => column);
    expect(told.sort()).toEqual(mandatory.sort());
  });

  test('a natural person needs paper and number; a masked number is none, and is not shown', async () => {
    const person = { CF_XDR_LB: '自然人', CF_XDR_SHXYM: '', CF_XDR_ZJLX: '身份证' };
    expect(await bad({ ...person, CF_XDR_ZJHM: '' })).toEqual([[3, 'CF_XDR_ZJHM', 'BLANK_FIELD']]);
    const masked = { ...penaltyByCode, ...person, CF_XDR_ZJHM: '440802********0016' };
    const file = await readFile(encoded(csvText([masked]), 'utf8'), PENALTY);
    expect(file.faults).toMatchObject([{ column: 'CF_XDR_ZJHM', code: 'BAD_IDENTIFIER' }]);
    expect(JSON.stringify(file.faults)).not.toContain('0016');
  });

  test('a number that stands twice in one file, written otherwise, is told with its first row', async () => {
    const again = { ...penaltyByCode, CF_WSH: '湛市监处罚 [2026] 第 012 号', AJBH: '另一案' };
    expect(await faultsOf(penaltyByCode, again)).toEqual([[4, 'CF_WSH', 'DUPLICATE_ID']]);
  });

  test('a file that lacks a column is refused whole, with what it lacks', async () => {
    const { AJBH: _, ...without } = penaltyByCode;
    await expect(readFile(encoded(csvText([without]), 'utf8'), PENALTY)).rejects.toThrow(/案件编号/);
  });
});

describe('what leaves as a file comes back as it was', () => {
  const text = fc
    .stringMatching(/^[一-龥A-Za-z0-9，。、；（）《》"',/ ]{1,40}$/u)
    .filter((one) => /^[一-龥A-Za-z]/u.test(one) && one === one.trim() && !/[Ee]/.test(one));
  const yuan = fc.bigInt(0n, 10n ** 15n).map((cents) => {
    const digits = String(cents).padStart(3, '0');
    return `${digits.slice(0, -2)}.${digits.slice(-2)}`.replace(/\.?0+$/, '') || '0';
  });
  const day = fc.integer({ min: 0, max: 4_000 }).map((n) => {
    return new Date(Date.UTC(2015, 0, 1) + n * 86_400_000).toISOString().slice(0, 10);
  });
  const code = fc
    .array(fc.constantFrom(...'0123456789ABCDEFGHJKLMNPQRTUWXY'), { minLength: 8, maxLength: 8 })
    .map((body) => makeCreditCode({ prefix: '91', divisionCode: '440800', body: body.join('') }))
    .filter((one) => 'value' in checkCreditCode(one));

  const penalty = fc.record({
    // A row that begins so is an example of how to fill in the form.
    partyName: text.filter((name) => !/^(示例|样例|范例|例)/.test(name)),
    category: fc.constantFrom('法人及非法人组织', '个体工商户'),
    creditCode: code,
    representative: text,
    documentNo: fc.integer({ min: 1, max: 99_999 }).map((no) => `湛市监处罚〔2026〕${no}号`),
    offence: text,
    facts: text,
    basis: fc.constantFrom('《食品安全法》第一百二十六条', '《广告法》第五十五条第一款'),
    penaltyKinds: fc.constantFrom('警告', '警告；罚款'),
    content: text,
    fine: yuan,
    confiscation: yuan,
    decidedOn: day,
    validToOn: fc.constantFrom('9999-12-31', '2031-01-01'),
    authorityName: text,
    authorityCode: code,
    sourceName: text,
    sourceCode: code,
    note: text,
    caseNo: text,
    procedure: fc.constantFrom('SIMPLE', 'ORDINARY'),
  });

  const likeANote = fc
    .sample(penalty, { numRuns: 1, seed: 1 })
    .map((one): [(typeof one)[]] => [[{ ...one, partyName: '注，《' }]]);

  test.each([
    ['CSV GB18030', (columns: never[], rows: never) => csvFile(columns, rows, 'gb18030')],
    ['CSV UTF-8', (columns: never[], rows: never) => csvFile(columns, rows, 'utf-8')],
    [
      'XLSX',
      (columns: never[], rows: never) =>
        workbookFile('决定', columns, rows, () => ({ visible: [], hidden: [] })),
    ],
  ])('%s, over random penalties', async (_, write) => {
    await fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(penalty, { selector: (one) => one.documentNo, minLength: 1, maxLength: 6 }),
        async (all) => {
          const columns = columnsOf.PENALTY.map(({ title }) => ({ heading: title, width: 10 }));
          const pages = (async function* () {
            yield all.map((content) => decisionCells(PENALTY, content));
          })();
          const parts: Uint8Array[] = [];
          for await (const part of write(columns as never, pages as never)) parts.push(part);
          const file = await readFile(Buffer.concat(parts), PENALTY);
          expect(file.faults).toEqual([]);
          expect(file.rows.map(({ draft }) => draft.content)).toEqual(all);
        },
      ),
      { numRuns: 60, examples: likeANote },
    );
  });
});

test('money goes through units of 10,000 yuan without losing a cent', () => {
  fc.assert(
    fc.property(fc.bigInt(0n, 10n ** 15n), (cents) => {
      const digits = String(cents).padStart(3, '0');
      const [whole, fraction] = [digits.slice(0, -2), digits.slice(-2).replace(/0+$/, '')];
      const yuan = fraction ? `${whole}.${fraction}` : whole;
      const column = tenThousandsOfYuan(yuan);
      expect(column).toMatch(/^\d+(\.\d{1,6})?$/);
      expect(BigInt(Math.round(Number(column) * 1e6)) === cents || cents > 10n ** 9n).toBe(true);
      expect(yuanOfTenThousands(column)).toBe(yuan);
    }),
  );
  expect(['0.5', '0.000001', '12', '1.2300'].map(yuanOfTenThousands)).toEqual([
    '5000',
    '0.01',
    '120000',
    '12300',
  ]);
  expect(['', '1,000', '1e-5', '.5', '5.', '-1', '0.0000001'].map(yuanOfTenThousands)).toEqual(
    Array.from({ length: 7 }, () => undefined),
  );
});

test('ways of writing a number are one number', () => {
  const written = [
    '湛市监处罚〔2026〕12号',
    '湛市监处罚[2026]12号',
    '湛市监处罚（2026）第 012 号',
    '湛市监处罚【2026】12',
    '湛市监处罚﹝2026﹞１２号',
  ];
  expect(new Set(written.map((one) => readDecisionNumber(one).key))).toEqual(
    new Set(['湛市监处罚〔2026〕12号']),
  );
  expect(readDecisionNumber('JY24408020012345')).toEqual({ key: 'JY24408020012345' });
  expect(readDecisionNumber('湛市监处罚〔2026〕12-1号').series).toBeUndefined();
});
