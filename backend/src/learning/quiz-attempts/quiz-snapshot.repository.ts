import type { QuizDraft } from '@classy-book/contracts/quizzes';
import { Injectable } from '@nestjs/common';
import { InjectConnection } from '@nestjs/mongoose';
import { LRUCache } from 'lru-cache';
import type { Connection, mongo } from 'mongoose';
import { upsertOrMeet } from '../../database/database-errors.js';
import { QUIZ_SNAPSHOT_COLLECTION, type QuizSnapshotDocument } from './quiz-snapshot.schema.js';

/** A quiz of 200 long questions may take a megabyte. */
const MOST_REMEMBERED = 100;

/** The queries of the collection `quiz_snapshots`. What was read is remembered: a snapshot never changes. */
@Injectable()
export class QuizSnapshotRepository {
  private readonly known = new LRUCache<string, QuizDraft>({ max: MOST_REMEMBERED });

  constructor(@InjectConnection() private readonly connection: Connection) {}

  /** Keeps what a quiz holds at a revision, once. `expiresAt` for drafts only. */
  async keep(id: string, content: QuizDraft, now: Date, expiresAt?: Date): Promise<QuizDraft> {
    const known = this.known.get(id);
    // that of a draft has to last for as long as the newest preview
    if (known !== undefined && expiresAt === undefined) return known;
    await upsertOrMeet(() =>
      this.snapshots.updateOne(
        { _id: id },
        { $setOnInsert: { content, createdAt: now }, ...(expiresAt === undefined ? {} : { $set: { expiresAt } }) },
        { upsert: true },
      ),
    );
    return await this.get(id);
  }

  /** @throws Error where it is gone, which only happens to previews */
  async get(id: string): Promise<QuizDraft> {
    const known = this.known.get(id);
    if (known !== undefined) return known;
    const found = await this.snapshots.findOne({ _id: id });
    if (found === null) throw new Error(`the snapshot ${id} of a quiz is gone`);
    this.known.set(id, found.content);
    return found.content;
  }

  private get snapshots(): mongo.Collection<QuizSnapshotDocument> {
    return this.connection.collection(QUIZ_SNAPSHOT_COLLECTION) as unknown as mongo.Collection<QuizSnapshotDocument>;
  }
}
