/**
 * `npm run bench [-- --write]`: the time of each step of `build` on the fictional Département at three sizes and, when
 * MAILLAGE_DONNEES_TEST names the folder of official files, on the real Pas-de-Calais. Prints a table; `--write` records
 * the ratios in packages/pipeline/bench/last.json. Ratios, not seconds: they compare from one machine to another.
 */
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generateFictionalDepartement } from '@maillage/departement-fictif/generate.ts';
import { DEFAULT_PARAMETERS } from '@maillage/domain/runs/parameters.ts';
import { FICTIONAL_DEPARTEMENT_CODE } from '@maillage/domain/territories/codes.ts';
import { buildRun } from '@maillage/pipeline/build.ts';
import { openStore } from '@maillage/store/open-store.ts';
import { type BenchResult, describeFastGrowth, formatTable, ratiosToSmallest, TOTAL } from './bench-report.ts';

const SIZES = [100, 900, 3800];
const lastPath = join(import.meta.dirname, '../packages/pipeline/bench/last.json');

// The first build of a process also pays for compiling the code: it is not counted.
await timeFictional(SIZES[0]!);
const results: BenchResult[] = [];
for (const communeCount of SIZES) results.push(await timeFictional(communeCount));
const realFolder = process.env.MAILLAGE_DONNEES_TEST;
if (realFolder === undefined) console.log('Pas-de-Calais non mesuré : MAILLAGE_DONNEES_TEST ne désigne pas de dossier.');
else
  results.push(
    await inFolder((varDir) =>
      timeBuild({ name: '62 réel', communeCount: null }, { varDir, departementCode: '62', dataFolder: realFolder }),
    ),
  );

console.log(formatTable(results));
for (const sentence of describeFastGrowth(results)) console.log(sentence);
compareWithLast();

async function timeFictional(communeCount: number): Promise<BenchResult> {
  return inFolder(async (folder) => {
    const dataFolder = join(folder, 'donnees');
    await generateFictionalDepartement({ folder: dataFolder, communeCount });
    return timeBuild(
      { name: `fictif ${communeCount}`, communeCount },
      { varDir: join(folder, 'var'), departementCode: FICTIONAL_DEPARTEMENT_CODE, dataFolder },
    );
  });
}

/** One build in a new store: nothing is left from an earlier one that would spare work. */
async function timeBuild(
  what: Pick<BenchResult, 'name' | 'communeCount'>,
  where: { varDir: string; departementCode: string; dataFolder: string },
): Promise<BenchResult> {
  const { varDir, departementCode, dataFolder } = where;
  const store = await openStore({ varDir, databaseUrl: null });
  try {
    const { steps } = await buildRun({
      store,
      departementCode,
      dataFolder,
      parameters: DEFAULT_PARAMETERS,
      report: () => undefined,
      now: () => '2026-01-01T00:00:00.000Z',
    });
    return { ...what, steps: Object.fromEntries(steps.map((step) => [step.name, step.milliseconds])) };
  } finally {
    await store.close();
  }
}

async function inFolder<Result>(work: (folder: string) => Promise<Result>): Promise<Result> {
  const folder = mkdtempSync(join(tmpdir(), 'maillage-mesure-'));
  try {
    return await work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function compareWithLast(): void {
  const ratios = ratiosToSmallest(results);
  if (process.argv.includes('--write')) {
    mkdirSync(join(lastPath, '..'), { recursive: true });
    writeFileSync(lastPath, `${JSON.stringify(ratios, null, 2)}\n`);
    console.log('Rapports notés dans packages/pipeline/bench/last.json.');
    return;
  }
  if (!existsSync(lastPath)) {
    console.log('Aucune mesure admise à comparer : npm run bench -- --write');
    return;
  }
  const last = JSON.parse(readFileSync(lastPath, 'utf8')) as ReturnType<typeof ratiosToSmallest>; // written above, by this script
  for (const [name, ratio] of Object.entries(ratios)) {
    const [now, before] = [ratio[TOTAL], last[name]?.[TOTAL]];
    if (now !== undefined && before !== undefined)
      console.log(`${name} : ×${now.toFixed(1)} le temps du plus petit (mesure admise : ×${before.toFixed(1)})`);
  }
}
