import type { AllowedIp, AllowIpRequest } from '@classy-book/contracts/blocking';
import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { Clock } from '../../common/clock/clock.js';
import { type Acting, actorName } from '../../common/events/actor.js';
import { EventBus } from '../../common/events/event-bus.js';
import { AppError } from '../../common/response/app-error.js';
import { ChangeSignals } from '../../database/change-signals.js';
import { DatabaseService } from '../../database/database.service.js';
import { type AllowDraft, AllowedAddressRepository, toAllowedIp } from './allowed-address.repository.js';
import { AllowedRanges } from './allowed-ranges.js';
import { blockableRange } from './blockable-range.js';
import { prefixIn128 } from './block-draft.js';

const SIGNAL = 'allowed-addresses';
const MAX_ENTRIES = 1_000;

/** The addresses and ranges that no block keeps out. Their accounts are locked like any other. */
@Injectable()
export class AllowedAddressesService implements OnApplicationBootstrap {
  constructor(
    private readonly repository: AllowedAddressRepository,
    private readonly ranges: AllowedRanges,
    private readonly database: DatabaseService,
    private readonly events: EventBus,
    private readonly signals: ChangeSignals,
    private readonly clock: Clock,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    await this.ranges.load();
    this.signals.watch(SIGNAL, async () => {
      await this.ranges.load();
    });
  }

  /** The whole list, newest first; at most 1,000. */
  async list(): Promise<AllowedIp[]> {
    const now = this.clock.now();
    const all = await this.repository.findAll();
    return all.filter(({ until }) => until === null || until > now).map(toAllowedIp);
  }

  /**
   * Puts an address or a range on the list. It holds from the next request on.
   * @throws AppError VALIDATION_FAILED, RANGE_OFF_BOUNDARY, RANGE_TOO_WIDE; CONFLICT where the range is on the list;
   *   LIMIT_REACHED where the list is full
   */
  async add(request: AllowIpRequest, { actor, origin }: Acting): Promise<AllowedIp> {
    const range = blockableRange(request.address);
    const now = this.clock.now();
    const until = request.until === undefined ? null : new Date(request.until);
    if (until !== null && until <= now) throw endedAlready();
    const draft: AllowDraft = {
      range: range.cidr,
      rangeStart: range.start,
      prefix: prefixIn128(range),
      note: request.note,
      until,
      createdBy: actorName(actor),
      createdAt: now,
    };
    const entry = await this.database.takeTurn(
      SIGNAL,
      async (session) => await this.repository.add(draft, MAX_ENTRIES, session),
    );
    if (entry === null) throw new AppError('CONFLICT', `${range.cidr} is on the allow list already.`);
    if (entry === 'full') {
      throw new AppError('LIMIT_REACHED', `The allow list holds ${String(MAX_ENTRIES)} ranges. Remove some first.`);
    }
    await this.tellAll();
    const after = toAllowedIp(entry);
    await this.events.publish('allow-list.changed', { change: 'added', entry: after, actor, origin });
    return after;
  }

  /**
   * Takes an entry off the list; blocks of its addresses hold again from the next request on.
   * @throws AppError NOT_FOUND
   */
  async remove(id: string, { actor, origin }: Acting): Promise<void> {
    const entry = await this.repository.remove(id);
    if (entry === null) throw new AppError('NOT_FOUND', 'This entry is not on the allow list any more.');
    await this.tellAll();
    await this.events.publish('allow-list.changed', { change: 'removed', entry: toAllowedIp(entry), actor, origin });
  }

  private async tellAll(): Promise<void> {
    await this.ranges.load();
    await this.signals.raise(SIGNAL);
  }
}

function endedAlready(): AppError {
  return new AppError('VALIDATION_FAILED', 'Some fields are not as they should be.', {
    details: [{ path: 'until', message: 'must lie in the future' }],
  });
}
