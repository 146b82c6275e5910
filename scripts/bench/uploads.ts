import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { LoopbackHttp } from '../attack/loopback-http.ts';
import type { Target } from '../attack/target.ts';
import { say } from '../lib/messages.ts';
import { dataDirectory } from '../lib/paths.ts';
import { Api } from './api.ts';
import { Film } from './film.ts';
import { askWith } from './learning-course.ts';
import type { Bench, Figure, Measure } from './measure.ts';
import { ADMIN_EMAIL, MeasuredServer } from './server.ts';
import { spreadOf } from './statistics.ts';
import { type Accident, UploadClient } from './upload-client.ts';

const MB = 1024 * 1024;
const SIZE = 1024 * MB;
const WARM_UP = 24 * MB;
const LOOK_MS = 100;

/** A gigabyte in pieces, with three broken connections, a server that is killed and one that is restarted; what arrives, and the memory. */
export const uploads: Measure = {
  name: 'uploads',
  title: 'A gigabyte in pieces',
  onDemand: true,
  async run({ server, database }: Bench): Promise<readonly Figure[]> {
    // it is ended and started again: that of the benchmark is not
    await server.stop();
    const folder = mkdtempSync(join(dataDirectory(), 'bench', 'uploads-'));
    const journey = new Journey(database.uri, folder, server.adminPassword);
    try {
      return await journey.make();
    } finally {
      await journey.end();
      rmSync(folder, { recursive: true, force: true });
    }
  },
};

class Journey {
  private readonly uri: string;
  private readonly folder: string;
  private readonly password: string;
  private readonly environment: Readonly<Record<string, string>>;
  private server: MeasuredServer | null = null;
  private timer: NodeJS.Timeout | undefined;
  private readonly client = new UploadClient();
  private courseId = '';
  private base = 0;
  private readonly growths: number[] = [];

  constructor(uri: string, folder: string, password: string) {
    this.uri = uri;
    this.folder = folder;
    this.password = password;
    const key = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey;
    this.environment = {
      DATA_DIR: join(folder, 'data'),
      APP_SECRET: randomBytes(32).toString('hex'),
      JWT_PRIVATE_KEY: key.export({ type: 'pkcs8', format: 'pem' }).toString(),
      ADMIN_PASSWORD: password,
    };
  }

  async make(): Promise<readonly Figure[]> {
    const film = new Film(SIZE);
    const sha256 = film.hash();
    await this.start();
    const { client } = this;
    const cut: Accident = (open) => void open.destroy();
    const killed: Accident = async () => {
      await this.restart('kill');
    };
    const restarted: Accident = async () => {
      await this.restart('stop');
    };
    const accidents = new Map([
      [0.1, cut],
      [0.3, killed],
      [0.5, cut],
      [0.6, restarted],
      [0.8, cut],
    ] as const);
    const begun = performance.now();
    const id = await client.begin(film, this.courseId);
    await client.send(id, film, new Map(accidents));
    const sent = performance.now();
    const url = await client.complete(id, sha256);
    const checked = performance.now();
    const arrived = await client.hashOf(url);
    this.look();
    if (arrived !== sha256) throw new Error('what arrived is not what was sent');
    return figuresOf({ growths: this.growths, seconds: (sent - begun) / 1000, checking: (checked - sent) / 1000 });
  }

  async end(): Promise<void> {
    clearInterval(this.timer);
    await this.server?.stop();
  }

  private async restart(how: 'kill' | 'stop'): Promise<void> {
    clearInterval(this.timer);
    await this.server?.[how]();
    say(`  the server was ${how === 'kill' ? 'killed' : 'ended'} in the middle of a piece, and starts again`);
    await this.start();
  }

  // each process is measured from when it has done everything once
  private async start(): Promise<void> {
    const logFile = join(this.folder, 'server.log');
    this.server = await MeasuredServer.start({ mongodbUri: this.uri, logFile, environment: this.environment });
    const { target } = this.server;
    const api = new Api(target, 1);
    const { accessToken } = await api.signIn(ADMIN_EMAIL, this.password, '192.0.2.1');
    api.close();
    Object.assign(this.client, { port: target.port, token: accessToken });
    if (this.courseId === '') this.courseId = await courseAt(target, accessToken);
    await this.warmUp();
    this.base = this.server.resident();
    this.growths.push(0);
    this.timer = setInterval(() => {
      this.look();
    }, LOOK_MS);
  }

  private async warmUp(): Promise<void> {
    const { client } = this;
    const film = new Film(WARM_UP + this.growths.length);
    const id = await client.begin(film, this.courseId);
    await client.send(id, film, new Map());
    await client.hashOf(await client.complete(id, film.hash()));
  }

  private look(): void {
    const growth = (this.server?.resident() ?? 0) - this.base;
    this.growths.push(Math.max(this.growths.pop() ?? 0, growth));
  }
}

async function courseAt(target: Target, token: string): Promise<string> {
  const http = new LoopbackHttp(target, 1);
  try {
    return (await askWith(http, token)<{ id: string }>('POST', '/teach/courses', { title: 'Films' })).id;
  } finally {
    http.close();
  }
}

interface Measured {
  readonly growths: readonly number[];
  readonly seconds: number;
  readonly checking: number;
}

function figuresOf({ growths, seconds, checking }: Measured): readonly Figure[] {
  const each = growths.map((growth) => (growth / MB).toFixed(0)).join(', ');
  return [
    {
      name: 'memory of the server, most it grew by',
      value: spreadOf([Math.max(...growths) / MB]),
      unit: ' MB',
      bar: { atMost: 64 },
      remark: `of each process: ${each}`,
    },
    {
      name: 'sending, with three broken connections and two restarts',
      value: spreadOf([seconds]),
      unit: ' s',
      remark: 'byte-identical by SHA-256 of the download',
    },
    { name: 'checking it', value: spreadOf([checking]), unit: ' s' },
  ];
}
