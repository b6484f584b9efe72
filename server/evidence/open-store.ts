import { join, resolve } from 'node:path';
import type { Config } from '../platform/config.js';
import type { BlobStore } from './blob-store.js';
import { createDiskStore } from './disk-store.js';
import { createS3Store } from './s3-store.js';

/** Where the settings say that evidence lies: a folder of the data folder, another folder, or a bucket. */
export function openStore(config: Config): BlobStore {
  const place = config.FAIRDRAW_EVIDENCE_STORE;
  if (!place) return createDiskStore(join(config.dataDir, 'evidence'));
  if (!place.startsWith('s3://')) return createDiskStore(resolve(place));
  const { host, pathname, searchParams } = new URL(place);
  const prefix = pathname.replace(/^\/+|\/+$/g, '');
  return createS3Store({
    endpoint: (searchParams.get('endpoint') ?? '').replace(/\/+$/, ''),
    region: searchParams.get('region') ?? 'us-east-1',
    bucket: host,
    prefix: prefix && `${prefix}/`,
    accessKeyId: config.FAIRDRAW_EVIDENCE_S3_KEY ?? '',
    secretAccessKey: config.FAIRDRAW_EVIDENCE_S3_SECRET ?? '',
  });
}
