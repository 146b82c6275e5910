import { type DeskEvent, textOf, textsOf } from '../desk-event.js';
import { type DetectionRule, type Knowledge, listed, NOTHING, type RuleRun, type RuleValues, textIn } from './rule.js';
import { accountPart, networkPart, type Part, type Sighting, touchOf } from './sighting.js';
import { OfficeHours } from './office-hours.js';

/** What opens the console. */
/** What has no power over other people: one's own account, and courses of one's own. */
const EVERYDAY: readonly string[] = ['account:self', 'courses:teach'];
const CONSOLE = 'admin:access';

interface Gain {
  readonly what: string;
  readonly console: boolean;
}

/** Somebody is given more power outside the hours in which that is done. */
export const privilegeChange: DetectionRule = {
  id: 'privilege_change',
  severity: 'medium',
  defaultMode: 'on',
  rank: 38,
  actions: ['account.administered', 'role.changed', 'api-key.changed', 'invitation.changed'],
  parameters: [
    listed('timezone', 'timezone', 'UTC'),
    listed('days', 'days', [1, 2, 3, 4, 5]),
    listed('from', 'time', '07:00'),
    listed('to', 'time', '20:00'),
  ],
  start: (values, knowledge) => new PrivilegeChangeRun(values, knowledge),
};

class PrivilegeChangeRun implements RuleRun {
  private readonly hours: OfficeHours;

  constructor(
    values: RuleValues,
    private readonly knowledge: Knowledge,
  ) {
    const days = values['days'];
    this.hours = new OfficeHours({
      timezone: textIn(values, 'timezone'),
      days: Array.isArray(days) ? days.map(Number) : [],
      from: textIn(values, 'from'),
      to: textIn(values, 'to'),
    });
  }

  observe(event: DeskEvent): readonly Sighting[] {
    const { actor, place } = event;
    // the system gives power to the first administrator only, at its start
    if (actor.kind !== 'user' && actor.kind !== 'cli') return NOTHING;
    const gain = this.gainOf(event);
    if (gain === null || this.hours.include(event.at)) return NOTHING;
    const parts: Part[] = place === null ? [] : [networkPart(place.single)];
    if (actor.kind === 'user') parts.push(accountPart(actor.name, actor.userId));
    const email = textOf(event.details, 'email');
    if (email !== null && email !== actor.name) parts.push(accountPart(email, textOf(event.details, 'userId')));
    const severity = gain.console ? 'high' : privilegeChange.severity;
    const touches = [touchOf(event, 'none', parts)];
    return [{ key: `actor:${actor.name}`, joins: [], severity, facts: { change: gain.what }, touches }];
  }

  private gainOf({ action, details, resourceId }: DeskEvent): Gain | null {
    const change = textOf(details, 'change');
    if (action === 'role.changed') return roleGain(change, resourceId, textsOf(details, 'permissions'));
    if (action === 'api-key.changed') {
      const scopes = textsOf(details, 'scopes');
      return change === 'created' && scopes.length > 0 ? { what: 'api-key.created', console: false } : null;
    }
    const role = textOf(details, 'role') ?? '';
    const opensConsole = this.opensConsole(role);
    if (action === 'invitation.changed') {
      return change === 'sent' && opensConsole ? { what: `invitation ${role}`, console: true } : null;
    }
    if (change === 'role_changed') return this.promotion(textOf(details, 'from') ?? '', role);
    const isGain = opensConsole && (change === 'created' || change === 'factors_reset');
    return isGain ? { what: `${change} ${role}`, console: true } : null;
  }

  private promotion(from: string, to: string): Gain | null {
    const before = this.knowledge.permissionsOf(from);
    const more = this.knowledge
      .permissionsOf(to)
      .filter((permission) => !before.includes(permission) && !EVERYDAY.includes(permission));
    return more.length === 0 ? null : { what: `${from} → ${to}`, console: this.opensConsole(to) };
  }

  private opensConsole(role: string): boolean {
    return this.knowledge.permissionsOf(role).includes(CONSOLE);
  }
}

function roleGain(change: string | null, role: string, permissions: readonly string[]): Gain | null {
  if (change !== 'created' && change !== 'updated') return null;
  const gained = permissions.filter((permission) => !EVERYDAY.includes(permission));
  return gained.length === 0 ? null : { what: `${change} ${role}`, console: permissions.includes(CONSOLE) };
}
