import { spawnSync } from 'node:child_process';
import { findBrowser, findSystemBrowser } from '../e2e/src/browser.ts';

const MEND = `Les essais des pages ont besoin d’un navigateur, et aucun ne démarre ici. Tapez :

    sudo apt-get update && sudo apt-get install -y --no-install-recommends chromium

ou donnez le chemin d’un Chromium déjà installé :

    MAILLAGE_NAVIGATEUR=/chemin/vers/chromium npm test

Pour n’exécuter que les essais sans navigateur : npm test -- --project unit --project web
`;

/**
 * Makes sure that a browser can be started, and says which one, in French. Order: the system's; Debian's, installed
 * here when this process may; the one that npm brought. Throws with what to type when none works.
 */
export async function ensureBrowser(): Promise<string> {
  if (findSystemBrowser() === null && mayInstall()) installDebianChromium();
  const browser = await findBrowser();
  if (browser === null) throw new Error(MEND);
  return `${browser.origin} (${browser.executablePath})`;
}

function mayInstall(): boolean {
  return process.getuid?.() === 0 && spawnSync('apt-get', ['--version']).error === undefined;
}

/** A refusal is no failure here: the browser that npm brought is tried next. */
function installDebianChromium(): void {
  console.log('Aucun navigateur sur ce système : installation de chromium par apt-get…');
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  for (const args of [['update'], ['install', '-y', '--no-install-recommends', 'chromium']]) {
    const { status } = spawnSync('apt-get', args, { stdio: ['ignore', 'ignore', 'inherit'], env });
    if (status === 0) continue;
    console.log(`apt-get ${args[0]} n’a pas abouti.`);
    return;
  }
}
