import { type DeskEvent, textOf } from '../desk-event.js';
import { type DetectionRule, NOTHING } from './rule.js';
import { accountPart, networkPart, type Part, type Sighting, touchOf } from './sighting.js';

/** A refresh token that came back long after its use: it was copied. */
export const tokenReuse: DetectionRule = {
  id: 'token_reuse',
  severity: 'high',
  defaultMode: 'on',
  rank: 65,
  actions: ['refresh-token.reused'],
  parameters: [],
  start: () => ({ observe }),
};

function observe(event: DeskEvent): readonly Sighting[] {
  const userId = textOf(event.details, 'userId');
  const email = textOf(event.details, 'email');
  if (userId === null) return NOTHING;
  const parts: Part[] = [{ type: 'session', value: event.resourceId, userId }];
  if (email !== null) parts.push(accountPart(email, userId));
  if (event.place !== null) parts.push(networkPart(event.place.single));
  const touches = [touchOf(event, 'failed', parts)];
  return [{ key: `user:${userId}`, joins: [], severity: tokenReuse.severity, facts: {}, touches }];
}
