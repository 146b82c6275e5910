// Loaded into the server with --import: adds two routes that differ only in their guard, and tells the benchmark what the
// process uses. The server itself is the built one, started as in production.
import { Session } from 'node:inspector/promises';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Controller, Get } from '@nestjs/common';
import type { ProbeQuestion, ProbeReply, ProbeRequest } from './probe-messages.ts';

type Decorate = MethodDecorator & ClassDecorator;
interface Access {
  Public: () => Decorate;
  RequirePermission: (permission: string) => Decorate;
}

const built = dirname(process.argv[1] ?? '');
const load = async <T>(file: string): Promise<T> => (await import(pathToFileURL(join(built, file)).href)) as T;

class BenchController {
  open(): { answer: number } {
    return { answer: 42 };
  }

  guarded(): { answer: number } {
    return { answer: 42 };
  }
}

// what decorators would do; Node strips types and nothing else
function decorate(method: 'open' | 'guarded', ...decorators: readonly MethodDecorator[]): void {
  const descriptor = Object.getOwnPropertyDescriptor(BenchController.prototype, method);
  if (descriptor === undefined) throw new Error(`there is no method ${method}`);
  for (const decorator of decorators) decorator(BenchController.prototype, method, descriptor);
}

async function addRoutes(): Promise<void> {
  const { AppModule } = await load<{ AppModule: object }>('app.module.js');
  const { Public, RequirePermission } = await load<Access>('common/http/route-access.decorator.js');
  decorate('open', Get('open'), Public());
  decorate('guarded', Get('guarded'), RequirePermission('account:self'));
  Controller('bench')(BenchController);
  const controllers = (Reflect.getMetadata('controllers', AppModule) ?? []) as unknown[];
  Reflect.defineMetadata('controllers', [...controllers, BenchController], AppModule);
}

let inspector: Session | undefined;
const answers: Readonly<Record<ProbeQuestion, () => Promise<unknown> | number>> = {
  cpu: () => {
    const { user, system } = process.cpuUsage();
    return (user + system) / 1000;
  },
  memory: () => process.memoryUsage.rss(),
  'profile-start': async () => {
    inspector = new Session();
    inspector.connect();
    await inspector.post('Profiler.enable');
    await inspector.post('Profiler.start');
  },
  'profile-stop': async () => {
    const result = await inspector?.post('Profiler.stop');
    inspector?.disconnect();
    return result?.profile;
  },
};

process.on('message', (request: ProbeRequest) => {
  const answer = async (): Promise<void> => {
    const reply: ProbeReply = { id: request.id, value: await answers[request.ask]() };
    process.send?.(reply);
  };
  void answer();
});
// the benchmark has gone, however it went
process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'));
await addRoutes();
