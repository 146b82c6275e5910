import * as z from 'zod';
import { personNameSchema } from './account.js';
import { deviceSchema } from './attempts.js';
import { MAX_BLOCK_MINUTES } from './blocking.js';
import { permissionSchema, roleKeySchema } from './permissions.js';
import { commaList, emailSchema, momentSchema, objectIdSchema, pageSizeSchema, plainText } from './primitives.js';
import { authenticatorSchema } from './second-factor.js';

/** `locked` covers locks by hand and by the rules; `deleting` waits for the end of its grace period. */
export const userStates = ['active', 'locked', 'inactive', 'unverified', 'deleting'] as const;
export const userStateSchema = z.enum(userStates);
export type UserState = z.infer<typeof userStateSchema>;

export const userSorts = ['email', '-email', '-createdAt', 'createdAt', '-lastSeenAt', 'lastSeenAt'] as const;
/** The filters that the list and the CSV export share. `search` looks at the beginning of email, first and last name. */
export const userFilterSchema = z.strictObject({
  search: plainText(1, 100)
    .transform((value) => value.normalize('NFKC').trim().toLowerCase())
    .optional(),
  role: roleKeySchema.optional(),
  state: commaList(userStates).optional(),
  secondFactor: z.enum(['on', 'off']).optional(),
});
export type UserFilter = z.infer<typeof userFilterSchema>;
/** `GET /admin/users`. */
export const userListQuerySchema = userFilterSchema.extend({
  sort: z.enum(userSorts).default('email'),
  cursor: z
    .string()
    .regex(/^[\w-]{1,600}$/)
    .optional(),
  limit: pageSizeSchema,
});
export type UserListQuery = z.infer<typeof userListQuerySchema>;

/** A line of the users list. */
export const userListItemSchema = z.object({
  id: objectIdSchema,
  email: z.string(),
  firstName: z.string(),
  lastName: z.string(),
  role: roleKeySchema,
  roleTitle: z.string(),
  isPrimaryAdmin: z.boolean(),
  states: z.array(userStateSchema),
  lockedUntil: momentSchema.nullable(),
  secondFactor: z.boolean(),
  sessions: z.number().int(),
  createdAt: momentSchema,
  lastSeenAt: momentSchema.nullable(),
  /** Signed for the caller. */
  avatarUrl: z.string().nullable(),
});
export type UserListItem = z.infer<typeof userListItemSchema>;

/** The kinds of lock that an account can be under; each is lifted on its own or all together. */
export const lockKinds = ['manual', 'account', 'device', 'second_factor'] as const;
export const lockKindSchema = z.enum(lockKinds);
export type LockKind = z.infer<typeof lockKindSchema>;
export const accountLockSchema = z.object({
  kind: lockKindSchema,
  reason: z.string(),
  lockedUntil: momentSchema,
  failures: z.number().int().nullable(),
});
export type AccountLock = z.infer<typeof accountLockSchema>;

/** `GET /admin/users/:id`. `may` says what the caller may do to this person, so that the page offers nothing else. */
export const userActions = [
  'update',
  'lock',
  'unlock',
  'end_sessions',
  'reset_factors',
  'change_role',
  'deactivate',
  'activate',
  'delete',
] as const;
export const userActionSchema = z.enum(userActions);
export type UserAction = z.infer<typeof userActionSchema>;
export const userDetailSchema = userListItemSchema.extend({
  emailVerified: z.boolean(),
  hasPassword: z.boolean(),
  mustChangePassword: z.boolean(),
  lockReason: z.string().nullable(),
  passwordChangedAt: momentSchema.nullable(),
  deleteAfter: momentSchema.nullable(),
  locale: z.enum(['en', 'ar']).nullable(),
  permissions: z.array(permissionSchema),
  identities: z.array(z.object({ provider: z.string(), email: z.string().nullable(), linkedAt: momentSchema })),
  authenticators: z.array(authenticatorSchema),
  backupCodesLeft: z.number().int(),
  locks: z.array(accountLockSchema),
  may: z.array(userActionSchema),
});
export type UserDetail = z.infer<typeof userDetailSchema>;

/** `GET /admin/users/:id/sessions`; `DELETE /admin/users/:id/sessions/:sessionId` ends one. */
export const userSessionSchema = z.object({
  id: objectIdSchema,
  device: deviceSchema,
  ipAddress: z.string(),
  country: z.string().nullable(),
  remembered: z.boolean(),
  createdAt: momentSchema,
  lastUsedAt: momentSchema,
  expiresAt: momentSchema,
});
export type UserSession = z.infer<typeof userSessionSchema>;

/** `PATCH /admin/users/:id`. */
export const updateUserRequestSchema = z.strictObject({
  firstName: personNameSchema.optional(),
  lastName: personNameSchema.optional(),
});
export type UpdateUserRequest = z.infer<typeof updateUserRequestSchema>;
/** `POST /admin/users/:id/role` (step-up): the person's sessions end, so that the new role holds from the first request. */
export const changeRoleRequestSchema = z.strictObject({ role: roleKeySchema });
export type ChangeRoleRequest = z.infer<typeof changeRoleRequestSchema>;
/** `POST /admin/users/:id/lock`: until the end; the sessions are over. */
export const lockUserRequestSchema = z.strictObject({
  reason: plainText(1, 200),
  durationMinutes: z.number().int().min(1).max(MAX_BLOCK_MINUTES),
});
export type LockUserRequest = z.infer<typeof lockUserRequestSchema>;
/** `POST /admin/users/:id/unlock`: every kind of lock where none is named. */
export const unlockUserRequestSchema = z.strictObject({ kind: lockKindSchema.optional() });
export type UnlockUserRequest = z.infer<typeof unlockUserRequestSchema>;
/** `POST /admin/users/:id/reset-factors` (step-up), `/deactivate`, `/activate`, `DELETE /admin/users/:id` (step-up). */
export const reasonRequestSchema = z.strictObject({ reason: plainText(1, 200) });
export type ReasonRequest = z.infer<typeof reasonRequestSchema>;

/** `POST /admin/users/bulk`: one action on up to 100 people; each is answered for itself. */
export const MAX_BULK = 100;
export const bulkRequestSchema = z.discriminatedUnion('action', [
  z.strictObject({
    action: z.literal('lock'),
    ids: z.array(objectIdSchema).min(1).max(MAX_BULK),
    reason: plainText(1, 200),
    durationMinutes: z.number().int().min(1).max(MAX_BLOCK_MINUTES),
  }),
  z.strictObject({ action: z.literal('unlock'), ids: z.array(objectIdSchema).min(1).max(MAX_BULK) }),
  z.strictObject({ action: z.literal('end_sessions'), ids: z.array(objectIdSchema).min(1).max(MAX_BULK) }),
  z.strictObject({
    action: z.literal('change_role'),
    ids: z.array(objectIdSchema).min(1).max(MAX_BULK),
    role: roleKeySchema,
  }),
]);
export type BulkRequest = z.infer<typeof bulkRequestSchema>;
export const bulkResultSchema = z.object({
  id: objectIdSchema,
  email: z.string().nullable(),
  ok: z.boolean(),
  message: z.string().nullable(),
});
export type BulkResult = z.infer<typeof bulkResultSchema>;

/** `POST /admin/invitations`: mails a link, valid for a week. `GET /admin/invitations` lists; `DELETE /admin/invitations/:id` withdraws. */
export const inviteRequestSchema = z.strictObject({
  email: emailSchema,
  role: roleKeySchema,
  locale: z.enum(['en', 'ar']).default('en'),
});
export type InviteRequest = z.infer<typeof inviteRequestSchema>;
/** The id of an invitation: 64 hexadecimal digits. */
export const invitationIdSchema = z.string().regex(/^[0-9a-f]{64}$/, { error: 'is not an invitation' });
export const invitationSchema = z.object({
  id: invitationIdSchema,
  email: z.string(),
  role: roleKeySchema,
  roleTitle: z.string(),
  invitedBy: z.string(),
  createdAt: momentSchema,
  expiresAt: momentSchema,
});
export type Invitation = z.infer<typeof invitationSchema>;

/** `GET /admin/users/:id/activity`: what the person did and what was done to them, newest first, from the audit log. */
export const activityQuerySchema = z.strictObject({
  view: z.enum(['by', 'about']).default('by'),
  cursor: objectIdSchema.optional(),
  limit: pageSizeSchema,
});
export type ActivityQuery = z.infer<typeof activityQuerySchema>;
export const activitySchema = z.object({
  id: objectIdSchema,
  timestamp: momentSchema,
  action: z.string(),
  actor: z.string(),
  resourceType: z.string(),
  resourceId: z.string(),
  ipAddress: z.string().nullable(),
  details: z.record(z.string(), z.unknown()),
});
export type Activity = z.infer<typeof activitySchema>;

/** A role, built-in or custom. `editable` is false for built-in ones. */
export const roleViewSchema = z.object({
  key: roleKeySchema,
  title: z.string(),
  description: z.string(),
  permissions: z.array(permissionSchema),
  builtIn: z.boolean(),
  people: z.number().int(),
  /** Whether the caller may hand this role out: they hold every permission of it. */
  assignable: z.boolean(),
});
export type RoleView = z.infer<typeof roleViewSchema>;
const roleFields = {
  title: plainText(1, 60).transform((value) => value.normalize('NFC').trim()),
  description: plainText(0, 200).default(''),
  permissions: z.array(permissionSchema).min(1).max(50),
};
/** `GET /admin/roles`, `POST /admin/roles`, `PUT /admin/roles/:key`, `DELETE /admin/roles/:key` (all but the list: step-up). */
export const createRoleRequestSchema = z.strictObject({ key: roleKeySchema, ...roleFields });
export type CreateRoleRequest = z.infer<typeof createRoleRequestSchema>;
export const updateRoleRequestSchema = z.strictObject(roleFields);
export type UpdateRoleRequest = z.infer<typeof updateRoleRequestSchema>;
