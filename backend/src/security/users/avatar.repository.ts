import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import type { UserRecord } from './user.repository.js';
import { USER_MODEL, type UserDocument } from './user.schema.js';

/** The queries of the collection `users` about people's pictures. */
@Injectable()
export class AvatarRepository {
  constructor(@InjectModel(USER_MODEL) private readonly users: Model<UserDocument>) {}

  /** Sets another picture, or none. @returns the person as they were before it */
  async replace(id: string, fileId: string | null): Promise<UserRecord | null> {
    return await this.users
      .findOneAndUpdate({ _id: id }, { $set: { avatarFileId: fileId } }, { returnDocument: 'before' })
      .lean<UserRecord>();
  }

  /** Takes a picture away wherever it is somebody's. */
  async forget(fileId: string): Promise<void> {
    await this.users.updateMany({ avatarFileId: fileId }, { $set: { avatarFileId: null } });
  }

  /** Whose pictures these files are. */
  async findByFiles(fileIds: readonly string[]): Promise<UserRecord[]> {
    return await this.users.find({ avatarFileId: { $in: [...fileIds] } }).lean<UserRecord[]>();
  }
}
