import 'reflect-metadata';
import { openDatabase } from '../platform/database.js';
import { keepHeapSmall } from '../platform/heap.js';
import { writeCheckedBackup } from './backup-folder.js';

/** The nightly copy's own process: `copy-main.js FOLDER FILE INSTANT`. The server's thread has requests to answer. */
const [folder = '', file = '', takenAt = ''] = process.argv.slice(2);
keepHeapSmall();
try {
  const database = await openDatabase({ folder });
  try {
    await writeCheckedBackup(database, file, new Date(takenAt));
  } finally {
    await database.close();
  }
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
