import { type ChildProcess, fork } from 'node:child_process';
import { endProcess } from '../lib/processes.ts';
import { Api } from './api.ts';
import type { ConsolesReply, ConsolesRequest } from './consoles-messages.ts';
import type { MeasuredServer } from './server.ts';

const END_GRACE_MS = 2_000;

/** The access tokens of accounts, in their order. */
export async function signInAll(server: MeasuredServer, emails: readonly string[]): Promise<readonly string[]> {
  const api = new Api(server.target, 1);
  const tokens: string[] = [];
  for (const [index, email] of emails.entries()) {
    const address = `192.0.2.${String(1 + index)}`;
    tokens.push((await api.signIn(email, server.adminPassword, address)).accessToken);
  }
  api.close();
  return tokens;
}

/** Consoles that listen to the desk, in a process of their own. */
export class Consoles {
  private readonly child: ChildProcess;

  constructor() {
    this.child = fork(new URL('consoles.ts', import.meta.url), { serialization: 'advanced' });
  }

  /** Signs in and opens one console for each account. */
  async open(server: MeasuredServer, emails: readonly string[]): Promise<void> {
    await this.ask({ kind: 'open', origin: server.target.origin, tokens: await signInAll(server, emails) });
  }

  /** One request at a time. */
  async ask(request: ConsolesRequest): Promise<ConsolesReply> {
    const reply = await new Promise<ConsolesReply>((resolve, reject) => {
      const gone = (): void => {
        reject(new Error('the process with the consoles ended'));
      };
      this.child.once('exit', gone);
      this.child.once('message', (message: ConsolesReply) => {
        this.child.off('exit', gone);
        resolve(message);
      });
      this.child.send(request);
    });
    if (reply.kind === 'failed') throw new Error(reply.message);
    return reply;
  }

  async close(): Promise<void> {
    await endProcess(this.child, 'SIGTERM', END_GRACE_MS);
  }
}
