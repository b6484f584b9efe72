/** Turns passwords into what may be stored. The platform implements it. */
export interface PasswordHasher {
  /** @returns a PHC string, `$argon2id$v=19$…` */
  hash(password: string): Promise<string>;
  /** Takes the same time whether or not there is a hash to compare with: an unknown account cannot be told. */
  verify(password: string, encoded: string | undefined): Promise<boolean>;
  /** Whether a stored hash was made at another cost than today's: it is made anew at the next sign-in. */
  isDated(encoded: string): boolean;
}
