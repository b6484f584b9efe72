import { ModernFakeTimers } from '@jest/fake-timers';
import { ModuleMocker } from 'jest-mock';

/** A test file runs in Node’s own realm. What jest hangs on its globals stays on an object of this file’s. */
export default class NativeEnvironment {
  global = Object.create(globalThis, {
    process: { value: Object.create(process), writable: true },
    console: { value: console, writable: true },
  });
  moduleMocker = new ModuleMocker(globalThis);
  fakeTimers = null;

  constructor({ projectConfig }) {
    this.fakeTimersModern = new ModernFakeTimers({ config: projectConfig, global: globalThis });
  }

  async setup() {}

  async teardown() {
    this.fakeTimersModern.dispose();
  }

  exportConditions() {
    return ['node', 'node-addons'];
  }

  getVmContext() {
    return null;
  }
}
