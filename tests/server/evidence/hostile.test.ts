import { request } from 'node:http';
import sharp from 'sharp';
import { Evidence, EvidenceBlob } from '../../../schema/inspection/index.js';
import { zipArchive } from '../../support/zip-archive.js';
import { EvidenceHouse, phonePhoto } from './evidence-house.js';

const MEGABYTE = 1024 * 1024;
let house: EvidenceHouse;
beforeAll(async () => {
  house = await EvidenceHouse.open({
    FAIRDRAW_EVIDENCE_PHOTO_MB: '2',
    FAIRDRAW_EVIDENCE_DOCUMENT_MB: '3',
    FAIRDRAW_EVIDENCE_MEGAPIXELS: '1',
    FAIRDRAW_EVIDENCE_PER_VISIT: '5',
  });
});
afterAll(() => house.close());

/** Nothing was kept, announced or written. */
async function expectNothing(work: () => Promise<unknown>): Promise<void> {
  const count = async () => {
    const { em } = house.server.readAs();
    return [await em.count(Evidence, {}), await em.count(EvidenceBlob, {}), house.listFiles().length];
  };
  const before = await count();
  await work();
  expect(await count()).toEqual(before);
}

const content = '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>';
const office = (main: string, ...more: Parameters<typeof zipArchive>[0]) =>
  zipArchive([{ name: '[Content_Types].xml', content }, { name: main, content: '<w/>' }, ...more]);
const word = (...more: Parameters<typeof zipArchive>[0]) => office('word/document.xml', ...more);
const box = (brand: string) => Buffer.from(`\0\0\0\u0018ftyp${brand}\0\0\0\0${brand}mif1`, 'latin1');

const svg = '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>';
const html = '<!DOCTYPE html><html><script>alert(1)</script></html>';

describe('what is not what it should be is refused by its bytes, whatever it is called or declared', () => {
  const photos: Record<string, [Uint8Array, code: string]> = {
    'HTML as a photo': [Buffer.from(html), 'CONTENT_NOT_TAKEN'],
    'SVG as a photo': [Buffer.from(svg), 'CONTENT_NOT_TAKEN'],
    'SVG behind an XML declaration': [Buffer.from(`<?xml version="1.0"?>${svg}`), 'CONTENT_NOT_TAKEN'],
    'a program': [Buffer.from('MZ\u0090\0\u0003\0\0\0', 'latin1'), 'CONTENT_NOT_TAKEN'],
    'a shell script': [Buffer.from('#!/bin/sh\nrm -rf /\n'), 'CONTENT_NOT_TAKEN'],
    'a PDF as a photo': [Buffer.from('%PDF-1.7\n'), 'CONTENT_NOT_TAKEN'],
    'a GIF': [Buffer.from('GIF89a\u0001\0\u0001\0\0\0\0;', 'latin1'), 'CONTENT_NOT_TAKEN'],
    'a HEIC photo': [box('heic'), 'CONTENT_NOT_TAKEN'],
    'a page behind the first bytes of a JPEG': [
      Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0]), Buffer.from(html)]),
      'PICTURE_NOT_READ',
    ],
    'a single byte': [Buffer.from('x'), 'CONTENT_NOT_TAKEN'],
  };
  test.each(Object.entries(photos))('%s', async (_name, [bytes, code]) => {
    await expectNothing(async () => {
      const answer = await house.send(bytes, { name: 'IMG_0001.jpg' }, { type: 'image/jpeg' });
      expect(answer.code).toBe(code);
      expect([answer.message, answer.messageEn].every(Boolean)).toBe(true);
    });
  });

  test('a HEIC photo is told how to become one that is taken', async () => {
    const { message, messageEn } = await house.send(box('heic'));
    expect(message).toContain('兼容性最佳');
    expect(messageEn).toContain('convert it to JPEG');
  });

  const documents: Record<string, [Uint8Array, code: string]> = {
    'an archive that is no document': [zipArchive([{ name: 'a.txt', content: 'a' }]), 'CONTENT_NOT_TAKEN'],
    'a document with macros': [word({ name: 'word/vbaProject.bin', content: 'x' }), 'ARCHIVE_NOT_SAFE'],
    'a program within a document': [
      word({ name: 'word/embeddings/a.exe', content: 'x' }),
      'ARCHIVE_NOT_SAFE',
    ],
    'an encrypted part': [word({ name: 'x', content: 'x', claims: { flags: 1 } }), 'ARCHIVE_NOT_SAFE'],
    'a part that lies about itself': [
      word({ name: 'x', content: 'x', claims: { crc: 1 } }),
      'ARCHIVE_NOT_SAFE',
    ],
    'half an archive': [word().subarray(0, 60), 'ARCHIVE_NOT_SAFE'],
    'a photo as a document': [Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 16]), 'CONTENT_NOT_TAKEN'],
    'a page as a document': [Buffer.from(html), 'CONTENT_NOT_TAKEN'],
  };
  test.each(Object.entries(documents))('%s', async (_name, [bytes, code]) => {
    await expectNothing(async () => {
      const answer = await house.send(bytes, { kind: 'DOCUMENT', name: '合同.docx' });
      expect(answer.code).toBe(code);
    });
  });

  test('a zip bomb is not unpacked to its end: a gigabyte in one part, or in many', async () => {
    const [zeros, n] = [Buffer.alloc(100 * MEGABYTE), 10];
    const one = word({ name: 'word/bomb.xml', content: zeros, claims: { size: 10 } });
    expect(one.length).toBeLessThan(MEGABYTE);
    const small = Buffer.alloc(20 * MEGABYTE);
    const many = word(...Array.from({ length: n }, (_, at) => ({ name: `word/${at}.xml`, content: small })));
    for (const bomb of [one, many]) {
      await expectNothing(async () => {
        const answer = await house.send(bomb, { kind: 'DOCUMENT' });
        expect(answer).toMatchObject({ status: 422, code: 'ARCHIVE_NOT_SAFE' });
      });
    }
  });

  test('a picture of few bytes and too many pixels is not decoded; half a picture is not kept', async () => {
    const large = await sharp({ create: { width: 2000, height: 1000, channels: 3, background: 'red' } })
      .png()
      .toBuffer();
    expect(large.length).toBeLessThan(50_000);
    const photo = await phonePhoto({ width: 400, height: 300 });
    await expectNothing(async () => {
      expect(await house.send(large)).toMatchObject({ status: 422, code: 'PICTURE_TOO_LARGE' });
      const half = photo.subarray(0, photo.length - 200);
      expect(await house.send(half)).toMatchObject({ status: 422, code: 'PICTURE_NOT_READ' });
    });
  });
});

describe('a request that is not well formed', () => {
  test.each([
    [{ assignment: 'x' }, 'assignment'],
    [{ client: '' }, 'client'],
    [{ kind: 'RESULT' }, 'kind'],
    [{ point: 'x'.repeat(65) }, 'point'],
    [{ point: 'a\0b' }, 'point'],
    [{ takenAt: '2026-02-10 09:30' }, 'takenAt'],
  ])('%j is refused by the name of the parameter', async (more, name) => {
    await expectNothing(async () => {
      const answer = await house.send(Buffer.from('x'), more);
      expect(answer).toMatchObject({ status: 400, code: 'BAD_EVIDENCE_REQUEST' });
      expect(answer.messageEn).toContain(`Look at ${name}:`);
    });
  });

  test('what another account recorded on the same phone is not taken under this session', async () => {
    const photo = await phonePhoto();
    await expectNothing(async () => {
      const answer = await house.send(photo, { account: house.newId() });
      expect(answer).toMatchObject({ status: 409, code: 'OTHER_ACCOUNT' });
      expect(answer.message).toContain('本人登录');
    });
  });

  test('what a page of another site could send unasked is no upload; an empty file is none', async () => {
    for (const type of [
      'text/plain',
      'multipart/form-data; boundary=x',
      'application/x-www-form-urlencoded',
    ]) {
      expect((await house.send(Buffer.from('x'), {}, { type })).status).toBe(415);
    }
    expect(await house.send(new Uint8Array())).toMatchObject({ status: 400, code: 'EMPTY_FILE' });
  });

  test('who is not signed in, is no inspector, or is on another team sends nothing', async () => {
    const photo = await phonePhoto();
    expect(await house.send(photo, {}, { who: 'nobody' })).toMatchObject({ status: 401 });
    expect(await house.send(photo, {}, { who: 'reviewer' })).toMatchObject({ status: 403 });
    expect(await house.send(photo, {}, { who: 'outsider' })).toMatchObject({ status: 404 });
    expect(await house.send(photo, { assignment: house.newId() })).toMatchObject({ status: 404 });
  });
});

/** Sends so many bytes with or without saying how many. @returns the answer, and how many had been taken by then */
function pour(size: number, declared: boolean, kind = 'DOCUMENT') {
  const { address } = house.server;
  const query = `assignment=${house.visit}&client=${house.newId()}&kind=${kind}`;
  return new Promise<{ status?: number; code?: string; sent: number }>((resolve, reject) => {
    const headers = {
      ...{ cookie: house.cookies.get('officer') ?? '', 'content-type': 'application/pdf' },
      ...(declared && { 'content-length': String(size) }),
    };
    const piece = Buffer.alloc(256 * 1024, '%PDF');
    let sent = 0;
    const sending = request(`${address}/evidence?${query}`, { method: 'POST', headers }, (answer) => {
      let text = '';
      const at = sent;
      answer.on('data', (part) => (text += String(part)));
      answer.on('end', () => resolve({ status: answer.statusCode, code: JSON.parse(text).code, sent: at }));
    });
    sending.on('error', (error: NodeJS.ErrnoException) => error.code === 'EPIPE' || reject(error));
    const more = () => {
      while (sent < size && !sending.destroyed) {
        sent += piece.length;
        if (!sending.write(piece)) return void sending.once('drain', more);
      }
      sending.end();
    };
    more();
  });
}

describe('too much', () => {
  test('500 MB is cut off at the limit by name, whether it says how much it is or not', async () => {
    await expectNothing(async () => {
      const size = 500 * MEGABYTE;
      const [told, untold] = [await pour(size, true), await pour(size, false)];
      for (const answer of [told, untold]) {
        expect(answer).toMatchObject({ status: 413, code: 'EVIDENCE_TOO_LARGE' });
        // The limit of 3 MB, and what lies in the buffers of the connection.
        expect(answer.sent).toBeLessThan(20 * MEGABYTE);
      }
    });
  });

  test('each form has a limit of its own', async () => {
    expect((await pour(2.5 * MEGABYTE, false, 'PHOTO')).code).toBe('EVIDENCE_TOO_LARGE');
    expect((await pour(2.5 * MEGABYTE, true)).status).toBe(201);
  });

  test('so many on a visit, and the next is refused by name; another visit has room', async () => {
    for (let n = 1; n < 5; n += 1) expect((await house.send(await phonePhoto())).status).toBe(201);
    const full = await house.send(await phonePhoto());
    expect(full).toMatchObject({ status: 409, code: 'EVIDENCE_FULL' });
    expect(full.message).toContain('FAIRDRAW_EVIDENCE_PER_VISIT');
  });
});

describe('names', () => {
  test('a path in a name never reaches the disk; what is left of it is a label', async () => {
    const visit = house.assignments[1]?.id ?? '';
    const names = ['../../../etc/passwd', 'C:\\Windows\\evil.html', 'a\0b.jpg', '', 'x'.repeat(300)];
    const labels = ['passwd', 'evil.html', '', '', ''];
    for (const [n, name] of names.entries()) {
      const sent = await house.send(await phonePhoto(), { name, assignment: visit }, { who: 'outsider' });
      const { headers } = await house.fetch(sent.evidenceId, '', 'auditor');
      const stem = labels[n]?.replace(/\..*$/, '') || '证据';
      expect(headers.get('content-disposition')).toBe(
        `attachment; filename*=UTF-8''${encodeURIComponent(`${stem}.jpg`)}`,
      );
    }
    for (const { name } of house.listFiles()) expect(name).toMatch(/^[0-9a-f]{2}.[0-9a-f-]{36}$/);
  });
});
