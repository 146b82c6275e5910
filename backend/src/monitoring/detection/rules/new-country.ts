import { type DeskEvent, textOf } from '../desk-event.js';
import { type DetectionRule, NOTHING, numberIn, numeric, type RuleValues } from './rule.js';
import { accountPart, networkPart, type Part, type Sighting, touchOf } from './sighting.js';

/** An account with a history that gets in from a country that it never got in from before. */
export const newCountry: DetectionRule = {
  id: 'new_country',
  severity: 'low',
  defaultMode: 'on',
  rank: 10,
  actions: ['sign-in.unfamiliar'],
  parameters: [numeric('earlierSignIns', 'integer', 2, 1, 50)],
  start: (values) => ({ observe: (event) => observe(event, values) }),
};

function observe(event: DeskEvent, values: RuleValues): readonly Sighting[] {
  const { details, place } = event;
  const [userId, email] = [textOf(details, 'userId'), textOf(details, 'email')];
  const [sessionId, country] = [textOf(details, 'sessionId'), textOf(details, 'country')];
  if (details['newCountry'] !== true || userId === null || email === null || country === null) return NOTHING;
  const parts: Part[] = [accountPart(email, userId)];
  if (place !== null) parts.push(networkPart(place.single));
  if (sessionId !== null) parts.push({ type: 'session', value: sessionId, userId });
  const key = `account:${email}`;
  const touches = [touchOf(event, 'succeeded', parts)];
  const history = { personId: userId, needsHistory: numberIn(values, 'earlierSignIns') };
  return [{ key, joins: [key], severity: newCountry.severity, facts: { country }, touches, ...history }];
}
