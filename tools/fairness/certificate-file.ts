/** A certificate in a file: as JSON, or inside its page. */
import { DrawFault } from '../../scheduler/draw/index.js';
import type { Certificate } from './certificate.js';

/** The certificate in a page or in a JSON file; `MALFORMED` where there is none. */
export function readCertificate(text: string): Certificate {
  const embedded = /<script type="application\/json" id="certificate">([\s\S]*?)<\/script>/.exec(text);
  try {
    const value = JSON.parse(embedded?.[1] ?? text) as Certificate;
    if (
      value.kind === 'fairdraw-certificate' &&
      typeof value.slip === 'object' &&
      typeof value.unit === 'object' &&
      typeof value.names === 'object' &&
      Array.isArray(value.numbers) &&
      Array.isArray(value.earlier)
    ) {
      return value;
    }
  } catch {
    // Not JSON at all: refused like JSON of another kind.
  }
  throw new DrawFault('MALFORMED', {
    at: 'certificate',
    expected: 'a certificate',
    expectedZh: '尽职留痕凭证',
  });
}

/** For an element of script type JSON: nothing in it can end the element. */
export function embeddable(certificate: Certificate): string {
  return JSON.stringify(certificate).replaceAll('<', '\\u003c');
}
