#!/usr/bin/env node
// The command `maillage`: finds a Node 24, which runs the TypeScript sources as they are, and hands over to it.
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { findNode24, missingNodeMessage } from './find-node.mjs';

const node = findNode24();
if (node === null) {
  process.stderr.write(missingNodeMessage());
  process.exit(1);
}

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const preload = new URL('./exit-with-parent.mjs', import.meta.url).href;
// A document is made of large texts that live briefly: with little room for the young ones an atlas takes a hundred megabytes less, and
// no more time. This room is given when the process starts, or not at all.
const memory = process.argv[2] === 'report' ? ['--max-semi-space-size=8'] : [];
const child = spawn(node, [...memory, '--import', preload, here('../src/main.ts'), ...process.argv.slice(2)], {
  stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
  // Compiled code is kept from one start to the next: the second start takes a third of the time. A folder that cannot be
  // written is no fault: Node then compiles again.
  env: { NODE_COMPILE_CACHE: here('../../../node_modules/.cache/maillage'), ...process.env },
});

// Ctrl+C in a terminal already reaches both processes: passing it on would look like a second, impatient, Ctrl+C.
const passOn = { SIGINT: !process.stdin.isTTY, SIGTERM: true, SIGHUP: true };
for (const [signal, passed] of Object.entries(passOn)) process.on(signal, () => passed && child.kill(signal));

child.on('error', (error) => {
  process.stderr.write(`Node.js 24 (${node}) n’a pas pu démarrer : ${error.message}.\n${missingNodeMessage()}`);
  process.exit(1);
});
child.on('exit', (code, signal) => {
  if (signal === null) process.exit(code ?? 1);
  for (const name of Object.keys(passOn)) process.removeAllListeners(name);
  process.kill(process.pid, signal); // ends as the command ended, so that a shell or a supervisor sees the same thing
  setTimeout(() => process.exit(1), 1000); // a signal that cannot be raised here (Windows) must not leave us waiting
});
