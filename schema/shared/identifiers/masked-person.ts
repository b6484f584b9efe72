/** A natural person's name for display: the first character and a star for each of the others. `王*`, `欧**`. */
export function maskedName(name: string): string {
  const [first = '', ...rest] = [...name.trim()];
  return first + '*'.repeat(rest.length === 0 && first !== '' ? 1 : rest.length);
}

/** An identity number for display: the first six characters (the place) are shown, the rest are stars. */
export function maskedIdentityNumber(number: string): string {
  const characters = [...number.trim()];
  const shown = characters.length > 8 ? 6 : 0;
  return characters.map((character, index) => (index < shown ? character : '*')).join('');
}

/** A telephone number for display: `138****0000`; short numbers are hidden whole. */
export function maskedPhone(number: string): string {
  const digits = number.trim();
  return digits.length >= 11
    ? `${digits.slice(0, 3)}${'*'.repeat(digits.length - 7)}${digits.slice(-4)}`
    : '*'.repeat(digits.length);
}
