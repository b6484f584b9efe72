import { dayInShanghai } from '../../schema/shared/day.js';
import { ClientError } from '../client/client-error.js';

const units: Readonly<Record<string, number>> = { m: 60, h: 3600, d: 86_400 };

/**
 * An instant in Unix seconds: `2026-11-30T18:00` (China Standard Time where no zone stands), a day (its end), or `+2h`,
 * `+30m`, `+3d` from now.
 */
export function readInstant(text: string, now: number, what: string): number {
  const relative = /^\+(\d{1,4})([mhd])$/.exec(text);
  if (relative) return now + Number(relative[1]) * units[relative[2]!]!;
  const written = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2})(:\d{2})?(Z|[+-]\d{2}:\d{2})?)?$/.exec(text);
  const [, day, time = '23:59', seconds = ':00', zone = '+08:00'] = written ?? [];
  const instant = Date.parse(`${day}T${time}${seconds}${zone}`);
  // Date.parse takes 31 February for 3 March.
  if (day === undefined || Number.isNaN(instant) || Number.isNaN(Date.parse(day)) || !isDay(day)) {
    throw new ClientError(
      'BAD_TIME',
      `${what}：看不懂时间“${text}”。请写成 2026-11-30T18:00，或 +2h、+30m、+3d。`,
      `${what}: cannot read the time "${text}". Write 2026-11-30T18:00, or +2h, +30m, +3d.`,
    );
  }
  return Math.floor(instant / 1000);
}

function isDay(day: string): boolean {
  const date = new Date(`${day}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(day);
}

const formatter = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Asia/Shanghai',
  dateStyle: 'short',
  timeStyle: 'medium',
});

/** `2026-11-30 18:00:00 +08:00`. */
export function showInstant(at: number): string {
  return `${formatter.format(new Date(at * 1000))} +08:00`;
}

/** Calendar day in China of an instant in Unix seconds. */
export function dayOf(at: number): string {
  return dayInShanghai(new Date(at * 1000));
}
