import * as z from 'zod';
import { errorCodeSchema } from './errors.js';
import {
  addressOrRangeSchema,
  emailSchema,
  momentSchema,
  objectIdSchema,
  pageSizeSchema,
  plainText,
} from './primitives.js';

export const blockSources = ['auto', 'manual', 'rule'] as const;
export const blockSourceSchema = z.enum(blockSources);
export type BlockSource = z.infer<typeof blockSourceSchema>;

/** One year in minutes: the longest block that is not permanent. */
export const MAX_BLOCK_MINUTES = 525_600;

/** The lengths of growing blocks in minutes: 1 hour, 4 hours, 1 day, 1 week, 30 days, by the number of blocks before. */
export const GROWING_MINUTES = [60, 240, 1_440, 10_080, 43_200] as const;

/** The most lines of one bulk request, and its size in characters. */
export const MAX_BULK_LINES = 1_000;
export const MAX_BULK_TEXT = 300_000;

/**
 * A blocked address or range. `range` is CIDR in canonical form (one address is /32 or /128); `attempts` is the number
 * of failures that led to it; `blockedUntil` is null for a permanent one.
 */
export const blockedIpSchema = z.object({
  id: objectIdSchema,
  range: z.string(),
  attempts: z.number().int(),
  reason: z.string(),
  source: blockSourceSchema,
  permanent: z.boolean(),
  blockedUntil: momentSchema.nullable(),
  createdBy: z.string().nullable(),
  createdAt: momentSchema,
});
export type BlockedIp = z.infer<typeof blockedIpSchema>;

/** How a block ended: somebody lifted it, its time was over, or another block of the same range took its place. */
export const blockEndings = ['lifted', 'expired', 'replaced'] as const;
export const blockEndingSchema = z.enum(blockEndings);
export type BlockEnding = z.infer<typeof blockEndingSchema>;

/**
 * A block as the list shows it. `hits` counts the requests that it refused, some seconds late; the last three say
 * when, how and by whom it was ended, and are null while it is in force.
 */
export const blockRecordSchema = blockedIpSchema.extend({
  hits: z.number().int(),
  lastHitAt: momentSchema.nullable(),
  endedAt: momentSchema.nullable(),
  ending: blockEndingSchema.nullable(),
  endedBy: z.string().nullable(),
});
export type BlockRecord = z.infer<typeof blockRecordSchema>;

/** Some ranges out of `count`: at most 20 are named. */
export const someRangesSchema = z.object({ count: z.number().int(), ranges: z.array(z.string()) });
export type SomeRanges = z.infer<typeof someRangesSchema>;

/** What a range has to do with the others: narrower blocks in it, wider ones around it, allowed addresses in it. */
export const rangeRelationsSchema = z.object({
  covers: someRangesSchema,
  coveredBy: someRangesSchema,
  allowed: someRangesSchema,
});
export type RangeRelations = z.infer<typeof rangeRelationsSchema>;

/** What `POST /monitoring/block-ip` answers. */
export const blockAnswerSchema = blockedIpSchema.extend({ relations: rangeRelationsSchema });
export type BlockAnswer = z.infer<typeof blockAnswerSchema>;

const lengthFields = {
  durationMinutes: z.number().int().min(1).max(MAX_BLOCK_MINUTES).optional(),
  permanent: z.literal(true).optional(),
  /** As long as GROWING_MINUTES says for the blocks that this range, or one around it, had in the last 90 days. */
  growing: z.literal(true).optional(),
};

const lengthProblem = {
  error: 'give one of durationMinutes, permanent: true and growing: true',
  path: ['durationMinutes'],
};

function hasOneLength(value: { durationMinutes?: unknown; permanent?: unknown; growing?: unknown }): boolean {
  return [value.durationMinutes, value.permanent, value.growing].filter((length) => length !== undefined).length === 1;
}

/** `POST /monitoring/block-ip`. Exactly one of `durationMinutes`, `permanent: true` and `growing: true`. */
export const blockIpRequestSchema = z
  .strictObject({
    address: addressOrRangeSchema,
    reason: plainText(1, 200),
    ...lengthFields,
    /** Says that the caller knows that the range holds their own address, or one that this server or its proxies use. */
    confirmSelf: z.boolean().default(false),
  })
  .refine(hasOneLength, lengthProblem);
export type BlockIpRequest = z.infer<typeof blockIpRequestSchema>;
export type BlockIpRequestInput = z.input<typeof blockIpRequestSchema>;

/** `POST /monitoring/unblock-ip`: the address or the range exactly as it is listed. */
export const unblockIpRequestSchema = z.strictObject({ address: addressOrRangeSchema });
export type UnblockIpRequest = z.infer<typeof unblockIpRequestSchema>;

/** What `POST /monitoring/unblock-ip` answers: the wider ranges that keep the address out all the same. */
export const unblockAnswerSchema = z.object({ range: z.string(), stillBlockedBy: someRangesSchema });
export type UnblockAnswer = z.infer<typeof unblockAnswerSchema>;

// lines are parted by line breaks; a line itself is checked as any other text
const listText = z
  .string()
  .min(1)
  .max(MAX_BULK_TEXT)
  .refine((value) => !/[^\P{Cc}\r\n\t]/u.test(value), { error: 'must not contain control characters' })
  .refine((value) => value.split('\n').length <= MAX_BULK_LINES, {
    error: `must hold at most ${String(MAX_BULK_LINES)} lines`,
  });

/**
 * `POST /monitoring/block-ips`: a pasted list or CSV, one block in a line as `address[,reason[,minutes|permanent|growing]]`.
 * What a line leaves out is taken from the request. `#` begins a comment. `dryRun` answers what would happen.
 */
export const blockManyRequestSchema = z
  .strictObject({
    text: listText,
    reason: plainText(1, 200),
    ...lengthFields,
    confirmSelf: z.boolean().default(false),
    dryRun: z.boolean().default(false),
  })
  .refine(hasOneLength, lengthProblem);
export type BlockManyRequest = z.infer<typeof blockManyRequestSchema>;
export type BlockManyRequestInput = z.input<typeof blockManyRequestSchema>;

/**
 * What became of a line: it is blocked now; it was blocked already for at least as long; a wider range keeps it out;
 * it holds the caller's own address or the server's, and that was not confirmed; or it cannot be blocked.
 */
export const bulkOutcomes = ['blocked', 'already', 'covered', 'own_address', 'refused'] as const;
export const bulkLineSchema = z.object({
  /** Counted from 1, in the text as it was sent. */
  line: z.number().int(),
  /** The range in canonical form; the beginning of the line where it is none. */
  range: z.string(),
  outcome: z.enum(bulkOutcomes),
  reason: z.string(),
  blockedUntil: momentSchema.nullable(),
  permanent: z.boolean(),
  /** Why it was refused. */
  code: errorCodeSchema.nullable(),
  /** A sentence where there is something to say: what is wrong, or which range covers it. */
  message: z.string().nullable(),
  /** How many narrower blocks it covers, and how many allowed ranges are in it. */
  covers: z.number().int(),
  allowed: z.number().int(),
});
export type BulkLine = z.infer<typeof bulkLineSchema>;

/** What `POST /monitoring/block-ips` answers: a result for each line that is neither blank nor a comment. */
export const blockManyAnswerSchema = z.object({
  dryRun: z.boolean(),
  counts: z.record(z.enum(bulkOutcomes), z.number().int()),
  lines: z.array(bulkLineSchema),
});
export type BlockManyAnswer = z.infer<typeof blockManyAnswerSchema>;

/** `POST /monitoring/unblock-ips`: ranges as they are listed. */
export const unblockManyRequestSchema = z.strictObject({
  addresses: z.array(addressOrRangeSchema).min(1).max(MAX_BULK_LINES),
});
export type UnblockManyRequest = z.infer<typeof unblockManyRequestSchema>;

/** What became of each range; `covered` is lifted as far as it goes, but a wider range keeps it out. */
export const unblockOutcomes = ['unblocked', 'covered', 'not_blocked', 'refused'] as const;
export const unblockLineSchema = z.object({
  range: z.string(),
  outcome: z.enum(unblockOutcomes),
  message: z.string().nullable(),
});
export const unblockManyAnswerSchema = z.object({ unblocked: z.number().int(), lines: z.array(unblockLineSchema) });
export type UnblockManyAnswer = z.infer<typeof unblockManyAnswerSchema>;

export const blockSorts = ['newest', 'ends', 'hits'] as const;
export type BlockSort = (typeof blockSorts)[number];

const filterFields = {
  state: z.enum(['active', 'expired', 'all']).default('active'),
  source: blockSourceSchema.optional(),
  address: addressOrRangeSchema.optional(),
  /** Whether `address` keeps the ranges that contain it, or all that have something in common with it. */
  match: z.enum(['holds', 'overlaps']).default('holds'),
  /** Words of the reason, or their beginnings. */
  q: plainText(1, 100).optional(),
  /** The email of who blocked. */
  by: emailSchema.optional(),
};

/** `GET /monitoring/blocked-ips`. `ends` sorts by the end, the next one first; permanent ones come last. */
export const blockedIpListQuerySchema = z.strictObject({
  ...filterFields,
  sort: z.enum(blockSorts).default('newest'),
  cursor: plainText(1, 300).optional(),
  limit: pageSizeSchema,
});
export type BlockedIpListQuery = z.infer<typeof blockedIpListQuerySchema>;

/** `GET /monitoring/blocked-ips/export`: as CSV, JSON lines, or text with one CIDR in a line, which firewalls read. */
export const blockExportQuerySchema = z.strictObject({
  ...filterFields,
  format: z.enum(['csv', 'jsonl', 'txt']).default('csv'),
});
export type BlockExportQuery = z.infer<typeof blockExportQuerySchema>;
export type BlockFilter = Omit<BlockExportQuery, 'format'>;

/** An address or a range that no block keeps out. `until` is null where it has no end. */
export const allowedIpSchema = z.object({
  id: objectIdSchema,
  range: z.string(),
  note: z.string(),
  until: momentSchema.nullable(),
  createdBy: z.string(),
  createdAt: momentSchema,
});
export type AllowedIp = z.infer<typeof allowedIpSchema>;

/** `POST /monitoring/allowed-ips`. */
export const allowIpRequestSchema = z.strictObject({
  address: addressOrRangeSchema,
  note: plainText(1, 200),
  until: momentSchema.optional(),
});
export type AllowIpRequest = z.infer<typeof allowIpRequestSchema>;

export const checkAddressQuerySchema = z.strictObject({ address: addressOrRangeSchema });

/**
 * Who is let in from an address: everybody, since nothing keeps it out (`open`) or since it is on the allow list
 * (`allowed`); whoever is signed in already (`signed_in`), since the rules blocked it; nobody.
 */
export const addressVerdicts = ['open', 'allowed', 'signed_in', 'nobody'] as const;

/**
 * `GET /monitoring/blocked-ips/check`: whether an address, or all of a range, would be let in, and why; and what
 * blocking it would mean. `blocks` are those that hold it, the one that decides first, at most 20.
 */
export const addressCheckSchema = z.object({
  range: z.string(),
  verdict: z.enum(addressVerdicts),
  blocks: z.array(blockRecordSchema),
  allowedBy: allowedIpSchema.nullable(),
  relations: rangeRelationsSchema,
  /** The blocks of the last 90 days of this range and those around it; how long a growing block would last. */
  pastBlocks: z.number().int(),
  growingMinutes: z.number().int(),
  /** What blocking it has to be confirmed for: it holds the caller's own address, or one of the server and its proxies. */
  holds: z.array(z.enum(['self', 'server'])),
});
export type AddressCheck = z.infer<typeof addressCheckSchema>;
