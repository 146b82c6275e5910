import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import { CHECKPOINT_COPY_MODEL, type CheckpointCopyDocument } from './checkpoint-copy.schema.js';

const MAX_COPIES = 20_000;

/** The queries of `audit_checkpoints`. */
@Injectable()
export class CheckpointCopyRepository {
  constructor(@InjectModel(CHECKPOINT_COPY_MODEL) private readonly copies: Model<CheckpointCopyDocument>) {}

  async add(copy: CheckpointCopyDocument): Promise<void> {
    await this.copies.create(copy);
  }

  /** The newest line; null where there is none. */
  async newest(): Promise<string | null> {
    const found = await this.copies.findOne().sort({ at: -1 }).lean();
    return found?.line ?? null;
  }

  /** The lines of the last week, newest first. */
  async *lines(): AsyncGenerator<string> {
    for await (const { line } of this.copies.find().sort({ at: -1 }).limit(MAX_COPIES).lean().cursor()) yield line;
  }
}
