import { runMaillage } from './run-maillage.ts';

const code = await runMaillage(process.argv.slice(2));
// A command that failed ends here, whatever it left open; one that succeeded may still serve pages, or have set its own code.
if (code !== 0) process.exit(code);
