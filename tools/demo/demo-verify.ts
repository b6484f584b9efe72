import { type BundleFiles, type Verdict, verifyPublic, verifyRestricted } from '../../scheduler/draw/index.js';
import type { ConsoleClient } from '../client/console-client.js';

/** Fetches the files that are listed at a path of the server, and nothing else. */
async function fetchBundle(client: ConsoleClient, path: string): Promise<BundleFiles> {
  const listing = JSON.parse(new TextDecoder().decode(await client.getBytes(path))) as { files: string[] };
  const bundle: Record<string, Uint8Array> = {};
  for (const name of listing.files) bundle[name] = await client.getBytes(`${path}/files/${name}`);
  return bundle;
}

/** Verifies a draw from its public files alone. */
export async function verifyAsStranger(client: ConsoleClient, commitment: string): Promise<Verdict> {
  return verifyPublic(await fetchBundle(client, `/portal/draws/${commitment}`));
}

/** Verifies a draw with the pools, as an auditor may. */
export async function verifyAsAuditor(client: ConsoleClient, commitment: string): Promise<Verdict> {
  return verifyRestricted(await fetchBundle(client, `/draws/${commitment}`));
}
