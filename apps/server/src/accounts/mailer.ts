import { randomUUID } from 'node:crypto';
import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createTransport } from 'nodemailer';

export interface Letter {
  to: string;
  subject: string;
  /** Plain text: nothing of it is ever run. */
  text: string;
}
/** Sends letters. `isLocal` when they only go to a folder of this machine. */
export interface Mailer {
  isLocal: boolean;
  send(letter: Letter): Promise<void>;
}

/** Through the mail server of the administration: `smtp://user:password@host:587`. */
export function createSmtpMailer(smtpUrl: string, from: string): Mailer {
  const transport = createTransport(smtpUrl);
  return {
    isLocal: false,
    send: async ({ to, subject, text }) => {
      await transport.sendMail({ from, to, subject, text });
    },
  };
}

/** Without a mail server, letters are written in a folder that only the owner of the machine reads. */
export function createFolderMailer(folder: string): Mailer {
  return {
    isLocal: true,
    send: async ({ to, subject, text }) => {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      const name = `${new Date().toISOString().replace(/[:.]/g, '-')}-${randomUUID().slice(0, 8)}.txt`;
      const content = `À : ${to}\nObjet : ${subject}\n\n${text}\n`;
      await writeFile(join(folder, `.${name}`), content, { mode: 0o600 });
      await rename(join(folder, `.${name}`), join(folder, name));
    },
  };
}
