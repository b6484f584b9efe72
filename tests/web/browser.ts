/** A real browser without a window: Debian’s Chromium, or the one at CHROMIUM. */
import { existsSync } from 'node:fs';
import { type Browser, type BrowserContext, chromium } from 'playwright-core';

const places = [
  process.env.CHROMIUM,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
];

const browserPath = places.find((path) => path && existsSync(path));

/** `describe` where there is a browser, and in CI, where there must be one. */
export function describeInBrowser(name: string, body: () => void): void {
  const here = browserPath || process.env.CI ? describe : describe.skip;
  here(name, body);
}

const quiet = ['--disable-quic', '--no-first-run', '--disable-background-networking'];
const args = ['--no-sandbox', '--disable-gpu', '--disable-component-update', '--disable-sync', ...quiet];

function launching(): { readonly executablePath: string; readonly args: string[] } {
  if (!browserPath) throw new Error('No browser: install chromium, or name one in CHROMIUM.');
  return { executablePath: browserPath, args };
}

export async function openBrowser(): Promise<Browser> {
  return chromium.launch(launching());
}

/** A browser whose profile lies in a folder and is still there when it is opened again, as a phone's is. */
export async function openProfile(folder: string): Promise<BrowserContext> {
  return chromium.launchPersistentContext(folder, launching());
}
