import type { DeskEvent } from '../desk-event.js';
import { type DetectionRule, NOTHING, numberIn, numeric, type RuleValues } from './rule.js';
import { attemptTouch, type Sighting } from './sighting.js';

/** An account that nobody used for months, and that somebody gets into. */
export const dormantAccount: DetectionRule = {
  id: 'dormant_account',
  severity: 'medium',
  defaultMode: 'on',
  rank: 20,
  actions: ['sign-in.attempted'],
  parameters: [numeric('idleDays', 'days_count', 90, 7, 1_000)],
  start: (values) => ({ observe: (event) => observe(event, values) }),
};

function observe(event: DeskEvent, values: RuleValues): readonly Sighting[] {
  const { attempt } = event;
  if (attempt?.outcome !== 'succeeded' || attempt.userId === null || attempt.idleDays === null) return NOTHING;
  const threshold = numberIn(values, 'idleDays');
  if (attempt.idleDays < threshold) return NOTHING;
  const key = `account:${attempt.email}`;
  const facts = { idleDays: attempt.idleDays, threshold };
  const touches = [attemptTouch(event)];
  return [{ key, joins: [key], severity: dormantAccount.severity, facts, touches, personId: attempt.userId }];
}
