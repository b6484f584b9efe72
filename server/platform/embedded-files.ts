import { closeSync, fsyncSync, openSync } from 'node:fs';
import type { PGlite } from '@electric-sql/pglite';
import { NodeFS } from '@electric-sql/pglite/nodefs';

interface Stream {
  readonly nfd?: number;
  readonly node: unknown;
}

interface NodeFilesystem {
  stream_ops: { fsync?: (stream: Stream) => number };
  realPath(node: unknown): string;
}

interface Module {
  FS: { filesystems: { NODEFS: NodeFilesystem } };
}

function syncToDisk(files: NodeFilesystem, stream: Stream): number {
  if (stream.nfd !== undefined) {
    fsyncSync(stream.nfd);
    return 0;
  }
  // A directory has no descriptor of its own here, and its entries need the disk too.
  const directory = openSync(files.realPath(stream.node), 'r');
  try {
    fsyncSync(directory);
  } finally {
    closeSync(directory);
  }
  return 0;
}

/**
 * PGlite's files in a directory, with commits that reach the disk: as shipped, its file system has no `fsync`
 * and a power cut can lose what was committed.
 */
export class DurableFiles extends NodeFS {
  override async init(database: PGlite, options: Parameters<NodeFS['init']>[1]) {
    const started = await super.init(database, options);
    const attach = (module: unknown) => {
      const files = (module as Module).FS.filesystems.NODEFS;
      files.stream_ops.fsync = (stream) => syncToDisk(files, stream);
    };
    started.emscriptenOpts.preRun = [attach as never, ...(started.emscriptenOpts.preRun ?? [])];
    return started;
  }
}

/** How PostgreSQL is started inside PGlite: its own defaults without `-F`, which would turn fsync off. */
export const durableStartParams = [
  '--single',
  '-O',
  '-j',
  ...[
    'search_path=public',
    'exit_on_error=false',
    'log_checkpoints=false',
    'max_worker_processes=0',
    'max_parallel_workers=0',
    'max_parallel_workers_per_gather=0',
    'max_parallel_maintenance_workers=0',
    'io_method=sync',
    'wal_sync_method=fsync',
  ].flatMap((setting) => ['-c', setting]),
];
