/** The coordinate system of a position. Unconverted, two of them differ by hundreds of metres. */
export type PositionDatum = 'WGS84' | 'GCJ02' | 'BD09';

/** Spellings without blanks, in half width and lower case. CGCS2000 and WGS 84 agree within centimetres. */
export const DATUMS: Readonly<Record<string, PositionDatum>> = {
  wgs84: 'WGS84',
  'wgs-84': 'WGS84',
  wgs84坐标系: 'WGS84',
  gps: 'WGS84',
  cgcs2000: 'WGS84',
  '2000国家大地坐标系': 'WGS84',
  国家2000: 'WGS84',
  天地图: 'WGS84',
  gcj02: 'GCJ02',
  'gcj-02': 'GCJ02',
  gcj02坐标系: 'GCJ02',
  火星坐标: 'GCJ02',
  火星坐标系: 'GCJ02',
  国测局坐标: 'GCJ02',
  高德: 'GCJ02',
  高德地图: 'GCJ02',
  腾讯: 'GCJ02',
  腾讯地图: 'GCJ02',
  bd09: 'BD09',
  'bd-09': 'BD09',
  bd09ll: 'BD09',
  bd09坐标系: 'BD09',
  百度: 'BD09',
  百度坐标: 'BD09',
  百度坐标系: 'BD09',
  百度地图: 'BD09',
};
