import * as z from 'zod';
import { objectIdSchema, plainText } from './primitives.js';

/** No lesson has more blocks than this. */
export const MAX_BLOCKS = 100;

/** The name of a block inside its lesson: it stays the same for as long as the block lives, in drafts and in what is published. */
export const blockIdSchema = z
  .string()
  .regex(/^[A-Za-z0-9_-]{6,32}$/, { error: 'must be 6 to 32 letters, digits, _ or -' });

const html = (limit: number) => z.string().max(limit);

/** The host names whose pages may stand in a lesson; embeds are shown in a sandboxed frame. */
export const embedHosts = [
  'www.youtube-nocookie.com',
  'player.vimeo.com',
  'www.geogebra.org',
  'phet.colorado.edu',
  'codepen.io',
  'archive.org',
  'upload.wikimedia.org',
  'www.openstreetmap.org',
] as const;

/** A page of an allowed host over https; pages of YouTube and Vimeo as they stand in the address bar become their players. */
export const embedUrlSchema = z.url({ protocol: /^https$/ }).max(1_000);

/** Captions of a video: a WebVTT file and the language that it is in. */
export const captionTrackSchema = z.strictObject({
  fileId: objectIdSchema,
  language: z.string().regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})?$/),
  label: plainText(1, 60),
});
export type CaptionTrack = z.infer<typeof captionTrackSchema>;

const textBlock = z.strictObject({ id: blockIdSchema, type: z.literal('text'), html: html(60_000) });
const calloutBlock = z.strictObject({
  id: blockIdSchema,
  type: z.literal('callout'),
  tone: z.enum(['info', 'tip', 'warning']),
  html: html(10_000),
});
const codeBlock = z.strictObject({
  id: blockIdSchema,
  type: z.literal('code'),
  language: z.string().regex(/^[a-z0-9+#-]{0,20}$/),
  code: z.string().max(40_000),
  caption: plainText(0, 200),
});
const imageBlock = z.strictObject({
  id: blockIdSchema,
  type: z.literal('image'),
  fileId: objectIdSchema.nullable(),
  /** What the picture shows, for who cannot see it; may be empty only where `decorative`. */
  alt: plainText(0, 400),
  decorative: z.boolean(),
  caption: plainText(0, 300),
});
const videoBlock = z.strictObject({
  id: blockIdSchema,
  type: z.literal('video'),
  fileId: objectIdSchema.nullable(),
  title: plainText(0, 160),
  /** The length in seconds: that of the file where it is known, else what the browser of the teacher read. Learners are held to it. */
  seconds: z.number().min(0).max(86_400),
  captions: z.array(captionTrackSchema).max(12),
  posterFileId: objectIdSchema.nullable(),
  transcript: z.string().max(60_000),
});
const fileBlock = z.strictObject({
  id: blockIdSchema,
  type: z.literal('file'),
  fileId: objectIdSchema.nullable(),
  title: plainText(0, 160),
});
const embedBlock = z.strictObject({
  id: blockIdSchema,
  type: z.literal('embed'),
  url: z.union([z.literal(''), embedUrlSchema]),
  title: plainText(0, 160),
});
const quizBlock = z.strictObject({ id: blockIdSchema, type: z.literal('quiz'), quizId: objectIdSchema });
const assignmentBlock = z.strictObject({
  id: blockIdSchema,
  type: z.literal('assignment'),
  title: plainText(0, 160),
  html: html(20_000),
  /** Points that a teacher gives at most. */
  points: z.number().int().min(1).max(1_000),
  accepts: z.enum(['text', 'files', 'both']),
});

/** One block of a lesson. HTML is cleaned by the server when it is stored; ids are made where the block is made. */
export const blockSchema = z.discriminatedUnion('type', [
  textBlock,
  calloutBlock,
  codeBlock,
  imageBlock,
  videoBlock,
  fileBlock,
  embedBlock,
  quizBlock,
  assignmentBlock,
]);
export type Block = z.infer<typeof blockSchema>;

export const blockTypes = [
  'text',
  'callout',
  'code',
  'image',
  'video',
  'file',
  'embed',
  'quiz',
  'assignment',
] as const satisfies readonly Block['type'][];
export const blockTypeSchema = z.enum(blockTypes);
export type BlockType = z.infer<typeof blockTypeSchema>;

/**
 * What completes a lesson; all rules of a lesson have to be met (the vocabulary of Canvas). `score`: the grade of a quiz or
 * an assignment in percent; `watched`: the share of a video in percent, by the union of the ranges that were played.
 */
export const completionRuleSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('viewed') }),
  z.strictObject({ kind: z.literal('marked') }),
  z.strictObject({ kind: z.literal('score'), blockId: blockIdSchema, minimum: z.number().int().min(1).max(100) }),
  z.strictObject({ kind: z.literal('submitted'), blockId: blockIdSchema }),
  z.strictObject({ kind: z.literal('watched'), blockId: blockIdSchema, share: z.number().int().min(1).max(100) }),
]);
export type CompletionRule = z.infer<typeof completionRuleSchema>;
