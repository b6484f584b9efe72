import { convertPosition, distanceMetres, positionIn } from '../../../../schema/registry/target/position.js';
import { Datum } from '../../../../schema/registry/target/target.states.js';

const { WGS84, GCJ02, BD09 } = Datum;
const at = (longitude: number, latitude: number, datum: Datum) => ({ longitude, latitude, datum });

// Published by googollee/eviltransform (three cities), wandergis/coordtransform and gcoord (Tiananmen).
test.each([
  [at(121.5272106, 31.1774276, WGS84), at(121.531541859215, 31.17530398364597, GCJ02)],
  [at(113.912316, 22.543847, WGS84), at(113.9171764808363, 22.540796131694766, GCJ02)],
  [at(116.377817, 39.911954, WGS84), at(116.38404722455657, 39.91334545536069, GCJ02)],
  [at(116.404, 39.915, WGS84), at(116.41024449916938, 39.91640428150164, GCJ02)],
  [at(116.404, 39.915, GCJ02), at(116.41036949371029, 39.92133699351021, BD09)],
  [at(116.404, 39.915, BD09), at(116.39762729119315, 39.90865673957631, GCJ02)],
  [at(116.403988, 39.914266, WGS84), at(116.41661560068297, 39.92196580126834, BD09)],
])('a published pair: %j is %j', (from, to) => {
  const { longitude, latitude, datum } = convertPosition(from, to.datum);
  expect(datum).toBe(to.datum);
  expect(longitude).toBeCloseTo(to.longitude, 6);
  expect(latitude).toBeCloseTo(to.latitude, 6);
  expect(distanceMetres(from, to)).toBeLessThan(1.5);
  expect(distanceMetres(from, { ...to, datum: from.datum })).toBeGreaterThan(300);
});

test('distances are in metres', () => {
  const degree = distanceMetres(at(110, 21, WGS84), at(110, 22, WGS84));
  expect(degree).toBeCloseTo((Math.PI / 180) * 6_371_008.8, 3);
  // New York to London, outside China, where the datums do not differ: 5,570 km by the haversine formula.
  const abroad = distanceMetres(at(-74.006, 40.7128, GCJ02), at(-0.1278, 51.5074, WGS84));
  expect(abroad / 1_000).toBeCloseTo(5_570.2, 0);
  expect(distanceMetres(at(179.9999, 0, WGS84), at(-179.9999, 0, WGS84))).toBeLessThan(25);
});

test('without a datum nothing is converted or guessed, and that is told', () => {
  const stored = { longitude: 110.4, latitude: 21.2, datum: null };
  expect(positionIn(stored)).toMatchObject({ longitude: 110.4, latitude: 21.2, datum: null });
  expect(positionIn(stored, WGS84)).toMatchObject({ longitude: null, latitude: null, datum: null });
  expect(positionIn(stored, WGS84)?.remark).toMatch(/坐标系/);
  expect(positionIn({ longitude: null, latitude: 21.2, datum: WGS84 })).toBeNull();
  expect(positionIn({ ...stored, datum: BD09 }, BD09)).toMatchObject({ longitude: 110.4, remark: null });
});
