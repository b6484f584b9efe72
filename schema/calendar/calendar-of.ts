import {
  type CalendarLayer,
  type HolidayTable,
  type LayerKind,
  mergeLayers,
} from '../../scheduler/calendar/index.js';
import type { Reader } from '../shared/unit.js';
import type { CalendarLayerRow, NamedDays } from './calendar-layer.entity.js';
import { CalendarLayerKind } from './calendar-layer.states.js';
import { officialLayer } from './official-holidays.js';

/** Layers in force for a department: those of its division and those above it, and the national ones. */
const inForce = `
  with recursive area (code, parent_code) as (
    select d.code, d.parent_code from department p join division d on d.code = p.division_code where p.id = ?::uuid
    union select up.code, up.parent_code from division up join area on up.code = area.parent_code)
  select l.kind, l.version, l.year, l.days_off as "daysOff", l.make_up_days as "makeUpDays"
    from calendar_layer l
   where l.state = 'IN_FORCE' and (l.division_code is null or l.division_code in (select code from area))
   order by l.decided_at, l.id`;

type LayerPart = Pick<CalendarLayerRow, 'kind' | 'version' | 'year'> & {
  readonly daysOff: NamedDays;
  readonly makeUpDays: NamedDays;
};

const kinds: Readonly<Record<CalendarLayerKind, LayerKind>> = {
  [CalendarLayerKind.NATIONAL]: 'national',
  [CalendarLayerKind.REGION]: 'region',
  [CalendarLayerKind.CLOSURE]: 'closure',
};

function layerOf({ kind, version, year, daysOff, makeUpDays }: LayerPart): CalendarLayer {
  const coverage = year ? { fromOn: `${year}-01-01`, toOn: `${year}-12-31` } : undefined;
  return { layer: kinds[kind], version, daysOff, makeUpDays, ...(coverage ? { coverage } : {}) };
}

let official: CalendarLayer | undefined;
/** Tables that were merged before, by their versions: a version names its content. */
const merged = new Map<string, HolidayTable>();
const MOST_MERGED = 100;

/** The official notices, and upon them the given layers, as one table. @throws CalendarError where two leave a gap */
export function calendarFrom(parts: readonly LayerPart[]): HolidayTable {
  official ??= officialLayer();
  const key = parts.map(({ version }) => version).join('\n');
  const known = merged.get(key);
  if (known) return known;
  if (merged.size >= MOST_MERGED) merged.clear();
  const table = mergeLayers([official, ...parts.map(layerOf)]);
  merged.set(key, table);
  return table;
}

/** The layers in force for a department; the national ones without a department. */
export function listLayersInForce(reader: Reader, departmentId: string | null): Promise<LayerPart[]> {
  return reader.em.execute<LayerPart[]>(inForce, [departmentId]);
}

/**
 * The calendar that a department's deadlines are counted by: the national notices, what its region adds, and what was
 * closed there. Without a department the national one.
 */
export async function calendarOf(
  reader: Reader,
  departmentId: string | null | undefined,
): Promise<HolidayTable> {
  return calendarFrom(await listLayersInForce(reader, departmentId ?? null));
}
