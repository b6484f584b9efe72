/** Controls and marks of direction, by which a text from elsewhere could repaint a terminal; line ends stay. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is taken out
const unprintable = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069]/g;

/** A text of somebody else, fit for a terminal. */
export function printable(text: string): string {
  return text.replace(unprintable, '');
}
