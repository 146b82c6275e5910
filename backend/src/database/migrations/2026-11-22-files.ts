import type { mongo } from 'mongoose';
import type { Migration } from './migration.js';

interface StoredFile {
  readonly _id: mongo.ObjectId;
  readonly ownerId: string;
  readonly name: string;
  readonly type?: string;
  readonly size: number;
  readonly sha256?: string;
  readonly width?: number | null;
  readonly height?: number | null;
  readonly key: string;
  readonly state: string;
  readonly createdAt: Date;
}

interface StoredRevision {
  readonly _id: mongo.ObjectId;
  readonly draft?: { readonly blocks?: readonly StoredBlock[] };
}

interface StoredBlock {
  readonly fileId?: string | null;
  readonly posterFileId?: string | null;
  readonly captions?: readonly { readonly fileId: string }[];
}

const BATCH = 500;
const REVISIONS_AT_ONCE = 50;

/**
 * Files get what lists go by, and a document for their bytes, by which these are deleted; kept states of lessons say which files they
 * name (docs/adr/0033).
 */
export const files: Migration = {
  id: '2026-11-22-files',
  async run(database) {
    await describeFiles(database);
    await nameFilesOfRevisions(database);
  },
};

async function describeFiles(database: mongo.Db): Promise<void> {
  const known = database.collection('files') as unknown as mongo.Collection<StoredFile>;
  const objects = database.collection('file_objects') as unknown as mongo.Collection<{ _id: string }>;
  for (;;) {
    const some = await known
      .find({ nameKey: { $exists: false } } as object)
      .limit(BATCH)
      .toArray();
    if (some.length === 0) return;
    const withBytes = some.filter(({ state }) => state !== 'uploading');
    if (withBytes.length > 0) {
      await objects.bulkWrite(
        withBytes.map((file) => ({
          updateOne: { filter: { _id: file.key }, update: { $setOnInsert: objectOf(file) }, upsert: true },
        })),
        { ordered: false },
      );
    }
    await known.bulkWrite(
      some.map((file) => ({ updateOne: { filter: { _id: file._id }, update: { $set: newFields(file) } } })),
      { ordered: false },
    );
  }
}

function newFields({ name }: StoredFile) {
  return {
    nameKey: keyOf(name),
    storage: 'local',
    ...{ duration: null, renditions: [], upload: null, refusal: null },
    ...{ uses: [], unusedSince: null, usesCheckedAt: null, leavingAt: null },
  };
}

// what arrived was not kept for pictures: nothing that comes later shares these bytes
function objectOf({ _id, ownerId, key, createdAt, ...file }: StoredFile) {
  const { type = '', size, sha256 = '', width = null, height = null } = file;
  return {
    ...{ ownerId, source: `old:${key}`, shape: 'as_is', storage: 'local', alsoIn: null },
    ...{ type, size, sha256, width, height, renditions: [], heldBy: [_id.toHexString()] },
    ...{ state: 'stored', writtenUntil: null, dueAt: null, tries: 0, createdAt },
  };
}

async function nameFilesOfRevisions(database: mongo.Db): Promise<void> {
  const revisions = database.collection('lesson_revisions') as unknown as mongo.Collection<StoredRevision>;
  for (;;) {
    const some = await revisions
      .find({ fileIds: { $exists: false } } as object)
      .project<StoredRevision>({ draft: 1 })
      .limit(REVISIONS_AT_ONCE)
      .toArray();
    if (some.length === 0) return;
    await revisions.bulkWrite(
      some.map(({ _id, draft }) => {
        const fileIds = [...new Set((draft?.blocks ?? []).flatMap(filesOf))];
        return { updateOne: { filter: { _id }, update: { $set: { fileIds } } } };
      }),
      { ordered: false },
    );
  }
}

function filesOf({ fileId, posterFileId, captions = [] }: StoredBlock): string[] {
  return [fileId, posterFileId, ...captions.map((caption) => caption.fileId)].flatMap((id) => id ?? []);
}

function keyOf(name: string): string {
  const folded = name.normalize('NFKC').toLowerCase().normalize('NFKD').replace(/\p{M}/gu, '');
  return folded.normalize('NFC').trim().replace(/\s+/gu, ' ');
}
