import 'reflect-metadata';
import { readConfig } from './platform/config.js';
import { serve } from './serve.js';

try {
  await serve(readConfig(process.env, process.argv.includes('--training')));
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
