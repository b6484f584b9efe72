import { type Logger, pino } from 'pino';

export type { Logger };

/** JSON lines on standard error. Bodies, variables, cookies and tokens are never given to it. */
export function createLogger(level: string): Logger {
  return pino(
    {
      level,
      base: undefined,
      timestamp: pino.stdTimeFunctions.isoTime,
      redact: { paths: ['req.headers', 'headers', '*.password', '*.token', '*.cookie'], remove: true },
    },
    pino.destination({ dest: 2, sync: true }),
  );
}
