import { Readable } from 'node:stream';
import { AwsClient } from 'aws4fetch';
import { BlobDamagedError, type BlobStore, StoreUnavailableError } from './blob-store.js';

/** A bucket of an S3-compatible service. */
export interface Bucket {
  /** Address of the service, `https://s3.example.gov.cn`. */
  readonly endpoint: string;
  readonly region: string;
  readonly bucket: string;
  /** Before each name; empty or ending with `/`. */
  readonly prefix: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

const ANSWER_WITHIN_MS = 120_000;

/**
 * Evidence in a bucket, addressed by path, which every S3-compatible service understands. A `PUT` is whole or nothing. Its
 * body is signed as UNSIGNED-PAYLOAD: each part of a blob carries its own authentication tag.
 */
export function createS3Store({ endpoint, region, bucket, prefix, ...keys }: Bucket): BlobStore {
  // A body that streams cannot be sent twice: whoever asked tries again.
  const client = new AwsClient({ ...keys, region, service: 's3', retries: 0 });
  const urlOf = (id: string) => `${endpoint}/${bucket}/${prefix}${id}`;

  async function ask(id: string, request: RequestInit): Promise<Response> {
    try {
      const headers = { 'x-amz-content-sha256': 'UNSIGNED-PAYLOAD', ...request.headers };
      const signed = await client.sign(urlOf(id), { ...request, headers });
      // A redirect is no answer of a store; and to follow one, fetch would keep a copy of the whole body.
      const asked = { ...request, headers: signed.headers, redirect: 'error' } as const;
      return await fetch(signed.url, { ...asked, signal: AbortSignal.timeout(ANSWER_WITHIN_MS) });
    } catch (error) {
      const { cause } = error as { cause?: NodeJS.ErrnoException };
      throw new StoreUnavailableError(cause?.code ?? (error as Error).name);
    }
  }

  async function require(response: Response): Promise<void> {
    await response.body?.cancel();
    if (!response.ok) throw new StoreUnavailableError(`the service answered ${response.status}`);
  }

  return {
    place: `s3://${bucket}/${prefix}`,
    put: async (id, bytes, size) => {
      const body = Readable.toWeb(Readable.from(bytes, { objectMode: false })) as ReadableStream;
      const headers = { 'content-length': String(size), 'content-type': 'application/octet-stream' };
      await require(await ask(id, { method: 'PUT', body, headers, duplex: 'half' } as RequestInit));
    },
    get: async (id) => {
      const response = await ask(id, { method: 'GET' });
      if (response.status === 404) {
        await response.body?.cancel();
        throw new BlobDamagedError(`no blob ${id}`);
      }
      if (!response.ok || !response.body) await require(response);
      return response.body as unknown as AsyncIterable<Uint8Array>;
    },
    remove: async (id) => {
      const response = await ask(id, { method: 'DELETE' });
      if (response.status !== 404) await require(response);
      else await response.body?.cancel();
    },
  };
}
