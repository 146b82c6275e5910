import * as z from 'zod';
import { objectIdSchema } from './primitives.js';

/** `PUT /account/avatar`: a file of the purpose `avatar` that the caller has uploaded. The picture before it is deleted. */
export const setAvatarRequestSchema = z.strictObject({ fileId: objectIdSchema });
export type SetAvatarRequest = z.infer<typeof setAvatarRequestSchema>;

const MAX_PEOPLE = 50;

/**
 * `GET /people/avatars`: the pictures of up to fifty people (`ids`, with commas between them), for pages that everybody is answered alike
 * and that therefore have no signed addresses in them.
 */
export const avatarsQuerySchema = z.strictObject({
  ids: z
    .string()
    .max(25 * MAX_PEOPLE)
    .transform((value) => value.split(','))
    .pipe(z.array(objectIdSchema).max(MAX_PEOPLE)),
});
export type AvatarsQuery = z.infer<typeof avatarsQuerySchema>;

/** Somebody who has a picture. `url` is signed for the caller. */
export const avatarSchema = z.object({ userId: objectIdSchema, url: z.string() });
export type Avatar = z.infer<typeof avatarSchema>;
