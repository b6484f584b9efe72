/** `A` is 0, `AA` is 26. */
export function columnOf(letters: string): number {
  let n = 0;
  for (let at = 0; at < letters.length; at += 1) n = n * 26 + (letters.charCodeAt(at) & 0x1f);
  return n - 1;
}
