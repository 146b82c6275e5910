import * as z from 'zod';
import { errorCodeSchema } from './errors.js';
import { fileInfoSchema, filePurposeSchema } from './files.js';
import { momentSchema, objectIdSchema } from './primitives.js';

/**
 * Uploads in pieces speak the tus protocol 1.0.0 (https://tus.io/protocols/resumable-upload) at this path, with the extensions
 * creation, termination and expiration: POST makes one, HEAD says how far it is, PATCH brings bytes, DELETE gives it up.
 * `Upload-Metadata` holds `purpose`, `name`, and where they are known `courseId` and `type` (as in `uploadQuerySchema`).
 */
export const UPLOADS_PATH = '/files/uploads';

/** The most bytes that one PATCH should bring: what is lost where a connection breaks is sent again. */
export const UPLOAD_CHUNK_BYTES = 8 * 1024 * 1024;

/** Files of up to this size go in one request (`POST /files`). */
export const SMALL_FILE_BYTES = 1024 * 1024;

/** The most uploads that one person may have begun and not ended. */
export const MAX_UNFINISHED_UPLOADS = 20;

/**
 * `receiving`: bytes are missing. `checking`: all are there, the server looks at them (`waitingFor: 'scanner'` where the virus scanner has
 * not answered yet: nobody gets the file before it has). `stored`: it is a file. `refused`: it is none, `refusal` says why.
 */
export const uploadStates = ['receiving', 'checking', 'stored', 'refused'] as const;
export const uploadStateSchema = z.enum(uploadStates);
export type UploadState = z.infer<typeof uploadStateSchema>;

/** An upload of the caller. Sizes in bytes. After `expiresAt` what has arrived is thrown away. */
export const uploadStatusSchema = z.object({
  id: objectIdSchema,
  purpose: filePurposeSchema,
  courseId: objectIdSchema.nullable(),
  name: z.string(),
  size: z.number().int(),
  received: z.number().int(),
  state: uploadStateSchema,
  waitingFor: z.enum(['scanner', 'storage']).nullable(),
  refusal: z.object({ code: errorCodeSchema, message: z.string() }).nullable(),
  file: fileInfoSchema.nullable(),
  createdAt: momentSchema,
  expiresAt: momentSchema.nullable(),
});
export type UploadStatus = z.infer<typeof uploadStatusSchema>;

/** `GET /files/uploads`: the caller's uploads that have not ended, the newest first, at most `MAX_UNFINISHED_UPLOADS`. */
export const uploadListSchema = z.array(uploadStatusSchema);

/**
 * `POST /files/uploads/:id/complete`: all bytes are sent. Answers when they are checked, or after some seconds with `checking`: then ask
 * again with the same call. Calling it twice does no harm. `sha256` (hexadecimal) is of the bytes as they were sent: where it is not that
 * of the bytes that arrived, the upload is refused.
 */
export const completeUploadRequestSchema = z.strictObject({
  sha256: z
    .string()
    .regex(/^[0-9a-f]{64}$/, { error: 'must be a SHA-256 in lower case hexadecimal' })
    .optional(),
});
export type CompleteUploadRequest = z.infer<typeof completeUploadRequestSchema>;
