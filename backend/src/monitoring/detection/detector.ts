import { LRUCache } from 'lru-cache';
import type { RuleMode } from '@classy-book/contracts/detection';
import type { IncidentSeverity } from '@classy-book/contracts/incidents';
import { goesOn } from '../incidents/findings.port.js';
import { toDeskEvent, type DeskEvent, type DeskRecord } from './desk-event.js';
import { FindingDraft, worse } from './finding-draft.js';
import { type DetectionRule, type Knowledge, NOTHING, QUIET_MS, type RuleRun, type RuleValues } from './rules/rule.js';
import type { Sighting, Touch } from './rules/sighting.js';

/** A rule and how it is set. */
export interface RuleSetting {
  readonly rule: DetectionRule;
  readonly mode: RuleMode;
  readonly values: RuleValues;
}

/** A finding that is due. `opening` is true the first time. */
export interface DueFinding {
  readonly draft: FindingDraft;
  readonly dryRun: boolean;
  readonly opening: boolean;
}

interface Episode {
  readonly openedAt: number;
  draft: FindingDraft;
  slot: number;
  told: IncidentSeverity | null;
  lastAt: number;
  firstAt: number;
  touches: number;
}

interface RunningRule {
  readonly setting: RuleSetting;
  readonly run: RuleRun;
  readonly episodes: LRUCache<string, Episode>;
}

const MAX_EPISODES = 2_000;
const MAX_COUNTED = 20_000;
/** What comes on top of a finding is told at most once in this time. */
export const SLOT_MS = 2_000;

/**
 * All rules at work on one log. It is fed records in their order and knows no time but theirs, so that whoever reads the
 * same records again comes to the same findings: what one process has not told yet when it dies, the next one tells.
 */
export class Detector {
  private readonly rules: readonly RunningRule[];
  private readonly byAction = new Map<string, RunningRule[]>();
  private readonly counted = new LRUCache<string, true>({ max: MAX_COUNTED });
  private readonly pending = new Map<Episode, RunningRule>();
  private due: DueFinding[] = [];

  /** @param stumbled is told of a rule that failed at a record, which is passed over */
  constructor(
    settings: readonly RuleSetting[],
    knowledge: Knowledge,
    private readonly stumbled: (rule: DetectionRule, error: unknown) => void = () => undefined,
  ) {
    this.rules = settings
      .filter(({ mode }) => mode !== 'off')
      .map((setting) => ({
        setting,
        run: setting.rule.start(setting.values, knowledge),
        episodes: new LRUCache<string, Episode>({ max: MAX_EPISODES }),
      }));
    for (const running of this.rules) {
      for (const action of running.setting.rule.actions) {
        this.byAction.set(action, [...(this.byAction.get(action) ?? []), running]);
      }
    }
  }

  /** Shows a record to the rules. */
  feed(record: DeskRecord): void {
    const rules = this.byAction.get(record.action);
    if (rules === undefined) return;
    const event = toDeskEvent(record);
    this.advance(event.at);
    for (const running of rules) {
      for (const sighting of this.observe(running, event)) this.see(running, event, sighting);
    }
  }

  /** Says that it is `now`: what came on top of earlier findings and has waited long enough is due. */
  advance(now: number): void {
    for (const [episode, running] of this.pending) {
      if (slotOf(episode, now) > episode.slot) this.tell(running, episode, false);
    }
  }

  /** Tells also what has not waited long enough. */
  flush(): void {
    for (const [episode, running] of this.pending) this.tell(running, episode, false);
  }

  /** The findings that are due, in their order; each is given out once. */
  take(): readonly DueFinding[] {
    const taken = this.due;
    this.due = [];
    return taken;
  }

  // a rule that stumbles over a record must not keep the others from all that follow
  private observe({ run, setting }: RunningRule, event: DeskEvent): readonly Sighting[] {
    try {
      return run.observe(event);
    } catch (error) {
      this.stumbled(setting.rule, error);
      return NOTHING;
    }
  }

  private see(running: RunningRule, { at }: DeskEvent, sighting: Sighting): void {
    const known = running.episodes.get(sighting.key);
    const isOn = known !== undefined && isNotOver(sighting.key, known, at);
    const { rule } = running.setting;
    const draft = new FindingDraft(rule, sighting.key);
    const fresh = { openedAt: at, draft, slot: 0, told: null, lastAt: at, firstAt: at, touches: 0 };
    const episode: Episode = isOn ? known : fresh;
    if (!isOn) running.episodes.set(sighting.key, episode);
    episode.lastAt = at;
    episode.firstAt = Math.min(episode.firstAt, ...sighting.touches.map((touch) => touch.at));
    episode.touches += sighting.touches.length;
    episode.slot = slotOf(episode, at);
    episode.draft.add(sighting, (touch) => this.isCounted(running, touch));
    const isWorse = episode.told !== null && worse(episode.told, sighting.severity) !== episode.told;
    // the first one, and that it became worse, wait for nothing
    if (episode.told === null || isWorse) this.tell(running, episode, episode.told === null);
    else this.pending.set(episode, running);
    episode.told = episode.told === null ? sighting.severity : worse(episode.told, sighting.severity);
  }

  private tell({ setting }: RunningRule, episode: Episode, opening: boolean): void {
    this.due.push({ draft: episode.draft, dryRun: setting.mode === 'dry_run', opening });
    episode.draft = episode.draft.next();
    this.pending.delete(episode);
  }

  private isCounted({ setting: { rule, mode } }: RunningRule, { id }: Touch): boolean {
    if (rule.family === undefined) return false;
    const name = `${rule.family} ${mode} ${id}`;
    if (this.counted.has(name)) return true;
    this.counted.set(name, true);
    return false;
  }
}

// a campaign is whatever goes on at the same time: after a pause that its pace does not explain it is another one
function isNotOver(key: string, { firstAt, lastAt, touches }: Episode, at: number): boolean {
  if (!key.startsWith('campaign')) return at - lastAt <= QUIET_MS;
  return goesOn({ firstSeen: new Date(firstAt), lastSeen: new Date(lastAt), events: touches }, at);
}

function slotOf({ openedAt }: Episode, at: number): number {
  return Math.floor((at - openedAt) / SLOT_MS);
}
