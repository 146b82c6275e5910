import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import { ROLE_MODEL, type RoleDocument } from './role.schema.js';

/** No installation has more roles of its own than this. */
export const MAX_CUSTOM_ROLES = 100;

/** The queries of the collection `roles`. */
@Injectable()
export class RoleRepository {
  constructor(@InjectModel(ROLE_MODEL) private readonly roles: Model<RoleDocument>) {}

  async findAll(): Promise<RoleDocument[]> {
    return await this.roles.find().sort({ _id: 1 }).limit(MAX_CUSTOM_ROLES).lean<RoleDocument[]>();
  }
}
