import { parseArgs } from 'node:util';
import { DomainError } from '@maillage/domain/errors.ts';
import type { Command, CommandContext } from './command.ts';
import { benchGraphCommand } from './commands/bench-graph.ts';
import { buildCommand } from './commands/build.ts';
import { changeCommand } from './commands/change.ts';
import { compareCommand } from './commands/compare.ts';
import { doctorCommand } from './commands/doctor.ts';
import { explainCommand } from './commands/explain.ts';
import { exportCommand } from './commands/export.ts';
import { graphCommand } from './commands/graph.ts';
import { isochroneCommand } from './commands/isochrone.ts';
import { parametersCommand } from './commands/parameters.ts';
import { planCommand } from './commands/plan.ts';
import { reportCommand } from './commands/report.ts';
import { routeCommand } from './commands/route.ts';
import { runsCommand } from './commands/runs.ts';
import { sourcesCommand } from './commands/sources.ts';
import { startCommand } from './commands/start.ts';
import { timesCommand } from './commands/times.ts';
import { workerCommand } from './commands/worker.ts';

const COMMANDS: readonly Command[] = [
  startCommand,
  buildCommand,
  exportCommand,
  compareCommand,
  changeCommand,
  parametersCommand,
  planCommand,
  explainCommand,
  reportCommand,
  sourcesCommand,
  runsCommand,
  doctorCommand,
  workerCommand,
  graphCommand,
  timesCommand,
  routeCommand,
  isochroneCommand,
  benchGraphCommand,
];

function printHelp(command?: Command): void {
  if (command !== undefined) {
    console.log(`${command.summary}\n\n${command.usage.map((line) => `  ${line}`).join('\n')}`);
    return;
  }
  console.log('Maillage : des données ouvertes au diagnostic publié de l’accès aux services au public.\n');
  for (const { name, summary } of COMMANDS) console.log(`  maillage ${name.padEnd(11)} ${summary}`);
  console.log('\n  maillage COMMANDE --help pour les options ; --json pour une réponse lisible par une machine.');
}

/** Runs one command; returns the exit code. Refusals are French sentences on standard error, or JSON with --json. */
async function main(argv: readonly string[]): Promise<number> {
  const [name, ...rest] = argv;
  if (name === undefined || name === '--help' || name === '-h' || name === 'aide' || name === 'help') {
    printHelp(COMMANDS.find((command) => command.name === rest[0]));
    return 0;
  }
  const command = COMMANDS.find((candidate) => candidate.name === name);
  const json = argv.includes('--json');
  try {
    if (command === undefined) throw new DomainError('usage', `La commande « ${name} » n’existe pas. « maillage --help » donne la liste.`);
    if (rest.includes('--help') || rest.includes('-h')) {
      printHelp(command);
      return 0;
    }
    const { values, positionals } = parse(command, rest);
    const context: CommandContext = {
      values,
      positionals,
      json,
      print: (line) => {
        if (!json) console.log(line);
      },
      answer: (document) => {
        if (json) console.log(JSON.stringify(document, null, 2));
      },
    };
    await command.run(context);
    return 0;
  } catch (error) {
    return reportFailure(error, json);
  }
}

function parse(command: Command, args: string[]) {
  try {
    return parseArgs({
      args,
      options: { ...command.options, json: { type: 'boolean' } },
      allowPositionals: command.takesPositionals ?? false,
      strict: true,
    });
  } catch (error) {
    const quoted = /'([^']*)'/.exec(error instanceof Error ? error.message : '')?.[1] ?? args.join(' ');
    const what = quoted.startsWith('-')
      ? `L’option « ${quoted} » n’est pas comprise, ou sa valeur manque ou est de trop`
      : `« ${quoted} » est de trop`;
    throw new DomainError('usage', `${what}. « maillage ${command.name} --help » les donne.`);
  }
}

function reportFailure(error: unknown, json: boolean): number {
  const known = error instanceof DomainError;
  const message = known
    ? error.message
    : `Erreur imprévue, rien de ce qui était publié n’est perdu. ${error instanceof Error ? error.message : String(error)}`;
  if (json)
    console.log(
      JSON.stringify({ error: { code: known ? error.code : 'internal', message, details: known ? error.details : {} } }, null, 2),
    );
  else console.error(message);
  return known && error.code === 'usage' ? 2 : 1;
}

const code = await main(process.argv.slice(2));
// A command that failed ends here, whatever it left open; one that succeeded may still serve pages, or have set its own code.
if (code !== 0) process.exit(code);
