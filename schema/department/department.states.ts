import { registerEnumType } from 'type-graphql';

/** Where a department or a division stands in the tree of government. */
export enum AdministrativeLevel {
  PROVINCE = 'PROVINCE',
  CITY = 'CITY',
  COUNTY = 'COUNTY',
  /** A township, or a station (所) of a department. */
  TOWNSHIP = 'TOWNSHIP',
}

/** What a department is. An institution (执法支队、中心) acts only in the name of the authority it belongs to. */
export enum DepartmentKind {
  AUTHORITY = 'AUTHORITY',
  INSTITUTION = 'INSTITUTION',
}

registerEnumType(AdministrativeLevel, {
  name: 'AdministrativeLevel',
  description: '层级。Where it stands in the tree of government.',
  valuesConfig: {
    PROVINCE: { description: '省级。A province.' },
    CITY: { description: '市级。A city.' },
    COUNTY: { description: '县级，含开发区。A county, or a development zone.' },
    TOWNSHIP: { description: '乡镇、街道或基层所。A township, or a station of a department.' },
  },
});

registerEnumType(DepartmentKind, {
  name: 'DepartmentKind',
  description: '部门种类。What a department is.',
  valuesConfig: {
    AUTHORITY: { description: '行政机关。An authority: acts in its own name.' },
    INSTITUTION: {
      description:
        '执法支队、中心等机构，以所属机关名义执法。An institution: acts only in the name of its authority.',
    },
  },
});
