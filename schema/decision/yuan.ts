/** Six decimals of 10,000 yuan are two of a yuan: the cent is the smallest. */
const TEN_THOUSANDS = /^(\d{1,13})(?:\.(\d{1,6}))?$/;
const YUAN = /^(\d{1,17})(?:\.(\d{1,2}))?$/;

function plain(whole: string, fraction: string): string {
  const digits = whole.replace(/^0+(?=\d)/, '');
  const rest = fraction.replace(/0+$/, '');
  return rest === '' ? digits : `${digits}.${rest}`;
}

/** Yuan as a decimal string of an amount in units of 10,000 yuan with up to 6 decimals; undefined for anything else. */
export function yuanOfTenThousands(text: string): string | undefined {
  const [, whole, fraction = ''] = TEN_THOUSANDS.exec(text) ?? [];
  if (whole === undefined) return undefined;
  const digits = fraction.padEnd(6, '0');
  return plain(whole + digits.slice(0, 4), digits.slice(4));
}

/** An amount in yuan in units of 10,000 yuan. @throws RangeError for what is no amount of whole cents */
export function tenThousandsOfYuan(yuan: string): string {
  const [, whole, fraction = ''] = YUAN.exec(yuan) ?? [];
  if (whole === undefined) throw new RangeError('no amount in yuan');
  const digits = whole.padStart(5, '0');
  return plain(digits.slice(0, -4), digits.slice(-4) + fraction.padEnd(2, '0'));
}
