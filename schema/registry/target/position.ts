import commonjs from 'gcoord';
import { Datum } from './target.states.js';

/** The package's types describe its ES module; Node gets the CommonJS one, whose exports are that module's default. */
const gcoord = commonjs as unknown as typeof commonjs.default;

/** A place on the earth in degrees, in the coordinate system that its source used. */
export interface Position {
  readonly longitude: number;
  readonly latitude: number;
  readonly datum: Datum;
}

/** What a target's register tells of its place; the datum is absent where the source did not say. */
export interface StoredPosition {
  readonly longitude?: number | string | null;
  readonly latitude?: number | string | null;
  readonly datum?: Datum | null;
}

const systems = {
  [Datum.WGS84]: gcoord.WGS84,
  [Datum.GCJ02]: gcoord.GCJ02,
  [Datum.BD09]: gcoord.BD09,
} as const;

/** The same place in another datum; outside China, where the offsets do not exist, gcoord leaves it as it is. */
export function convertPosition({ longitude, latitude, datum }: Position, to: Datum): Position {
  if (datum === to) return { longitude, latitude, datum };
  const [east, north] = gcoord.transform([longitude, latitude], systems[datum], systems[to]) as number[];
  return { longitude: east as number, latitude: north as number, datum: to };
}

/** The mean radius of the earth in metres (IUGG). */
const earthRadius = 6_371_008.8;

/** Metres between two places along a great circle, whatever their datums; on a sphere, so within half a per cent. */
export function distanceMetres(one: Position, other: Position): number {
  const [a, b] = [convertPosition(one, Datum.WGS84), convertPosition(other, Datum.WGS84)];
  const radians = Math.PI / 180;
  const north = Math.sin(((b.latitude - a.latitude) * radians) / 2);
  const east = Math.sin(((b.longitude - a.longitude) * radians) / 2);
  const half = north * north + Math.cos(a.latitude * radians) * Math.cos(b.latitude * radians) * east * east;
  return 2 * earthRadius * Math.asin(Math.min(1, Math.sqrt(half)));
}

/** What is known of a target's place, in the datum asked for. */
export interface PositionAnswer {
  readonly longitude: number | null;
  readonly latitude: number | null;
  readonly datum: Datum | null;
  readonly storedDatum: Datum | null;
  readonly remark: string | null;
}

const unknownDatum =
  '来源未说明坐标系，不能换算，也不予猜测；请补登坐标系。The source does not tell the datum: nothing is converted or guessed; enter it.';

/** A target's place in a datum, or as stored where none is asked for; without a known datum there is no conversion. */
export function positionIn(stored: StoredPosition, datum?: Datum | null): PositionAnswer | null {
  if (stored.longitude == null || stored.latitude == null) return null;
  const [longitude, latitude] = [Number(stored.longitude), Number(stored.latitude)];
  if (!stored.datum) {
    const place = datum ? { longitude: null, latitude: null } : { longitude, latitude };
    return { ...place, datum: null, storedDatum: null, remark: unknownDatum };
  }
  const place = convertPosition({ longitude, latitude, datum: stored.datum }, datum ?? stored.datum);
  return { ...place, storedDatum: stored.datum, remark: null };
}
