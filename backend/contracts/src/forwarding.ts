import * as z from 'zod';
import { momentSchema } from './primitives.js';

/**
 * Where the records of the audit log are forwarded to, as the environment says it, and how far that has come.
 * `lagSeconds` is the age of the oldest record that did not go out yet, 0 where there is none.
 */
export const forwardDestinationSchema = z.object({
  name: z.string(),
  kind: z.enum(['file', 'stdout', 'syslog']),
  lagSeconds: z.number().int(),
  takenAt: momentSchema.nullable(),
  failingSince: momentSchema.nullable(),
  problem: z.string().nullable(),
});
export type ForwardDestination = z.infer<typeof forwardDestinationSchema>;
