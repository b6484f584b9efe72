/** Letters, digits, dot, hyphen and underscore: a name that is typed, logged and compared without doubt. */
const usernameForm = /^[a-z][a-z0-9._-]{2,31}$/;

export function isUsername(value: string): boolean {
  return usernameForm.test(value);
}

/** What keeps a password from being guessed; the hash does the rest. */
export const PASSWORD_LENGTH = { least: 12, most: 256 } as const;
const DIFFERENT_CHARACTERS = 6;

/** A password is long, varied and not the name of its owner. */
export function isStrongPassword(password: string, username: string): boolean {
  const characters = [...password];
  if (characters.length < PASSWORD_LENGTH.least || characters.length > PASSWORD_LENGTH.most) return false;
  if (new Set(characters).size < DIFFERENT_CHARACTERS) return false;
  return !password.toLowerCase().includes(username.toLowerCase());
}
