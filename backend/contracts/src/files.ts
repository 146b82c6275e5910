import * as z from 'zod';
import { objectIdSchema, plainText } from './primitives.js';

/** What a file is for, which decides what it may be, how large, and who may read it. */
export const filePurposes = [
  'cover',
  'image',
  'video',
  'captions',
  'document',
  'submission',
  'course_archive',
  'avatar',
] as const;
export const filePurposeSchema = z.enum(filePurposes);
export type FilePurpose = z.infer<typeof filePurposeSchema>;

const MB = 1024 * 1024;

/** The most bytes of a file, by purpose. */
export const maxFileBytes: Readonly<Record<FilePurpose, number>> = {
  cover: 10 * MB,
  image: 10 * MB,
  video: 1024 * MB,
  captions: 2 * MB,
  document: 100 * MB,
  submission: 50 * MB,
  course_archive: 500 * MB,
  avatar: 5 * MB,
};

/**
 * `POST /files?purpose=&name=&courseId=`: the bytes are the body (`application/octet-stream`), streamed to the storage.
 * `courseId` is needed for everything but `submission`, `course_archive` and `avatar`; the caller must teach it (or, for a submission, be
 * enrolled). `type` is what the sender says that it is: a file that is something else is refused. For small files; larger ones come in
 * pieces (file-uploads.ts).
 */
export const uploadQuerySchema = z.strictObject({
  purpose: filePurposeSchema,
  name: plainText(1, 255),
  courseId: objectIdSchema.optional(),
  type: plainText(1, 127).optional(),
});
export type UploadQuery = z.infer<typeof uploadQuerySchema>;

/**
 * `GET /files/content/:token` and `GET /files/covers/:id`: of a picture, `width` asks for the smallest one that is at least so many pixels
 * wide. Where there is none, and of everything else, the file itself is sent.
 */
export const contentQuerySchema = z.strictObject({
  width: z
    .string()
    .regex(/^\d{1,5}$/, { error: 'must be a whole number' })
    .transform(Number)
    .pipe(z.number().int().min(1).max(10_000))
    .optional(),
});
export type ContentQuery = z.infer<typeof contentQuerySchema>;

/**
 * A stored file. `type` is what its bytes say, not what was claimed. `url` is signed for the caller and good for some hours:
 * the address of its bytes, with range requests; who may read it is checked again when it is opened.
 * `widths`: for pictures, the widths in pixels of the smaller ones that were made of it, growing: `<url>?width=640` answers with the
 * smallest that is at least so wide. `duration` in seconds, for videos and sounds.
 */
export const fileInfoSchema = z.object({
  id: objectIdSchema,
  purpose: filePurposeSchema,
  name: z.string(),
  type: z.string(),
  size: z.number().int(),
  width: z.number().int().nullable(),
  height: z.number().int().nullable(),
  duration: z.number().nullable(),
  widths: z.array(z.number().int()),
  url: z.string(),
});
export type FileInfo = z.infer<typeof fileInfoSchema>;
