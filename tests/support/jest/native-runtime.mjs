import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import jestRuntime from 'jest-runtime';
import { loadTypeScript, sourceMaps } from './typescript.mjs';

const require = createRequire(import.meta.url);
const EVENT_HANDLERS = Symbol.for('EVENT_HANDLERS');

loadTypeScript(new URL('./globals.mjs', import.meta.url).href);

/** Forgets what the test file before this one registered with jest-circus. */
function forgetCircus(path) {
  delete require.cache[path];
  delete globalThis[EVENT_HANDLERS];
  for (const symbol of Object.getOwnPropertySymbols(globalThis))
    if (symbol.description === 'JEST_STATE_SYMBOL') delete globalThis[symbol];
}

/**
 * Jest’s runtime without its sandbox. In the sandbox each test file loads, and V8 compiles, the thousand modules below
 * the server anew: two to four seconds for a file, more than most files take. Here a worker loads a module once, as a
 * server does. Reporting, timeouts, hooks and counts stay jest’s own.
 */
export default class NativeRuntime extends (jestRuntime.default ?? jestRuntime) {
  /** A test has the process itself, not a copy that would have to be protected. */
  installGetBuiltinModule() {}

  /** What jest asks for by this is jest-circus: anew for each test file. */
  requireInternalModule(path) {
    forgetCircus(path);
    return require(path);
  }

  setGlobalsForRuntime(globals) {
    super.setGlobalsForRuntime(globals);
    Object.assign(globalThis, globals, { jest: this.jestGlobals.jestObjectFor(this._testPath) });
  }

  unstable_shouldLoadAsEsm() {
    return true;
  }

  getSourceMaps() {
    return sourceMaps;
  }

  async unstable_importModule(path) {
    await import(pathToFileURL(path).href);
  }
}
