import { statSync } from 'node:fs';
import { arch } from 'node:process';
import { parseArgs } from 'node:util';
import { projectRoot } from '../../server/platform/cluster-template.js';
import { type Platform, pack, platforms } from './pack.js';
import { PackError } from './pack-error.js';

/** `npm run pack -- [--platform linux-x64|linux-arm64] [--out FOLDER]` */
try {
  const { values } = parseArgs({
    options: {
      platform: { type: 'string', default: `linux-${arch}` },
      out: { type: 'string', default: 'packed' },
    },
  });
  const platform = platforms.find((one) => one === values.platform);
  if (!platform)
    throw new PackError(`没有平台 ${values.platform}`, `--platform is one of ${platforms.join(', ')}`);
  const { file, sha256, fileCount, byteCount, isChanged } = await pack(
    projectRoot(),
    values.out,
    platform satisfies Platform,
  );
  const megabytes = (bytes: number) => (bytes / 1e6).toFixed(0);
  if (isChanged)
    process.stderr.write('工作区与提交不同。The working tree differs from its commit; BUILD.json says so.\n');
  process.stdout.write(
    `${file}\n${sha256}\n${fileCount} files, ${megabytes(byteCount)} MB, packed ${megabytes(statSync(file).size)} MB\n`,
  );
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
