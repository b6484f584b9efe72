/** General items (一般) are capped per enterprise, key items (重点) are not. */
export enum ItemKind {
  GENERAL = 'GENERAL',
  KEY = 'KEY',
}

/** Which of the three authorities over a matter a department is (许可、检查、处罚). */
export enum PowerKind {
  LICENSING = 'LICENSING',
  INSPECTING = 'INSPECTING',
  PENALISING = 'PENALISING',
}
