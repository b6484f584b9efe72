// The order of test files. Jest begins with the largest files where it has no durations of an earlier run, as on a
// clean clone; some of the longest tests are short files, would come last, and leave the other processor idle.
import { createRequire } from 'node:module';

const Sequencer = createRequire(createRequire(import.meta.url).resolve('jest'))(
  '@jest/test-sequencer',
).default;

/** Longest first, as measured; all others follow in jest's own order. */
const longest = [
  'tests/model/walk-1.test.ts',
  'tests/model/walk-2.test.ts',
  'tests/model/walk-3.test.ts',
  'tests/model/walk-4.test.ts',
  'tests/main-job/crash.test.ts',
  'tests/server/access/access.test.ts',
  'tests/web/visit-queue-cuts.test.ts',
  'tests/verify/ten-thousand.test.ts',
  'tests/schema/inspection/hand-out.test.ts',
  'tests/main-job/chicago.test.ts',
  'tests/verify/tamper-matrix.test.ts',
  'tests/server/process.test.ts',
  'tests/tools/pack/offline.test.ts',
  'tests/schema/registry/import-command.test.ts',
  'tests/schema/registry/import-files.test.ts',
  'tests/schema/inspection/change/target-change.test.ts',
  'tests/schema/reorganisation/merge.test.ts',
  'tests/server/keeping/nightly.test.ts',
  'tests/schema/plan/handed-list.test.ts',
  'tests/schema/plan/joint/participants.test.ts',
  'tests/main-job/dispatch-crash.test.ts',
  'tests/schema/document/papers.test.ts',
  'tests/schema/registry/upload.test.ts',
];

function rankOf({ path }) {
  const rank = longest.findIndex((name) => path.endsWith(name));
  return rank < 0 ? longest.length : rank;
}

export default class LongestFirst extends Sequencer {
  sort(tests) {
    return [...super.sort(tests)].sort((a, b) => rankOf(a) - rankOf(b));
  }
}
