import type { ViewPage } from '@classy-book/contracts/saved-views';
import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import { type ClientSession, type Model, Types } from 'mongoose';
import { SAVED_VIEW_MODEL, type SavedViewDocument } from './saved-view.schema.js';

const MAX_SHARED = 100;

/** The queries of the collection `saved_views`. */
@Injectable()
export class SavedViewRepository {
  constructor(@InjectModel(SAVED_VIEW_MODEL) private readonly views: Model<SavedViewDocument>) {}

  newId(): string {
    return new Types.ObjectId().toHexString();
  }

  async findOwn(ownerId: string, page: ViewPage): Promise<SavedViewDocument[]> {
    return await this.views.find({ ownerId, page }).sort({ name: 1 }).lean<SavedViewDocument[]>();
  }

  /** All views of a person, whatever the page. */
  async findAllOf(ownerId: string): Promise<SavedViewDocument[]> {
    return await this.views.find({ ownerId }).sort({ page: 1, name: 1 }).lean<SavedViewDocument[]>();
  }

  /** What others share, the first hundred by name. */
  async findShared(page: ViewPage, exceptOf: string): Promise<SavedViewDocument[]> {
    return await this.views
      .find({ page, shared: true, ownerId: { $ne: exceptOf } })
      .sort({ name: 1 })
      .limit(MAX_SHARED)
      .lean<SavedViewDocument[]>();
  }

  async find(id: string, ownerId: string, session?: ClientSession): Promise<SavedViewDocument | null> {
    return await this.views.findOne({ _id: id, ownerId }, null, { session: session ?? null }).lean<SavedViewDocument>();
  }

  /** The view of a name; null where there is none. */
  async findNamed(
    ownerId: string,
    page: ViewPage,
    name: string,
    session: ClientSession,
  ): Promise<SavedViewDocument | null> {
    return await this.views.findOne({ ownerId, page, name }, null, { session }).lean<SavedViewDocument>();
  }

  async countOf(ownerId: string, session: ClientSession): Promise<number> {
    return await this.views.countDocuments({ ownerId }, { session });
  }

  async insert(
    { id, ...view }: Omit<SavedViewDocument, '_id'> & { id: string },
    session: ClientSession,
  ): Promise<void> {
    await this.views.create([{ _id: new Types.ObjectId(id), ...view }], { session });
  }

  async update(
    id: string,
    ownerId: string,
    changes: Partial<Pick<SavedViewDocument, 'name' | 'query' | 'shared' | 'isDefault'>>,
    updatedAt: Date,
    session: ClientSession,
  ): Promise<void> {
    await this.views.updateOne({ _id: id, ownerId }, { $set: { ...changes, updatedAt } }, { session });
  }

  /** No view of the page but one opens by itself any more. */
  async clearDefault(ownerId: string, page: ViewPage, but: string, session: ClientSession): Promise<void> {
    await this.views.updateMany(
      { ownerId, page, _id: { $ne: new Types.ObjectId(but) } },
      { $set: { isDefault: false } },
      { session },
    );
  }

  async remove(id: string, ownerId: string): Promise<SavedViewDocument | null> {
    return await this.views.findOneAndDelete({ _id: id, ownerId }).lean<SavedViewDocument>();
  }

  async removeAllOf(ownerId: string): Promise<void> {
    await this.views.deleteMany({ ownerId });
  }
}
