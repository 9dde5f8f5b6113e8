/**
 * `node packages/documents/bench/pdf.ts [FOLDER]`: an atlas of 100 maps of 900 communes, A3, then a diagnosis of some 120 pages. Prints
 * the time of each, its pages and its size, and the memory of the process at its highest. Writes the files in FOLDER when it is told.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { renderPdf } from '../src/pdf/render-pdf.ts';
import { drawAtlas, drawDiagnosis } from './large-documents.ts';

const folder = process.argv[2];
for (const [name, document] of [
  ['atlas', drawAtlas(100)],
  ['diagnostic', drawDiagnosis(30)],
] as const) {
  const [start, before] = [performance.now(), process.cpuUsage()];
  const { bytes, printed } = await renderPdf(document);
  const seconds = (performance.now() - start) / 1000;
  const { user, system } = process.cpuUsage(before);
  const pages = Math.max(...printed.map(({ page }) => page ?? 0));
  const peak = process.resourceUsage().maxRSS / 1024;
  process.stdout.write(
    `${name} : ${seconds.toFixed(1)} s (${((user + system) / 1e6).toFixed(1)} s de processeur), ${pages} pages, ${printed.length} chiffres, ${(bytes.length / 1e6).toFixed(1)} Mo ; mémoire au plus haut ${peak.toFixed(0)} Mio\n`,
  );
  if (folder !== undefined) writeFileSync(join(folder, `${name}.pdf`), bytes);
}
