/** How an inspector stands. Only an active one may be drawn. */
export enum InspectorStatus {
  ACTIVE = 'ACTIVE',
  ON_LEAVE = 'ON_LEAVE',
  SUSPENDED = 'SUSPENDED',
  TRANSFERRED = 'TRANSFERRED',
  RETIRED = 'RETIRED',
}
