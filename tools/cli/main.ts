import { CommanderError, InvalidArgumentError } from 'commander';
import { createProgram } from './program.js';

/** 0 done, 1 refused or failed, 2 asked in the wrong way. */
function exitCodeOf(error: unknown): number {
  if (!(error instanceof CommanderError)) return 1;
  return error.exitCode === 0 ? 0 : 2;
}

// Whoever reads our output may have seen enough (`| head`).
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0);
  throw error;
});

try {
  await createProgram().parseAsync();
} catch (error) {
  process.exitCode = exitCodeOf(error);
  // Commander has said its own already, save what an action throws by hand.
  const said = error instanceof CommanderError && !(error instanceof InvalidArgumentError);
  if (!said) process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
}
