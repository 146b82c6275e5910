import type { ReplayedStream, SummaryFrame } from '@classy-book/contracts/realtime';
import type { FilterGroup } from './filter-groups.js';
import type { FrameContent } from './pending-events.js';

/** What a console is sent through: one socket. */
export interface ConsoleLink {
  frame(content: FrameContent, replayed: boolean): void;
  summary(frame: Omit<SummaryFrame, 'sentAt'>, onlyIfWritable: boolean): void;
  /** Enters or leaves the rooms that get the frames built once for all of a group. */
  setLive(live: boolean, group: FilterGroup): void;
  /** How many packets the connection has not been able to write. */
  readonly backlog: number;
  /** True where everything was written and more can be. */
  readonly drained: boolean;
}

/** The last id that a client has, of each stream; streams that are left out start now. */
export type Since = Partial<Record<ReplayedStream, string>>;

/** What other processes mean for a console; with one process alone, both are 0. */
export interface Neighbours {
  /** How long their events may come after they can be read in the database. */
  readonly settleMs: number;
  /** How much later than their id says their events may have been stored. */
  readonly lateMs: number;
}
