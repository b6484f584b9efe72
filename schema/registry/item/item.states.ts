/** General items (一般) are capped per enterprise, key items (重点) are not. */
export enum ItemKind {
  GENERAL = 'GENERAL',
  KEY = 'KEY',
}
