// Plain JavaScript that the system's Node (20 or later) understands: nothing here may need Node 24.
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);

/**
 * The path of a Node 24 or later: the current one when it is recent enough, else the one that npm installed
 * beside Maillage; null when there is neither (a Mac, or an install without optional dependencies).
 */
export function findNode24() {
  if (Number.parseInt(process.versions.node, 10) >= 24) return process.execPath;
  const packageName = `node-${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}`;
  const binary = process.platform === 'win32' ? 'node.exe' : 'node';
  try {
    return require.resolve(`${packageName}/bin/${binary}`);
  } catch {
    return null;
  }
}

/** What to type when no Node 24 is there, in French, for the platform at hand. */
export function missingNodeMessage() {
  const mend =
    process.platform === 'darwin'
      ? 'Sur macOS, npm ne l’apporte pas. Tapez :\n\n    brew install node@24 && brew link --overwrite node@24\n\nou installez-le depuis https://nodejs.org, puis relancez la commande.'
      : 'npm aurait dû l’apporter avec Maillage. Dans le dossier de Maillage, tapez :\n\n    npm install --include=optional\n\npuis relancez la commande.';
  return `Maillage a besoin de Node.js 24 ; cette commande tourne sur Node.js ${process.versions.node}.\n${mend}\n`;
}
