import * as z from 'zod';
import { fileInfoSchema, filePurposeSchema, filePurposes } from './files.js';
import { commaList, momentSchema, objectIdSchema, pageSizeSchema, plainText } from './primitives.js';

/**
 * What a file is named by: a page of the product shows `title` and, where there is a page for it, links there. `submission` is work that
 * was handed in, `submission_draft` what a learner still works on.
 */
export const fileUseKinds = [
  'course_cover',
  'lesson',
  'lesson_draft',
  'lesson_history',
  'submission',
  'submission_draft',
  'avatar',
] as const;
export const fileUseSchema = z.object({
  kind: z.enum(fileUseKinds),
  title: z.string(),
  courseId: objectIdSchema.nullable(),
  lessonId: objectIdSchema.nullable(),
});
export type FileUse = z.infer<typeof fileUseSchema>;

/** States as people see them: `uploading` and `checking` are no files yet, `deleting` waits until its bytes are gone everywhere. */
export const storedStates = ['uploading', 'checking', 'stored', 'refused', 'deleting'] as const;
export const storageKinds = ['local', 'cloudinary'] as const;
export const storageKindSchema = z.enum(storageKinds);
export type StorageKind = z.infer<typeof storageKindSchema>;

export const fileSorts = ['-createdAt', 'createdAt', '-size', 'size'] as const;

/** `search` looks at the beginning of the name. `unused`: nothing names it. */
export const fileFilterSchema = z.strictObject({
  search: plainText(1, 100).optional(),
  purpose: commaList(filePurposes).optional(),
  state: commaList(storedStates).optional(),
  storage: storageKindSchema.optional(),
  ownerId: objectIdSchema.optional(),
  courseId: objectIdSchema.optional(),
  unused: z.enum(['true', 'false']).optional(),
});
export type FileFilter = z.infer<typeof fileFilterSchema>;

/** `GET /admin/files`. */
export const fileListQuerySchema = fileFilterSchema.extend({
  sort: z.enum(fileSorts).default('-createdAt'),
  cursor: z
    .string()
    .regex(/^[\w-]{1,600}$/)
    .optional(),
  limit: pageSizeSchema,
});
export type FileListQuery = z.infer<typeof fileListQuerySchema>;

/** `GET /files/mine`: the caller's own files. */
export const ownFileListQuerySchema = fileListQuerySchema.pick({
  search: true,
  purpose: true,
  unused: true,
  sort: true,
  cursor: true,
  limit: true,
});
export type OwnFileListQuery = z.infer<typeof ownFileListQuerySchema>;

/** A line of the caller's own files. `uses` is what names it at this moment, at most ten of them. `url` is signed for the caller. */
export const ownFileSchema = fileInfoSchema.extend({
  course: z.object({ id: objectIdSchema, title: z.string() }).nullable(),
  uses: z.array(fileUseSchema),
  unusedSince: momentSchema.nullable(),
  createdAt: momentSchema,
});
export type OwnFile = z.infer<typeof ownFileSchema>;

/** A line of the desk's list. `owner` is null where the account is gone; `url` null where the caller may not read the bytes. */
export const deskFileSchema = ownFileSchema.extend({
  url: z.string().nullable(),
  state: z.enum(storedStates),
  storage: storageKindSchema,
  sha256: z.string(),
  owner: z.object({ id: objectIdSchema, name: z.string(), email: z.string() }).nullable(),
});
export type DeskFile = z.infer<typeof deskFileSchema>;

/** Bytes and files of one kind. */
const shareSchema = z.object({ files: z.number().int(), bytes: z.number().int() });

/**
 * `GET /admin/files/report`. `total` counts files as people see them; `saved` are the bytes that are not stored because the same owner has
 * them already; `free` is what is left on the disk, null where that is not known. `storage.problem` says why it does not
 * work. `owners` are the ten who have most; the name and the email of an account that is gone are empty.
 */
export const storageReportSchema = z.object({
  total: shareSchema,
  saved: shareSchema,
  unused: shareSchema,
  deleting: shareSchema,
  checking: shareSchema,
  byPurpose: z.array(shareSchema.extend({ purpose: filePurposeSchema })),
  byStorage: z.array(shareSchema.extend({ storage: storageKindSchema })),
  owners: z.array(
    shareSchema.extend({
      id: objectIdSchema,
      name: z.string(),
      email: z.string(),
      quota: z.number().int(),
    }),
  ),
  storage: z.object({
    kind: storageKindSchema,
    working: z.boolean(),
    free: z.number().int().nullable(),
    problem: z.string().nullable(),
  }),
  scanner: z.object({ configured: z.boolean(), working: z.boolean() }),
});
export type StorageReport = z.infer<typeof storageReportSchema>;

/** `GET /files/usage` (the caller's own) and `GET /admin/files/quotas/:userId`. `own` where this person has a quota that is not the usual one. */
export const fileUsageSchema = z.object({
  files: z.number().int(),
  bytes: z.number().int(),
  quota: z.number().int(),
  own: z.boolean(),
});
export type FileUsage = z.infer<typeof fileUsageSchema>;

/** `PUT /admin/files/quotas/:userId`: whole megabytes, null for the usual quota. */
export const setFileQuotaRequestSchema = z.strictObject({
  megabytes: z.number().int().min(0).max(10_000_000).nullable(),
});
export type SetFileQuotaRequest = z.infer<typeof setFileQuotaRequestSchema>;

/**
 * `POST /admin/files/delete` and `POST /files/mine/delete`. A file that something names is only deleted with `evenIfUsed`; the answer says
 * what became of each.
 */
export const deleteFilesRequestSchema = z.strictObject({
  ids: z.array(objectIdSchema).min(1).max(100),
  evenIfUsed: z.boolean().default(false),
});
export type DeleteFilesRequest = z.infer<typeof deleteFilesRequestSchema>;
export const deleteFilesResultSchema = z.object({
  deleted: z.array(objectIdSchema),
  used: z.array(z.object({ id: objectIdSchema, uses: z.array(fileUseSchema) })),
  missing: z.array(objectIdSchema),
});
export type DeleteFilesResult = z.infer<typeof deleteFilesResultSchema>;
