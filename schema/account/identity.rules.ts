/** A sign-in by an identity provider comes back within so long, or begins anew. */
export const IDENTITY_SIGN_IN_MINUTES = 10;

/** Ways of proving oneself that are, or hold, a second factor (RFC 8176): several at once, a one-time code, a key in hardware. */
const secondFactorMethods: readonly string[] = ['mfa', 'otp', 'hwk', 'sc'];

/** Classes of authentication that ask for one (OpenID Connect EAP ACR values; the older name of PAPE). */
const secondFactorClasses: readonly string[] = [
  'phr',
  'phrh',
  'http://schemas.openid.net/pape/policies/2007/06/multi-factor',
];

/** Whether the provider says that a second factor was shown; what it does not say does not count. */
export function saysSecondFactor({ amr, acr }: Readonly<Record<string, unknown>>): boolean {
  const methods: unknown[] = Array.isArray(amr) ? amr : [];
  return (
    methods.some((method) => secondFactorMethods.includes(method as string)) ||
    secondFactorClasses.includes(acr as string)
  );
}

/** Where a browser goes afterwards: a path of this server, never another address. */
export function isLocalPath(path: string): boolean {
  // A second slash or a backslash would make it another host's address; controls and blanks are stripped by browsers.
  return /^\/(?![/\\])[\x21-\x5b\x5d-\x7e]{0,500}$/.test(path);
}
