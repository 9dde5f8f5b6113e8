import { resolve } from 'node:path';
import { writeAside } from '@maillage/sources/road-graph-file/write-aside.ts';
import type { CommandContext } from './command.ts';
import { textOption } from './options.ts';

/** A GeoJSON document in the file of --out, or on standard output. */
export async function writeGeoJson(context: CommandContext, document: unknown): Promise<void> {
  const out = textOption(context, 'out');
  if (out === undefined) {
    console.log(JSON.stringify(document));
    return;
  }
  await writeAside(resolve(out), (file) => file.writeFile(`${JSON.stringify(document)}\n`));
  context.print(`Écrit dans ${resolve(out)}.`);
  context.answer({ out: resolve(out) });
}
