import fc from 'fast-check';
import iconv from 'iconv-lite';
import { detectEncoding } from '../../../../schema/shared/table-file/encoding.js';
import { gb18030Machine, utf8Machine } from '../../../../schema/shared/table-file/encoding-machines.js';
import { scanWith } from '../../../../schema/shared/table-file/encoding-scan.js';
import { bytes, goodValue, imported, VALID_CODE } from './table-samples.js';

const TEXT = `企业名称,统一社会信用代码,管辖单位\n演示食品店（㙍塘）,${VALID_CODE},演示监管所\n`;

/** One piece at a time, cut in the middle of characters. */
const inPieces = (whole: Uint8Array, size: number) =>
  async function* () {
    for (let at = 0; at < whole.length; at += size) yield whole.subarray(at, at + size);
  };

describe('the encoding is found out and the text is the same', () => {
  test.each([
    ['utf-8', 'utf-8', ''],
    ['utf-8', 'utf-8', '\ufeff'],
    ['gb18030', 'gb18030', ''],
    ['utf-16le', 'utf-16le', '\ufeff'],
    ['utf-16be', 'utf-16be', '\ufeff'],
  ])('%s as %s', async (expected, encoding, mark) => {
    const file = new Uint8Array(iconv.encode(mark + TEXT, encoding, { addBOM: false }));
    await expect(detectEncoding(file)).resolves.toBe(expected);
    for (const source of [file, inPieces(file, 1), inPieces(file, 7)]) {
      const [row] = await imported(source, 'entities');
      expect(goodValue(row)).toMatchObject({
        name: '演示食品店（㙍塘）',
        idValue: VALID_CODE,
        departmentName: '演示监管所',
      });
    }
  });
});

describe('a broken file is refused by name, with its byte and line', () => {
  const cut = (text: string, encoding: string, at: number, ...instead: number[]) => {
    const file = [...bytes(text, encoding)];
    file.splice(at, 1, ...instead);
    return new Uint8Array(file);
  };

  test('one damaged character in a UTF-8 file is never taken for GB18030', async () => {
    const at = bytes(TEXT).indexOf(0x0a) + 1;
    const file = cut(TEXT, 'utf-8', at, 0xb0);
    await expect(detectEncoding(file)).rejects.toMatchObject({
      code: 'BROKEN_ENCODING',
      place: { byte: at, row: 2 },
      zh: expect.stringContaining(`第 2 行（第 ${at} 字节处）不是有效的 UTF-8 字符`),
    });
  });

  test('one damaged character in a GB18030 file', async () => {
    const at = bytes(TEXT, 'gb18030').indexOf(0x0a) + 1;
    await expect(detectEncoding(cut(TEXT, 'gb18030', at, 0xff))).rejects.toMatchObject({
      code: 'BROKEN_ENCODING',
      place: { byte: at, row: 2 },
      en: expect.stringContaining('GB18030'),
    });
  });

  test('a file cut off in the middle of a character', async () => {
    const whole = bytes('企业名称,住所\n演示');
    await expect(detectEncoding(whole.subarray(0, -1))).rejects.toMatchObject({
      place: { byte: whole.length - 3, row: 2 },
    });
  });

  test('a byte-order mark is believed: what follows must be that encoding', async () => {
    const utf8 = new Uint8Array([0xef, 0xbb, 0xbf, ...bytes('企业', 'gb18030')]);
    await expect(detectEncoding(utf8)).rejects.toMatchObject({ code: 'BROKEN_ENCODING', place: { byte: 3 } });
    const utf16 = new Uint8Array([0xff, 0xfe, 0x41, 0x00, 0x0a, 0x00, 0x00, 0xdc]);
    await expect(detectEncoding(utf16)).rejects.toMatchObject({ place: { byte: 6, row: 2 } });
    await expect(detectEncoding(utf16.subarray(0, 5))).rejects.toMatchObject({ place: { byte: 4, row: 1 } });
  });

  test('a file that is overwritten while it is read is not half imported with other characters', async () => {
    let opened = 0;
    const source = async function* () {
      opened += 1;
      yield bytes(TEXT, opened > 2 ? 'gb18030' : 'utf-8');
    };
    await expect(imported(source, 'entities')).rejects.toMatchObject({ code: 'BROKEN_ENCODING' });
  });

  test.each([
    ['XLSX', [0x50, 0x4b, 0x03, 0x04, 0, 0]],
    ['XLS', [0xd0, 0xcf, 0x11, 0xe0, 0, 0]],
  ])('%s is told apart, with what to do', async (name, start) => {
    await expect(detectEncoding(new Uint8Array(start))).rejects.toMatchObject({
      code: 'NOT_A_TEXT_FILE',
      zh: expect.stringMatching(new RegExp(`${name}.*CSV UTF-8`)),
    });
  });

  test('an empty file', async () => {
    await expect(detectEncoding(new Uint8Array())).rejects.toMatchObject({ code: 'EMPTY_FILE' });
  });
});

describe('the scanners agree with the platform’s strict decoders', () => {
  const strict = (encoding: string, file: Uint8Array) => {
    try {
      new TextDecoder(encoding, { fatal: true }).decode(file);
      return true;
    } catch {
      return false;
    }
  };
  const scanned = (machine: ReturnType<typeof utf8Machine>, file: Uint8Array) => {
    const scan = scanWith(machine);
    scan.push(file);
    return scan.end().brokenCount === 0;
  };
  const nearUtf8 = fc
    .tuple(fc.string({ unit: 'binary', maxLength: 8 }), fc.uint8Array({ maxLength: 3 }), fc.nat(30))
    .map(([text, extra, at]) => {
      const file = [...new TextEncoder().encode(text)];
      file.splice(at, 1, ...extra);
      return new Uint8Array(file);
    });

  test('UTF-8', () => {
    fc.assert(
      fc.property(nearUtf8, (file) => expect(scanned(utf8Machine(), file)).toBe(strict('utf-8', file))),
      { numRuns: 5_000 },
    );
  });

  test('GB18030, every pair of bytes; but a lone 80 is no character, although browsers read a euro sign', () => {
    const differing: string[] = [];
    for (let first = 0x81; first <= 0xff; first += 1) {
      for (let second = 0; second <= 0xff; second += 1) {
        const file = new Uint8Array([first, second]);
        if (scanned(gb18030Machine(), file) !== strict('gb18030', file)) differing.push(`${first} ${second}`);
      }
    }
    expect(differing).toEqual([]);
    expect(scanned(gb18030Machine(), new Uint8Array([0x80]))).toBe(false);
  });

  test('GB18030, every text there is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 12 }), (text) => {
        const file = bytes(text.replace(/[\ud800-\udfff\u20ac\ue000-\uf8ff]/g, ''), 'gb18030');
        expect(scanned(gb18030Machine(), file)).toBe(true);
      }),
      { numRuns: 2_000 },
    );
  });
});
