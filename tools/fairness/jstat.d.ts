/** What we use of jstat 1.9, which has no types of its own. */
declare module 'jstat' {
  const all: {
    readonly jStat: {
      /** Logarithm of the number of combinations of n things, m at a time. */
      combinationln(n: number, m: number): number;
      readonly chisquare: {
        cdf(x: number, df: number): number;
        inv(p: number, df: number): number;
      };
      readonly normal: { inv(p: number, mean: number, deviation: number): number };
      readonly binomial: { cdf(k: number, n: number, p: number): number };
    };
  };
  export = all;
}
