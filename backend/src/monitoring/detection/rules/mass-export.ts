import { LRUCache } from 'lru-cache';
import { type DeskEvent, numberOf, textOf } from '../desk-event.js';
import { OpenKeys } from './open-keys.js';
import { type DetectionRule, MINUTE_MS, NOTHING, numberIn, numeric, type RuleRun, type RuleValues } from './rule.js';
import { accountPart, networkPart, type Part, type Sighting, type Touch, touchOf } from './sighting.js';
import { TouchWindow } from './touch-window.js';

const MAX_PEOPLE = 2_000;
const MAX_TOUCHES = 200;
const HOUR_MS = 60 * MINUTE_MS;

/** Somebody who takes much out of the desk, or often. */
export const massExport: DetectionRule = {
  id: 'mass_export',
  severity: 'medium',
  defaultMode: 'on',
  rank: 40,
  actions: ['records.exported', 'account.changed'],
  parameters: [
    numeric('exports', 'integer', 5, 2, 100),
    numeric('exportsMinutes', 'minutes', 10, 1, 120),
    numeric('hourlyExports', 'integer', 12, 2, 200),
    numeric('rows', 'integer', 50_000, 100, 10_000_000),
    numeric('rowsMinutes', 'minutes', 60, 1, 360),
  ],
  start: (values) => new MassExportRun(values),
};

interface Taken {
  readonly exports: TouchWindow;
  readonly rows: TouchWindow;
}

class MassExportRun implements RuleRun {
  private readonly people = new LRUCache<string, Taken>({ max: MAX_PEOPLE });
  private readonly open = new OpenKeys();

  constructor(private readonly values: RuleValues) {}

  observe(event: DeskEvent): readonly Sighting[] {
    const { action, actor, details, at } = event;
    if (action === 'account.changed' && details['change'] !== 'exported') return NOTHING;
    const key = `account:${actor.name}`;
    const touch = touchOf(event, 'none', partsOf(event));
    if (this.open.find(key, at) !== undefined) {
      this.open.extend(key, at);
      return [sighting(key, [touch])];
    }
    const taken = this.takenBy(key);
    taken.exports.add(touch);
    taken.rows.add({ ...touch, weight: Math.max(0, numberOf(details, 'rows')) });
    const exports = taken.exports.countWithin(this.limit('exportsMinutes') * MINUTE_MS, at);
    const rows = taken.rows.countWithin(this.limit('rowsMinutes') * MINUTE_MS, at);
    const hourly = taken.exports.countWithin(HOUR_MS, at);
    const isOften = exports >= this.limit('exports') || hourly >= this.limit('hourlyExports');
    if (!isOften && rows < this.limit('rows')) return NOTHING;
    this.open.begin(key, at, {});
    const touches = taken.exports.take();
    taken.rows.take();
    const byRows = rows >= this.limit('rows');
    const facts = { exports: touches.length, rows, threshold: this.limit(byRows ? 'rows' : 'exports') };
    return [{ ...sighting(key, touches), facts }];
  }

  private takenBy(key: string): Taken {
    const found = this.people.get(key);
    if (found !== undefined) return found;
    const longest = Math.max(HOUR_MS, this.limit('exportsMinutes') * MINUTE_MS, this.limit('rowsMinutes') * MINUTE_MS);
    const made = { exports: new TouchWindow(MAX_TOUCHES, longest), rows: new TouchWindow(MAX_TOUCHES, longest) };
    this.people.set(key, made);
    return made;
  }

  private limit(name: string): number {
    return numberIn(this.values, name);
  }
}

function partsOf({ actor, details, place }: DeskEvent): Part[] {
  const parts: Part[] = place === null ? [] : [networkPart(place.single)];
  const keyId = textOf(details, 'actingKeyId');
  if (keyId !== null) parts.push({ type: 'api_key', value: keyId, userId: actor.userId });
  if (actor.kind === 'user') parts.push(accountPart(actor.name, actor.userId));
  return parts;
}

function sighting(key: string, touches: readonly Touch[]): Sighting {
  const { severity } = massExport;
  return { key, joins: [], severity, facts: {}, touches };
}
