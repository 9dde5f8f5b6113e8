import { setTimeout as wait } from 'node:timers/promises';
import { apiPaths } from '@maillage/domain/api/paths.ts';
import { type Asker, createAsker } from './ask.ts';

/** A write that the server said it had kept: it must be in the plan for ever. */
export interface KeptWrite {
  sheetId: string;
  version: number;
  /** Words that no other write has. */
  mark: string;
}
export interface Observed {
  readMilliseconds: number[];
  writeMilliseconds: number[];
  kept: KeptWrite[];
  /** Refused because somebody else wrote meanwhile, then tried again on the new text. */
  conflictCount: number;
  /** Requests without an answer (the server is being killed), or answered by an error. */
  unansweredCount: number;
  errors: Map<string, number>;
}
export const noneObserved = (): Observed => ({
  ...{ readMilliseconds: [], writeMilliseconds: [], kept: [], conflictCount: 0, unansweredCount: 0, errors: new Map() },
});

export interface Pace {
  /** Mean time that a person looks at what they asked before they ask again. */
  readerSeconds: number;
  editorSeconds: number;
}

/** Equal seeds give equal people. */
function createRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const around = (random: () => number, seconds: number) => wait((0.5 + random()) * seconds * 1000);

/** Somebody without account who reads: the plan (their browser says which one it holds), then a sheet, now and then the procedure. */
export async function read(person: Asker, until: AbortSignal, sheetIds: readonly string[], index: number, pace: Pace, seen: Observed) {
  const random = createRandom(1_000 + index);
  const tags = new Map<string, string>();
  await around(random, pace.readerSeconds * random());
  while (!until.aborted) {
    const draw = random();
    const path =
      draw < 0.4 ? apiPaths.plan : draw < 0.95 ? apiPaths.sheet(sheetIds[Math.floor(random() * sheetIds.length)]!) : apiPaths.scheme;
    const tag = tags.get(path);
    const answer = await person.ask('GET', path, undefined, tag === undefined ? {} : { 'if-none-match': tag }).catch(() => null);
    if (answer === null) seen.unansweredCount++;
    else if (answer.status !== 200 && answer.status !== 304) note(seen, `GET ${answer.status}`);
    else {
      seen.readMilliseconds.push(answer.milliseconds);
      if (typeof answer.headers.etag === 'string') tags.set(path, answer.headers.etag);
    }
    await around(random, pace.readerSeconds);
  }
}

/** A partner who edits: opens a sheet, adds a line to its description, saves over the version read, and starts again on a conflict. */
export async function edit(person: Asker, until: AbortSignal, sheetIds: readonly string[], index: number, pace: Pace, seen: Observed) {
  const random = createRandom(2_000 + index);
  let count = 0;
  await around(random, pace.editorSeconds * random());
  while (!until.aborted) {
    const id = sheetIds[Math.floor(random() * sheetIds.length)]!;
    const mark = `m${index}x${count++};`;
    for (let attempt = 0; attempt < 5 && !until.aborted; attempt++) {
      const opened = await person.ask('GET', apiPaths.sheet(id)).catch(() => null);
      if (opened?.status !== 200) {
        if (opened === null) seen.unansweredCount++;
        else note(seen, `GET ${opened.status}`);
        break;
      }
      seen.readMilliseconds.push(opened.milliseconds);
      const { sheet, version } = JSON.parse(opened.body);
      // Somebody takes a moment to write: that is when others come.
      await around(random, 0.1);
      const changed = { ...sheet, description: `${sheet.description}\n${mark}` };
      const saved = await person.ask('PUT', apiPaths.sheet(id), { sheet: changed, version }).catch(() => null);
      if (saved === null) {
        seen.unansweredCount++;
        break;
      }
      if (saved.status === 409) {
        seen.conflictCount++;
        continue;
      }
      if (saved.status !== 200) {
        note(seen, `PUT ${saved.status} ${saved.body.slice(0, 120)}`);
        break;
      }
      seen.writeMilliseconds.push(saved.milliseconds);
      seen.kept.push({ sheetId: id, version: JSON.parse(saved.body).version, mark });
      break;
    }
    await around(random, pace.editorSeconds);
  }
}

function note(seen: Observed, what: string): void {
  seen.errors.set(what, (seen.errors.get(what) ?? 0) + 1);
}

const PASSWORD = 'une phrase de passe de banc d’essai';

/** Accounts as people make them: each invited by the machine, comes by the link, signs in. All lead the whole plan. */
export async function signInEditors(port: () => number, count: number): Promise<Asker[]> {
  const machine = createAsker(port, '127.0.0.1');
  const editors: Asker[] = [];
  for (let index = 0; index < count; index++) {
    const email = `redacteur${index}@banc.example`;
    const invited = await machine.ask('POST', apiPaths.invitations, { email, part: 'scheme', level: 'lead', organisation: 'Banc' });
    const token = /#jeton=(\S+)/.exec(JSON.parse(invited.body).link)![1];
    const person = createAsker(port, `127.0.${1 + Math.floor(index / 200)}.${1 + (index % 200)}`);
    await expectOk(person.ask('POST', apiPaths.acceptInvitation, { token, name: `Rédacteur ${index}`, password: PASSWORD }));
    await expectOk(person.ask('POST', apiPaths.session, { email, password: PASSWORD }));
    editors.push(person);
  }
  machine.close();
  return editors;
}

async function expectOk(asked: ReturnType<Asker['ask']>): Promise<void> {
  const { status, body } = await asked;
  if (status !== 200) throw new Error(`réponse ${status} : ${body}`);
}
