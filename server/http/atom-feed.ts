import { createHash } from 'node:crypto';

/** An entry of a feed. */
export interface FeedEntry {
  /** What it is, in words that never change: its id is made of them. */
  readonly name: string;
  readonly title: string;
  readonly summary: string;
  readonly author: string;
  readonly updatedAt: Date;
  readonly link: string;
}

/** An Atom feed (RFC 4287). */
export interface Feed {
  readonly name: string;
  readonly title: string;
  /** Its own address. */
  readonly link: string;
  readonly entries: readonly FeedEntry[];
}

const marks: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** Text within XML, without the control characters that XML does not know. */
function escaped(text: string): string {
  return text.replace(/[^\P{Cc}\t\n\r]|[\ufffe\uffff]/gu, '').replace(/[&<>"]/g, (mark) => marks[mark] ?? '');
}

/** An id of a name, the same wherever the portal stands (UUID version 8 of RFC 9562, by SHA-256). */
function idOf(name: string): string {
  const hex = createHash('sha256').update(`fairdraw/${name}`, 'utf8').digest('hex');
  const variant = '89ab'[Number.parseInt(hex.slice(16, 17), 16) % 4];
  return `urn:uuid:${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

function writeEntry({ name, title, summary, author, updatedAt, link }: FeedEntry): string {
  return `  <entry>
    <id>${idOf(name)}</id>
    <title>${escaped(title)}</title>
    <updated>${updatedAt.toISOString()}</updated>
    <author><name>${escaped(author)}</name></author>
    <link rel="alternate" href="${escaped(link)}"/>
    <summary>${escaped(summary)}</summary>
  </entry>
`;
}

/** When a feed last changed: with its newest entry; one without entries at the beginning of time. */
export function updatedAt({ entries }: Feed): Date {
  return new Date(Math.max(0, ...entries.map((entry) => entry.updatedAt.getTime())));
}

export function writeFeed(feed: Feed): string {
  return `<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="zh-CN">
  <id>${idOf(feed.name)}</id>
  <title>${escaped(feed.title)}</title>
  <updated>${updatedAt(feed).toISOString()}</updated>
  <author><name>公正抽 Fairdraw</name></author>
  <link rel="self" type="application/atom+xml" href="${escaped(feed.link)}"/>
${feed.entries.map(writeEntry).join('')}</feed>
`;
}
