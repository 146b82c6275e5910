import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { ClientSession, Model } from 'mongoose';
import { ROLE_MODEL, type RoleDocument } from './role.schema.js';

/** No installation has more roles of its own than this. */
export const MAX_CUSTOM_ROLES = 100;

/** What is stored of a role, besides when. */
export interface StoredRole {
  readonly key: string;
  readonly title: string;
  readonly description: string;
  readonly permissions: readonly RoleDocument['permissions'][number][];
}

/** The queries of the collection `roles`. */
@Injectable()
export class RoleRepository {
  constructor(@InjectModel(ROLE_MODEL) private readonly roles: Model<RoleDocument>) {}

  async findAll(): Promise<RoleDocument[]> {
    return await this.roles.find().sort({ _id: 1 }).limit(MAX_CUSTOM_ROLES).lean<RoleDocument[]>();
  }

  async insert({ key, ...fields }: StoredRole, session: ClientSession): Promise<void> {
    await this.roles.create([{ _id: key, ...fields, permissions: [...fields.permissions] }], { session });
  }

  async replace({ key, ...fields }: StoredRole, session: ClientSession): Promise<void> {
    await this.roles.updateOne(
      { _id: key },
      { $set: { ...fields, permissions: [...fields.permissions] } },
      { session },
    );
  }

  async remove(key: string, session: ClientSession): Promise<void> {
    await this.roles.deleteOne({ _id: key }, { session });
  }
}
