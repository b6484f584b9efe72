/** Letters, digits, dot, hyphen and underscore: a name that is typed, logged and compared without doubt. */
const usernameForm = /^[a-z][a-z0-9._-]{2,31}$/;

export function isUsername(value: string): boolean {
  return usernameForm.test(value);
}
