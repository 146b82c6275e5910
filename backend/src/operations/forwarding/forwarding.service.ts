import { hostname } from 'node:os';
import type { ForwardDestination } from '@classy-book/contracts/forwarding';
import { Inject, Injectable, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import { APP_CONFIG, type AppConfig, type ForwardTarget } from '../../config/app-config.js';
import { VERSION } from '../../config/version.js';
import type { FollowedRecord } from '../../monitoring/audit/audit-follow.port.js';
import { LogFoldsService } from '../log-folds/log-folds.service.js';
import type { Destination, ForwardLine } from './destination.js';
import { toEcs } from './ecs.js';
import { FileDestination } from './file-destination.js';
import { StdoutDestination } from './stdout-destination.js';
import { SyslogDatagramDestination, SyslogStreamDestination } from './syslog-destination.js';

/**
 * Hands every record of the audit log on to where the environment says, as lines of JSON: a fold for each destination, so
 * what happens while one is away waits in the log, and holds up no other.
 */
@Injectable()
export class ForwardingService implements OnModuleInit, OnApplicationShutdown {
  private readonly destinations: Destination[] = [];

  constructor(
    private readonly folds: LogFoldsService,
    @Inject(APP_CONFIG) private readonly config: AppConfig,
  ) {}

  onModuleInit(): void {
    for (const target of this.config.outward.forwardTo) {
      const destination = destinationOf(target);
      this.destinations.push(destination);
      this.folds.register({
        name: foldOf(target),
        take: async (records) => {
          await destination.send(records.map(lineOf));
        },
      });
    }
  }

  async onApplicationShutdown(): Promise<void> {
    await Promise.all(this.destinations.map(async (destination) => destination.close()));
  }

  /** Each destination, and how far it has come. */
  async status(): Promise<ForwardDestination[]> {
    return await Promise.all(
      this.config.outward.forwardTo.map(async (target) => {
        const status = await this.folds.status(foldOf(target));
        return {
          name: target.name,
          kind: target.kind,
          lagSeconds: status?.lagSeconds ?? 0,
          takenAt: status?.takenAt?.toISOString() ?? null,
          failingSince: status?.failingSince?.toISOString() ?? null,
          problem: status?.problem ?? null,
        };
      }),
    );
  }
}

function foldOf({ name }: ForwardTarget): string {
  return `forward:${name}`;
}

function destinationOf(target: ForwardTarget): Destination {
  if (target.kind === 'file') return new FileDestination(target.path);
  if (target.kind === 'stdout') return new StdoutDestination();
  if (target.transport === 'udp') return new SyslogDatagramDestination(target);
  return new SyslogStreamDestination(target, target.transport === 'tls');
}

function lineOf(record: FollowedRecord): ForwardLine {
  const event = toEcs(record, { version: VERSION, hostname: hostname() });
  const failed = (event['event'] as { readonly outcome: string }).outcome === 'failure';
  return { at: record.timestamp, action: record.action, failed, text: JSON.stringify(event) };
}
