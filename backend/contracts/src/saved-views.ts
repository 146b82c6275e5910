import * as z from 'zod';
import type { Permission } from './permissions.js';
import { momentSchema, objectIdSchema, plainText } from './primitives.js';

/** Nobody keeps more views than this. */
export const MAX_SAVED_VIEWS = 50;

/** The lists that have views, each with the permission that opens it. */
export const viewPagePermissions = {
  monitoring: 'monitoring:read',
  incidents: 'monitoring:read',
  audit: 'audit:read',
  users: 'users:read',
  'blocked-ips': 'monitoring:read',
} as const satisfies Readonly<Record<string, Permission>>;
export const viewPageSchema = z.enum(['monitoring', 'incidents', 'audit', 'users', 'blocked-ips']);
export type ViewPage = z.infer<typeof viewPageSchema>;

const MAX_PARAMETERS = 30;

/** The query of a list as it stands in the URL, without `?`: names of filters with their values, percent-encoded. */
export const viewQuerySchema = z
  .string()
  .max(2_000)
  .regex(/^[A-Za-z0-9\-._~%&=+@:,/!*'()]*$/, { error: 'must be the query of a page, percent-encoded' })
  .refine((query) => [...new URLSearchParams(query).keys()].every((name) => /^[a-zA-Z][\w-]{0,39}$/.test(name)), {
    error: 'must hold names of filters only',
  })
  .refine((query) => [...new URLSearchParams(query).keys()].length <= MAX_PARAMETERS, {
    error: 'must hold at most 30 filters',
  });

const name = plainText(1, 60)
  .transform((value) => value.normalize('NFC').trim())
  .pipe(z.string().min(1, { error: 'must not be empty' }));

/** A view: filters under a name. A shared one is seen by everybody who may open the page, and changed by its owner only. */
export const savedViewSchema = z.object({
  id: objectIdSchema,
  page: viewPageSchema,
  name: z.string(),
  query: z.string(),
  shared: z.boolean(),
  /** Opened where the page is opened without filters; own views only. */
  isDefault: z.boolean(),
  own: z.boolean(),
  owner: z.string(),
  updatedAt: momentSchema,
});
export type SavedView = z.infer<typeof savedViewSchema>;

/** `GET /views`: the own ones by name, then those that others share. */
export const savedViewListQuerySchema = z.strictObject({ page: viewPageSchema });
export type SavedViewListQuery = z.infer<typeof savedViewListQuerySchema>;

/** `POST /views`. */
export const createSavedViewRequestSchema = z.strictObject({
  page: viewPageSchema,
  name,
  query: viewQuerySchema,
  shared: z.boolean().default(false),
});
export type CreateSavedViewRequest = z.infer<typeof createSavedViewRequestSchema>;

/** `PATCH /views/:id`: what is left out stays. */
export const updateSavedViewRequestSchema = z
  .strictObject({
    name: name.optional(),
    query: viewQuerySchema.optional(),
    shared: z.boolean().optional(),
    isDefault: z.boolean().optional(),
  })
  .refine((changes) => Object.keys(changes).length > 0, {
    error: 'must change something',
  });
export type UpdateSavedViewRequest = z.infer<typeof updateSavedViewRequestSchema>;
