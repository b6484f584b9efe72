// What a test file imports from `@jest/globals`; the object itself belongs to the file that runs.
export const jest = new Proxy({}, { get: (_, name) => globalThis.jest[name] });
