import { Refusal } from '../shared/refusal.js';

/** Events are kept for a time; the law's is 184 days. */
export class TooEarlyToArchive extends Refusal {
  constructor(
    readonly keepDays: number,
    readonly latestOn: string,
  ) {
    super(
      `审计事件须保存 ${keepDays} 天，只能归档 ${latestOn} 之前的（FAIRDRAW_AUDIT_DAYS，至少 184）。`,
      `Audit events are kept ${keepDays} days: only those before ${latestOn} may go into an archive (FAIRDRAW_AUDIT_DAYS, 184 at least).`,
    );
  }
}

/** No checkpoint covers anything so old that is not archived yet. */
export class NothingToArchive extends Refusal {
  constructor(readonly beforeOn: string) {
    super(
      `${beforeOn} 之前没有可归档的事件：须在某个检查点之内，且尚未归档。`,
      `Nothing before ${beforeOn} can go into an archive: it must be within a checkpoint, and not be archived yet.`,
    );
  }
}
