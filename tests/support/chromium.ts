import sparticuz from '@sparticuz/chromium';
import { type Browser, chromium } from 'playwright-core';

/** A headless Chromium out of the npm package; runs as root, and talks to nobody but the pages it is given. `more`: arguments besides. */
export async function launchChromium(more: string[] = []): Promise<Browser> {
  // Not the package's own arguments: they are for a serverless machine and switch web security off.
  return chromium.launch({
    executablePath: await sparticuz.executablePath(),
    headless: true,
    args: [...quiet, ...more],
  });
}

const quiet = [
  '--no-sandbox',
  '--disable-dev-shm-usage',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-domain-reliability',
  '--disable-sync',
  '--no-pings',
  '--no-first-run',
  '--font-render-hinting=none',
  '--lang=vi-VN',
];
