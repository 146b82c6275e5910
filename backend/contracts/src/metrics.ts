import * as z from 'zod';
import { momentSchema } from './primitives.js';

/**
 * One figure of the desk: its value now (or over the last 24 hours), the same 24 hours earlier (null where it is not
 * known) and 24 hourly values, oldest first (empty where there is no history).
 */
export const metricCardSchema = z.object({
  value: z.number(),
  previous: z.number().nullable(),
  series: z.array(z.number()),
});
export type MetricCard = z.infer<typeof metricCardSchema>;

/** `GET /monitoring/security-metrics` and the `monitoring:security-metrics` frame. */
export const securityMetricsSchema = z.object({
  generatedAt: momentSchema,
  signIns: metricCardSchema,
  failedAttempts: metricCardSchema,
  blockedAttempts: metricCardSchema,
  blockedAddresses: metricCardSchema,
  activeSessions: metricCardSchema,
  lockedAccounts: metricCardSchema,
  openIncidents: metricCardSchema,
  /** People whose session was used within the last quarter of an hour. */
  peopleOnline: metricCardSchema,
  /** Attempts recorded per second, averaged over the last 5 seconds. */
  eventsPerSecond: z.number(),
});
export type SecurityMetrics = z.infer<typeof securityMetricsSchema>;
