import {
  type CreateSavedViewRequest,
  MAX_SAVED_VIEWS,
  type SavedView,
  type UpdateSavedViewRequest,
  type ViewPage,
  viewPagePermissions,
} from '@classy-book/contracts/saved-views';
import { Injectable } from '@nestjs/common';
import type { ClientSession } from 'mongoose';
import { Clock } from '../../common/clock/clock.js';
import type { ViewChanged } from '../../common/events/desk-events.js';
import { EventBus } from '../../common/events/event-bus.js';
import type { SessionCaller } from '../../common/http/parameters.decorator.js';
import { AppError } from '../../common/response/app-error.js';
import { DatabaseService } from '../../database/database.service.js';
import { SavedViewRepository } from './saved-view.repository.js';
import type { SavedViewDocument } from './saved-view.schema.js';

const TOPIC = 'saved-views';

/** Filters of lists under names: everybody's own, and those that others share. */
@Injectable()
export class SavedViewsService {
  constructor(
    private readonly views: SavedViewRepository,
    private readonly database: DatabaseService,
    private readonly events: EventBus,
    private readonly clock: Clock,
  ) {}

  /**
   * The views of a page: the caller's own by name, then what others share.
   * @throws AppError FORBIDDEN for a page that the caller may not open
   */
  async list(page: ViewPage, caller: SessionCaller): Promise<SavedView[]> {
    requirePage(page, caller);
    const { userId } = caller.principal;
    const [own, shared] = await Promise.all([this.views.findOwn(userId, page), this.views.findShared(page, userId)]);
    return [...own, ...shared].map((view) => toView(view, userId));
  }

  /**
   * Keeps filters under a name.
   * @throws AppError FORBIDDEN, CONFLICT where the caller has a view of that name, LIMIT_REACHED
   */
  async create(request: CreateSavedViewRequest, caller: SessionCaller): Promise<SavedView> {
    requirePage(request.page, caller);
    const { userId, email } = caller.principal;
    const id = this.views.newId();
    const view = { ...request, ownerId: userId, owner: email, isDefault: false, updatedAt: this.clock.now() };
    await this.database.takeTurn(TOPIC, async (session) => {
      await this.requireFreeName(id, view, session);
      if ((await this.views.countOf(userId, session)) >= MAX_SAVED_VIEWS) {
        throw new AppError('LIMIT_REACHED', `You have ${String(MAX_SAVED_VIEWS)} views already. Delete one first.`);
      }
      await this.views.insert({ id, ...view }, session);
    });
    return await this.told('created', id, caller);
  }

  /**
   * Changes an own view. One that opens by itself takes the place of the one that did.
   * @throws AppError NOT_FOUND for a view of somebody else as well, CONFLICT, FORBIDDEN
   */
  async update(id: string, changes: UpdateSavedViewRequest, caller: SessionCaller): Promise<SavedView> {
    const { userId } = caller.principal;
    await this.database.takeTurn(TOPIC, async (session) => {
      const view = await this.views.find(id, userId, session);
      if (view === null) throw noView();
      requirePage(view.page, caller);
      await this.requireFreeName(id, { ...view, name: changes.name ?? view.name }, session);
      await this.views.update(id, userId, changes, this.clock.now(), session);
      if (changes.isDefault === true) await this.views.clearDefault(userId, view.page, id, session);
    });
    return await this.told('updated', id, caller);
  }

  /** @throws AppError NOT_FOUND for a view of somebody else as well */
  async remove(id: string, caller: SessionCaller): Promise<void> {
    const removed = await this.views.remove(id, caller.principal.userId);
    if (removed === null) throw noView();
    await this.tell('deleted', removed, caller);
  }

  private async told(change: ViewChanged['change'], id: string, caller: SessionCaller): Promise<SavedView> {
    const { userId } = caller.principal;
    const view = await this.views.find(id, userId);
    if (view === null) throw noView();
    await this.tell(change, view, caller);
    return toView(view, userId);
  }

  private async tell(
    change: ViewChanged['change'],
    { _id, page, name, query, shared }: SavedViewDocument,
    { actor, origin }: SessionCaller,
  ): Promise<void> {
    const viewId = _id.toHexString();
    await this.events.publish('view.changed', { change, viewId, page, name, query, shared, actor, origin });
  }

  // in the turn nobody else can take the name in between
  private async requireFreeName(
    id: string,
    { ownerId, page, name }: Pick<SavedViewDocument, 'ownerId' | 'page' | 'name'>,
    session: ClientSession,
  ): Promise<void> {
    const taken = await this.views.findNamed(ownerId, page, name, session);
    if (taken === null || taken._id.toHexString() === id) return;
    throw new AppError('CONFLICT', 'You have a view of this name already. Choose another one.');
  }
}

function requirePage(page: ViewPage, { principal }: SessionCaller): void {
  if (!principal.permissions.includes(viewPagePermissions[page])) {
    throw new AppError('FORBIDDEN', 'You may not open the page of this view.');
  }
}

function noView(): AppError {
  return new AppError('NOT_FOUND', 'There is no such view of yours.');
}

function toView(view: SavedViewDocument, userId: string): SavedView {
  const { page, name, query, shared, owner } = view;
  const own = view.ownerId === userId;
  return {
    id: view._id.toHexString(),
    ...{ page, name, query, shared, own, owner },
    isDefault: own && view.isDefault,
    updatedAt: view.updatedAt.toISOString(),
  };
}
