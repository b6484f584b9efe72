/** The part of jstat that the tests of chance use. */
declare module 'jstat' {
  export const jStat: { chisquare: { inv(probability: number, degrees: number): number } };
}
