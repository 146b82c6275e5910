import { LRUCache } from 'lru-cache';
import { type DeskEvent, numberOf, textOf } from '../desk-event.js';
import { OpenKeys } from './open-keys.js';
import { type DetectionRule, MINUTE_MS, NOTHING, numberIn, numeric, type RuleRun, type RuleValues } from './rule.js';
import { accountPart, type Facts, networkPart, type Part, type Sighting, type Touch, touchOf } from './sighting.js';
import { TouchWindow } from './touch-window.js';

const MAX_KEYS = 5_000;
const MAX_TOUCHES = 100;

interface Misuse {
  readonly subject: string;
  readonly counter: string;
  readonly limit: string;
  readonly reason: string;
}

/** Keys that were taken back and are used again, keys that never were, keys that ask for more, keys that travel. */
export const apiKeyMisuse: DetectionRule = {
  id: 'api_key_misuse',
  severity: 'medium',
  defaultMode: 'on',
  rank: 35,
  actions: ['api-key.refused', 'api-key.unfamiliar'],
  parameters: [
    numeric('endedKeyUses', 'integer', 3, 1, 100),
    numeric('unknownKeys', 'integer', 5, 2, 100),
    numeric('notPermitted', 'integer', 5, 2, 100),
    numeric('windowMinutes', 'minutes', 10, 1, 120),
  ],
  start: (values) => new ApiKeyMisuseRun(values),
};

class ApiKeyMisuseRun implements RuleRun {
  private readonly windows = new LRUCache<string, TouchWindow>({ max: MAX_KEYS });
  private readonly open = new OpenKeys();

  constructor(private readonly values: RuleValues) {}

  observe(event: DeskEvent): readonly Sighting[] {
    return event.action === 'api-key.unfamiliar' ? this.unfamiliar(event) : this.refused(event);
  }

  private unfamiliar(event: DeskEvent): readonly Sighting[] {
    if (event.details['newCountry'] !== true) return NOTHING;
    const key = `key:${event.resourceId}`;
    this.open.begin(key, event.at, {});
    const country = textOf(event.details, 'country') ?? '';
    const owner = textOf(event.details, 'userId');
    const found = sighting(event, key, [touchOf(event, 'succeeded', partsOf(event))], { country });
    return [owner === null ? found : { ...found, personId: owner }];
  }

  private refused(event: DeskEvent): readonly Sighting[] {
    const misuse = misuseOf(event);
    if (misuse === null) return NOTHING;
    const key = misuse.subject;
    const weight = Math.max(1, numberOf(event.details, 'count'));
    const touch = touchOf(event, 'failed', partsOf(event), weight);
    if (this.open.find(key, event.at) !== undefined) {
      this.open.extend(key, event.at);
      return [sighting(event, key, [touch], {})];
    }
    const windowMs = numberIn(this.values, 'windowMinutes') * MINUTE_MS;
    const window = this.windowOf(misuse.counter, windowMs);
    window.add(touch);
    const count = window.countWithin(windowMs, event.at);
    const threshold = numberIn(this.values, misuse.limit);
    if (count < threshold) return NOTHING;
    this.open.begin(key, event.at, {});
    return [sighting(event, key, window.take(), { reason: misuse.reason, count, threshold })];
  }

  private windowOf(counter: string, windowMs: number): TouchWindow {
    const found = this.windows.get(counter);
    if (found !== undefined) return found;
    const made = new TouchWindow(MAX_TOUCHES, windowMs);
    this.windows.set(counter, made);
    return made;
  }
}

function misuseOf({ details, place }: DeskEvent): Misuse | null {
  const reason = textOf(details, 'reason');
  const keyId = textOf(details, 'keyId');
  if (reason === 'unknown') {
    if (place === null) return null;
    // whoever guesses keys can change their address within a network
    const subject = `network:${place.wide}`;
    return { subject, counter: subject, limit: 'unknownKeys', reason };
  }
  if (reason === null || keyId === null) return null;
  const limit = reason === 'not_permitted' ? 'notPermitted' : 'endedKeyUses';
  return { subject: `key:${keyId}`, counter: `${keyId} ${limit}`, limit, reason };
}

function partsOf({ details, place, resourceId, action }: DeskEvent): Part[] {
  const userId = textOf(details, 'userId');
  const email = textOf(details, 'email');
  const keyId = action === 'api-key.unfamiliar' ? resourceId : textOf(details, 'keyId');
  const parts: Part[] = place === null ? [] : [networkPart(place.single)];
  if (keyId !== null) parts.push({ type: 'api_key', value: keyId, userId });
  if (email !== null) parts.push(accountPart(email, userId));
  return parts;
}

function sighting(event: DeskEvent, key: string, touches: readonly Touch[], facts: Facts): Sighting {
  // unknown keys are tried one after the other from one place
  const joins = event.place === null ? [] : [`keys:${event.place.wide}`];
  return { key, joins, severity: apiKeyMisuse.severity, facts, touches };
}
