import * as z from 'zod';

/** `GET /health/live`: the process answers. */
export const livenessSchema = z.object({
  status: z.literal('ok'),
  version: z.string(),
  uptimeSeconds: z.number().int(),
});
export type Liveness = z.infer<typeof livenessSchema>;

export const healthCheckSchema = z.object({
  name: z.enum(['database', 'redis', 'disk', 'storage', 'mail']),
  status: z.enum(['up', 'down', 'not_configured']),
  latencyMs: z.number().nullable(),
  message: z.string().nullable(),
});
export type HealthCheck = z.infer<typeof healthCheckSchema>;

/**
 * `GET /health/ready`: 200 where everything configured is up, else 503 with the same body under `data`. Where only mail or the storage of
 * files is down it is `degraded` and 200: an installation without them goes on serving people.
 */
export const readinessSchema = z.object({
  status: z.enum(['ready', 'degraded', 'unavailable']),
  checks: z.array(healthCheckSchema),
});
export type Readiness = z.infer<typeof readinessSchema>;
