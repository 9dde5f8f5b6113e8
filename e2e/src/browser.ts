import { existsSync } from 'node:fs';
import { type Browser, type CDPSession, chromium, type Page } from 'playwright-core';

/**
 * Headless, WebGL in software (no graphics card on a test machine), pages put together by the processor (half the work of doing it through
 * the card that software imitates), and not a word to any outside host.
 */
const FLAGS = [
  '--no-sandbox',
  '--disable-gpu-compositing',
  '--use-angle=swiftshader',
  '--enable-unsafe-swiftshader',
  '--ignore-gpu-blocklist',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
  '--disable-quic',
];
const SYSTEM_BROWSERS = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
const MAC_BROWSER = '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome';

export interface InstalledBrowser {
  executablePath: string;
  /** Where it comes from, as a French phrase. */
  origin: string;
}

/** A Chromium installed on the system, or the one named by `MAILLAGE_NAVIGATEUR`; null when there is none. */
export function findSystemBrowser(): InstalledBrowser | null {
  const named = process.env.MAILLAGE_NAVIGATEUR;
  if (named !== undefined && existsSync(named)) return { executablePath: named, origin: 'MAILLAGE_NAVIGATEUR' };
  const found = [...SYSTEM_BROWSERS, MAC_BROWSER].find((path) => existsSync(path));
  return found === undefined ? null : { executablePath: found, origin: 'navigateur du système' };
}

/**
 * The browser that the tests use: the system's, else the one that npm brought (unpacked in the temporary folder at
 * first use); null when neither starts, as when the system lacks the libraries that the second one needs.
 */
export async function findBrowser(): Promise<InstalledBrowser | null> {
  const system = findSystemBrowser();
  if (system !== null) return system;
  try {
    const packaged = await import('@sparticuz/chromium');
    const browser = { executablePath: await packaged.default.executablePath(), origin: 'navigateur apporté par npm' };
    await (await startBrowser(browser)).close();
    return browser;
  } catch {
    return null;
  }
}

/** A fresh browser with a profile of its own, removed when the browser is closed. */
export async function launchBrowser(): Promise<Browser> {
  const browser = await findBrowser();
  if (browser === null) throw new Error('Aucun navigateur. Tapez : apt-get install -y chromium');
  return startBrowser(browser);
}

function startBrowser({ executablePath }: InstalledBrowser): Promise<Browser> {
  return chromium.launch({ executablePath, args: FLAGS });
}

/** Pixels that the browser's own bars take of a window, and more. */
const BARS = { width: 120, height: 250 };

/**
 * Gives the page a window that holds all of it. The window is made as large as the page, bars of the browser included: what they push
 * out at the bottom is never composed, and a gesture there is counted until something else happens to move on the screen (220 ms for 30).
 */
export async function showWhole(page: Page, session: CDPSession): Promise<void> {
  const { width, height } = page.viewportSize()!;
  const { windowId } = await session.send('Browser.getWindowForTarget');
  await session.send('Browser.setWindowBounds', { windowId, bounds: { width: width + BARS.width, height: height + BARS.height } });
}
