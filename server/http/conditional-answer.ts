import { createHash } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';

/** What an answer is known by. */
export interface AnswerMarks {
  /** A hash of what it says, in quotes. */
  readonly etag: string;
  readonly changedAt?: Date;
  /** For how long anybody may keep it, in seconds; 0: ask each time. */
  readonly maxAge: number;
}

/** The tag of a text. */
export function tagOf(text: string): string {
  return `"${createHash('sha256').update(text, 'utf8').digest('base64url').slice(0, 32)}"`;
}

/** The header `Cache-Control` of what everybody may keep. */
export function keptFor(maxAge: number): string {
  return maxAge > 0 ? `public, max-age=${maxAge}` : 'public, no-cache';
}

/** Whether whoever asks has this very answer. A tag goes before a time (RFC 9110, 13.2.2). */
export function isKnown(
  { headers }: FastifyRequest,
  { etag, changedAt }: Pick<AnswerMarks, 'etag' | 'changedAt'>,
): boolean {
  const tags = headers['if-none-match'];
  if (tags !== undefined) {
    return tags.split(',').some((tag) => ['*', etag].includes(tag.trim().replace(/^W\//, '')));
  }
  const since = Date.parse(headers['if-modified-since'] ?? '');
  return changedAt !== undefined && Math.floor(changedAt.getTime() / 1000) * 1000 <= since;
}

/** Marks an answer. @returns true where it need not be sent: it is a 304 by now */
export function markAnswer(request: FastifyRequest, reply: FastifyReply, marks: AnswerMarks): boolean {
  reply.header('etag', marks.etag).header('cache-control', keptFor(marks.maxAge));
  if (marks.changedAt) reply.header('last-modified', marks.changedAt.toUTCString());
  const known = isKnown(request, marks);
  if (known) reply.code(304);
  return known;
}
