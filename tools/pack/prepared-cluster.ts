import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { projectRoot } from '../../server/platform/cluster-template.js';
import { PackError } from './pack-error.js';

/** Makes an empty cluster in a folder: the same bytes every time. */
export function prepareCluster(folder: string): void {
  const root = projectRoot();
  const { status, stderr } = spawnSync(
    process.execPath,
    [
      '--import',
      join(root, 'tools', 'pack', 'still-time.mjs'),
      join(root, 'dist', 'tools', 'pack', 'make-cluster.js'),
      folder,
    ],
    { encoding: 'utf8' },
  );
  if (status !== 0)
    throw new PackError('无法建立空数据库', `the empty database could not be made: ${stderr.slice(0, 500)}`);
}
