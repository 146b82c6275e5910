import type { CatalogueQuery } from '@classy-book/contracts/catalogue';
import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import { type ClientSession, type Model, Types } from 'mongoose';
import { behindPlace, type SortCursor } from '../../common/pagination/sort-cursor.js';
import { CATALOGUE_ENTRY_MODEL, type CatalogueEntryDocument } from './catalogue-entry.schema.js';
import { catalogueSort, type ListedSort } from './catalogue-sort.js';

export type CatalogueFilter = Pick<CatalogueQuery, 'category' | 'level' | 'language' | 'price' | 'tag'>;

/** What the course itself says of an entry; learners and ratings are counted apart. */
export type EntryFacts = Omit<CatalogueEntryDocument, '_id' | 'ratingAverage' | 'ratingCount' | 'learners'>;

const MOST_TAGS = 60;

/** The queries of the collection `catalogue_entries`. */
@Injectable()
export class CatalogueEntryRepository {
  constructor(@InjectModel(CATALOGUE_ENTRY_MODEL) private readonly entries: Model<CatalogueEntryDocument>) {}

  /** Writes an entry, unless what stands there was made from a newer course. */
  async put(courseId: string, facts: EntryFacts): Promise<void> {
    const _id = new Types.ObjectId(courseId);
    const update = { $set: facts, $setOnInsert: { ratingAverage: null, ratingCount: 0, learners: 0 } };
    const { matchedCount } = await this.entries.updateOne({ _id, version: { $lte: facts.version } }, update);
    if (matchedCount === 0) await this.insert({ _id, ...facts, ratingAverage: null, ratingCount: 0, learners: 0 });
  }

  private async insert(entry: CatalogueEntryDocument): Promise<void> {
    // there is one already: it is newer
    await this.entries.updateOne({ _id: entry._id }, { $setOnInsert: entry }, { upsert: true });
  }

  async remove(courseId: string): Promise<void> {
    await this.entries.deleteOne({ _id: courseId });
  }

  async find(courseId: string): Promise<CatalogueEntryDocument | null> {
    return await this.entries.findOne({ _id: courseId, listed: true }).lean<CatalogueEntryDocument>();
  }

  /** Entries by their ids, as far as the filter keeps them, in no order. */
  async findMany(courseIds: readonly string[], filter: CatalogueFilter): Promise<CatalogueEntryDocument[]> {
    const ids = courseIds.map((id) => new Types.ObjectId(id));
    return await this.entries.find({ ...toQuery(filter), _id: { $in: ids } }).lean<CatalogueEntryDocument[]>();
  }

  /** One page of what a filter keeps. `after` is the place where the page before ended. */
  async page(
    filter: CatalogueFilter,
    sort: ListedSort,
    after: SortCursor | null,
    limit: number,
  ): Promise<CatalogueEntryDocument[]> {
    const { field, direction, stored } = catalogueSort(sort);
    const rest = after === null ? {} : behindPlace(field, direction, stored(after.value), new Types.ObjectId(after.id));
    return await this.entries
      .find({ $and: [toQuery(filter), rest] })
      .sort({ [field]: direction, _id: direction })
      .limit(limit)
      .lean<CatalogueEntryDocument[]>();
  }

  async setRating(
    courseId: string,
    ratingAverage: number | null,
    ratingCount: number,
    session: ClientSession,
  ): Promise<void> {
    await this.entries.updateOne({ _id: courseId }, { $set: { ratingAverage, ratingCount } }, { session });
  }

  async setCounts(
    courseId: string,
    learners: number,
    ratingAverage: number | null,
    ratingCount: number,
  ): Promise<void> {
    await this.entries.updateOne({ _id: courseId }, { $set: { learners, ratingAverage, ratingCount } });
  }

  /** The version of its course that each entry was made from, by the id of the course. */
  async versions(): Promise<Map<string, number>> {
    const found = await this.entries.find({}, { version: 1 }).lean<Pick<CatalogueEntryDocument, '_id' | 'version'>[]>();
    return new Map(found.map(({ _id, version }) => [_id.toHexString(), version]));
  }

  /** How many courses there are in each language. */
  async countLanguages(): Promise<{ _id: string; courses: number }[]> {
    return await this.entries.aggregate<{ _id: string; courses: number }>([
      { $match: { listed: true } },
      { $group: { _id: '$language', courses: { $sum: 1 } } },
      { $sort: { courses: -1, _id: 1 } },
    ]);
  }

  /** The commonest tags. */
  async countTags(): Promise<{ _id: string; courses: number }[]> {
    return await this.entries.aggregate<{ _id: string; courses: number }>([
      { $match: { listed: true } },
      { $unwind: '$tags' },
      { $group: { _id: '$tags', courses: { $sum: 1 } } },
      { $sort: { courses: -1, _id: 1 } },
      { $limit: MOST_TAGS },
    ]);
  }
}

function toQuery({ category, level, language, price, tag }: CatalogueFilter): Record<string, unknown> {
  return {
    listed: true,
    ...(category === undefined ? {} : { category: { $in: category } }),
    ...(level === undefined ? {} : { level: { $in: level } }),
    ...(language === undefined ? {} : { language }),
    ...(price === undefined ? {} : { free: price === 'free' }),
    ...(tag === undefined ? {} : { tags: tag }),
  };
}
