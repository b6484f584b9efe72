import { DefaultLogger, type LogContext } from '@mikro-orm/core';

/** Hears of every query and says nothing: its words may hold people. It counts those that failed. */
export class QueryLog extends DefaultLogger {
  failed = 0;

  override logQuery(context: { query: string } & LogContext): void {
    if (context.level === 'error') this.failed += 1;
    super.logQuery(context);
  }
}
