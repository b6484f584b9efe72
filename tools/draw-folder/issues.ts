import { ClientError } from '../client/client-error.js';
import { readInstant } from './times.js';

/** Which issue of a number counts: `lottery=双色球第2026134期@2026-11-24T21:30`. */
export interface IssueText {
  readonly id: string;
  readonly issue: string;
  /** Before which instant nobody can know it. */
  readonly knowable: string;
}

/** @throws ClientError `BAD_ISSUE` */
export function parseIssue(text: string): IssueText {
  const [, id, issue, knowable] = /^([a-z0-9-]{1,32})=(.+)@([^@]+)$/.exec(text) ?? [];
  if (id && issue && knowable) return { id, issue, knowable };
  throw new ClientError(
    'BAD_ISSUE',
    `看不懂“${text}”。请写成 来源=期号@开奖时间，例如 lottery=双色球第2026134期@2026-11-24T21:15。`,
    `Cannot read "${text}". Write SOURCE=ISSUE@TIME, e.g. lottery=issue 2026134@2026-11-24T21:15.`,
  );
}

export function toIssue({ id, issue, knowable }: IssueText, now: number) {
  return { id, issue, knowableAt: readInstant(knowable, now, `--issue ${id}`) };
}
