import { existsSync } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { buildFictionalActionPlan } from '@maillage/departement-fictif/action-plan/build-action-plan.ts';
import { generateFictionalDepartement } from '@maillage/departement-fictif/generate.ts';
import { formatNumber } from '@maillage/domain/format.ts';
import type { ReportProgress } from '@maillage/domain/jobs/job.ts';
import { FICTIONAL_DEPARTEMENT_CODE } from '@maillage/domain/territories/codes.ts';
import { buildRun } from '@maillage/pipeline/build.ts';
import { readRunParameters } from '@maillage/pipeline/parameters/read-parameters.ts';
import { seedPlan } from '@maillage/pipeline/plans/seed-plan.ts';
import { listQpvs } from '@maillage/store/facts/facts-repo.ts';
import { findPublishedRun } from '@maillage/store/runs/runs-repo.ts';
import type { Store } from '@maillage/store/store.ts';
import { listCommunes } from '@maillage/store/territories/territories-repo.ts';
import type { Command } from '../command.ts';
import { dataFolder, departementOption, textOption, varFolder } from '../options.ts';
import { parametersOption } from '../parameters-option.ts';
import { showProgress } from '../progress.ts';
import { withStore } from '../with-store.ts';

export const buildCommand: Command = {
  name: 'build',
  summary: 'Lit les données, calcule et publie un diagnostic',
  usage: [
    'maillage build --departement 62 --donnees DOSSIER --dir VAR',
    'maillage build --demo --dir VAR            le Département fictif',
    '  --preferer SORTE=CHEMIN                  le fichier retenu quand plusieurs disent la même chose',
    '  --parametres FICHIER.json                seuils, paniers, poids ; sinon « parametres.json » du dossier, sinon les défauts',
    '  --json                                   { runId, reused, steps }',
  ],
  options: {
    departement: { type: 'string' },
    donnees: { type: 'string' },
    dir: { type: 'string' },
    demo: { type: 'boolean' },
    preferer: { type: 'string', multiple: true },
    parametres: { type: 'string' },
  },
  async run(context) {
    const demo = context.values.demo === true;
    // Read before the folder is opened: a wrong value must not leave a new database behind.
    const request = {
      departementCode: departementOption(context),
      dataFolder: dataFolder(context),
      parameters: await parametersOption(context, demo),
    };
    const progress = showProgress(context.json);
    try {
      await withStore(context, async (store) => {
        const outcome = demo
          ? await buildDemo(store, varFolder(context), progress.report, textOption(context, 'parametres'))
          : await buildRun({
              store,
              ...request,
              report: progress.report,
              now: () => new Date().toISOString(),
            });
        progress.stop();
        const manifest = await findPublishedRun(store, outcome.runId);
        for (const choice of manifest?.choices ?? []) context.print(choice);
        for (const sentence of manifest?.missing ?? []) context.print(`Manque : ${sentence}`);
        for (const file of manifest?.files.filter(({ state }) => state !== 'loaded') ?? [])
          context.print(`Non lu : ${file.path} : ${file.reason ?? ''}`);
        if (manifest?.offer != null) {
          const { facilityCount, facilityTypeCount, vintage } = manifest.offer;
          context.print(
            `Équipements du Département : ${formatNumber(facilityCount)}, de ${facilityTypeCount} types (millésime ${vintage ?? 'non dit'}).`,
          );
        }
        for (const { name, milliseconds } of outcome.steps) context.print(`${name} : ${formatNumber(milliseconds / 1000, 1)} s`);
        context.print(
          outcome.reused
            ? `Rien n’a changé : le calcul ${outcome.runId} était déjà publié.`
            : `Calcul ${outcome.runId} publié pour ${manifest?.departementName ?? 'le Département'}.`,
        );
        context.answer({ ...outcome, missing: manifest?.missing ?? [], choices: manifest?.choices ?? [], offer: manifest?.offer ?? null });
      });
    } finally {
      progress.stop();
    }
  },
};

/** Writes the fictional Département as source files, once, then builds it like any other. */
export async function buildDemo(store: Store, folder: string, report: ReportProgress, parametersPath?: string) {
  const sources = join(folder, 'departement-fictif');
  if (!existsSync(sources)) {
    report({ stepName: 'Écriture du Département fictif', stepRatio: 0, ratio: 0 });
    // Written aside, then renamed: a half-written folder never passes for a whole one.
    const unfinished = `${sources}.en-cours`;
    await rm(unfinished, { recursive: true, force: true });
    await generateFictionalDepartement({ folder: unfinished });
    await rename(unfinished, sources);
  }
  const outcome = await buildRun({
    store,
    departementCode: FICTIONAL_DEPARTEMENT_CODE,
    dataFolder: sources,
    parameters: await readRunParameters(sources, parametersPath),
    report,
    now: () => new Date().toISOString(),
  });
  const [run, communes, quarters] = await Promise.all([
    findPublishedRun(store, outcome.runId),
    listCommunes(store, outcome.runId, { ownOnly: true }),
    listQpvs(store, outcome.runId),
  ]);
  const territory = { departementCode: FICTIONAL_DEPARTEMENT_CODE, departementName: run?.departementName ?? '', communes, quarters };
  await seedPlan(store, buildFictionalActionPlan(territory), new Date().toISOString());
  return outcome;
}
