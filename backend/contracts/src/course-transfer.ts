import * as z from 'zod';
import { objectIdSchema } from './primitives.js';

/** `POST /teach/courses/:id/copy`: answers the new draft, which belongs to the caller; learners are not copied. */
export const copyCourseRequestSchema = z.strictObject({});
export type CopyCourseRequest = z.infer<typeof copyCourseRequestSchema>;

/**
 * `POST /teach/courses/import`: makes a draft of an archive that `GET /teach/courses/:id/export` made and that was uploaded
 * with the purpose `course_archive`. Answers the course; 400 with a list of what is wrong with the archive, and then nothing
 * of it is taken over.
 */
export const importCourseRequestSchema = z.strictObject({ fileId: objectIdSchema });
export type ImportCourseRequest = z.infer<typeof importCourseRequestSchema>;
