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
