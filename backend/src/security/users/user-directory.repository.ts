import type { RoleKey } from '@classy-book/contracts/permissions';
import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import { type ClientSession, type Model, mongo } from 'mongoose';
import { searchKey } from '../../common/text/search-key.js';
import { type SortField, sortOf, type UserSort } from './user-cursor.js';
import type { UserQuery } from './user-query.js';
import type { UserRecord } from './user.repository.js';
import { USER_MODEL, type UserDocument } from './user.schema.js';

const KEYLESS_AT_ONCE = 500;

/** The queries of the collection `users` that administrators' lists and changes need. */
@Injectable()
export class UserDirectoryRepository {
  constructor(@InjectModel(USER_MODEL) private readonly users: Model<UserDocument>) {}

  /** One page in the order of a sort; ties go by id. */
  async page(query: UserQuery, sort: UserSort, limit: number): Promise<UserRecord[]> {
    return await this.users.find(query).sort(orderOf(sort)).limit(limit).lean<UserRecord[]>();
  }

  async find(id: string, session?: ClientSession): Promise<UserRecord | null> {
    return await this.users
      .findById(id)
      .session(session ?? null)
      .lean<UserRecord>();
  }

  async findByEmails(emails: readonly string[]): Promise<UserRecord[]> {
    return await this.users.find({ email: { $in: [...emails] } }).lean<UserRecord[]>();
  }

  async findByIds(ids: readonly string[]): Promise<UserRecord[]> {
    return await this.users.find({ _id: { $in: [...ids] } }).lean<UserRecord[]>();
  }

  /** Active people with one of these roles whose email begins with a text, in the order of the emails. */
  async findActiveWithRoles(roles: readonly RoleKey[], begin: string, limit: number): Promise<UserRecord[]> {
    const emails = begin === '' ? {} : { email: { $gte: begin, $lt: `${begin}\u{10ffff}` } };
    return await this.users
      .find({ role: { $in: [...roles] }, isActive: true, ...emails })
      .sort({ email: 1 })
      .limit(limit)
      .lean<UserRecord[]>();
  }

  async rename(id: string, names: Partial<Pick<UserDocument, 'firstName' | 'lastName'>>): Promise<UserRecord | null> {
    return await this.users
      .findOneAndUpdate({ _id: id }, { $set: names }, { returnDocument: 'after' })
      .lean<UserRecord>();
  }

  async setRole(id: string, role: RoleKey, session: ClientSession): Promise<void> {
    await this.users.updateOne({ _id: id }, { $set: { role } }, { session });
  }

  async setActive(id: string, isActive: boolean, session: ClientSession): Promise<void> {
    await this.users.updateOne({ _id: id }, { $set: { isActive } }, { session });
  }

  /** True where somebody besides `except` has a role, can sign in and is not about to go. */
  async isRoleKept(role: RoleKey, except: string, session: ClientSession): Promise<boolean> {
    const query = { role, isActive: true, deleteAfter: null, _id: { $ne: mongo.ObjectId.createFromHexString(except) } };
    return (await this.users.exists(query).session(session)) !== null;
  }

  async countWithRole(role: RoleKey, session?: ClientSession): Promise<number> {
    return await this.users.countDocuments({ role }).session(session ?? null);
  }

  /** How many people have each role. */
  async countByRole(): Promise<Map<RoleKey, number>> {
    const groups = await this.users.aggregate<{ _id: RoleKey; people: number }>([
      { $group: { _id: '$role', people: { $sum: 1 } } },
    ]);
    return new Map(groups.map(({ _id, people }) => [_id, people]));
  }

  /** Those who have a role, behind an email, in the order of the emails. */
  async pageWithRole(
    role: RoleKey,
    after: string,
    limit: number,
  ): Promise<{ readonly id: string; readonly email: string }[]> {
    const found = await this.users
      .find({ role, email: { $gt: after } }, { email: 1 })
      .sort({ email: 1 })
      .limit(limit)
      .lean<Pick<UserDocument, '_id' | 'email'>[]>();
    return found.map(({ _id, email }) => ({ id: _id.toHexString(), email }));
  }

  /**
   * Gives search keys to accounts that were made before there were any.
   * @returns how many there were, at most 500: call again until there is none
   */
  async addSearchKeys(): Promise<number> {
    const keyless = await this.users
      .find({ firstNameKey: null }, { firstName: 1, lastName: 1 })
      .limit(KEYLESS_AT_ONCE)
      .lean<Pick<UserDocument, '_id' | 'firstName' | 'lastName'>[]>();
    if (keyless.length === 0) return 0;
    await this.users.bulkWrite(
      keyless.map(({ _id, firstName, lastName }) => ({
        updateOne: {
          filter: { _id },
          update: { $set: { firstNameKey: searchKey(firstName), lastNameKey: searchKey(lastName) } },
          timestamps: false,
        },
      })),
    );
    return keyless.length;
  }
}

function orderOf(sort: UserSort): Partial<Record<SortField | '_id', 1 | -1>> {
  const { field, direction } = sortOf(sort);
  // an email is unique: it needs nothing to break ties
  return field === 'email' ? { email: direction } : { [field]: direction, _id: direction };
}
