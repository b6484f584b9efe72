import { Readable } from 'node:stream';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { SHEET_FORMATS, type SheetFormat, type SheetStyle } from '../../schema/shared/sheet-file/index.js';

/** How a query asks for the style of a sheet. */
export const sheetStyle = {
  format: z.enum(SHEET_FORMATS).default('xlsx'),
  encoding: z.enum(['utf-8', 'gb18030']).default('utf-8'),
};

/** The media type of each format. */
export const sheetTypes: Readonly<Record<SheetFormat, string>> = {
  csv: 'text/csv',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  jsonl: 'application/x-ndjson; charset=utf-8',
};

/** The name of a file to be saved; where clients that read only one of the old kind matter, that one, too (RFC 6266). */
export function savedAs(fileName: string, plain?: string): string {
  const full = `filename*=UTF-8''${encodeURIComponent(fileName)}`;
  return plain ? `attachment; filename="${plain}"; ${full}` : `attachment; ${full}`;
}

/** Sends a sheet while it is written, as fast as the client takes it. */
export function sendSheet(
  reply: FastifyReply,
  { format, encoding }: SheetStyle,
  disposition: string,
  bytes: AsyncIterable<Uint8Array>,
): FastifyReply {
  return reply
    .type(sheetTypes[format] + (format === 'csv' ? `; charset=${encoding}` : ''))
    .header('content-disposition', disposition)
    .header('cache-control', 'no-store')
    .send(Readable.from(bytes, { objectMode: false }));
}
