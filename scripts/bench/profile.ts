import { fileURLToPath } from 'node:url';
import { ROOT } from '../lib/paths.ts';

interface ProfileNode {
  readonly id: number;
  readonly callFrame: { readonly functionName: string; readonly url: string; readonly lineNumber: number };
}

/** The parts of a V8 CPU profile that are read here. */
export interface CpuProfile {
  readonly nodes: readonly ProfileNode[];
  readonly samples: readonly number[];
  readonly timeDeltas: readonly number[];
}

/** A place in the code, and how much of the main thread's busy time was spent in it and not in what it calls. */
export interface Cost {
  readonly place: string;
  readonly share: number;
}

const NOT_BUSY = new Set(['(idle)', '(program)', '(root)']);

/** The places where a profile spent the most time, by function. Other threads, such as hashing, do not show. */
export function topCosts(profile: CpuProfile, count: number): readonly Cost[] {
  return largest(profile, count, ({ callFrame: { functionName, url, lineNumber } }) => {
    const where = url === '' ? '' : ` ${shortPath(url)}:${String(lineNumber + 1)}`;
    return `${functionName === '' ? '(anonymous)' : functionName}${where}`;
  });
}

/** The same by package: `backend` is ours, `node` the runtime. */
export function topPackages(profile: CpuProfile, count: number): readonly Cost[] {
  return largest(profile, count, ({ callFrame: { functionName, url } }) => {
    if (url === '') return functionName;
    if (url.startsWith('node:')) return 'node';
    return (
      /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(url)?.[1] ?? (url.includes('/backend/') ? 'backend' : shortPath(url))
    );
  });
}

function largest(profile: CpuProfile, count: number, placeOf: (node: ProfileNode) => string): readonly Cost[] {
  const nodes = new Map(profile.nodes.map((node) => [node.id, node]));
  const times = new Map<string, number>();
  let busy = 0;
  profile.samples.forEach((id, index) => {
    const node = nodes.get(id);
    const time = profile.timeDeltas[index] ?? 0;
    if (node === undefined || NOT_BUSY.has(node.callFrame.functionName)) return;
    busy += time;
    const place = placeOf(node);
    times.set(place, (times.get(place) ?? 0) + time);
  });
  return [...times]
    .sort(([, one], [, other]) => other - one)
    .slice(0, count)
    .map(([place, time]) => ({ place, share: time / busy }));
}

function shortPath(url: string): string {
  const path = url.startsWith('file:') ? fileURLToPath(url) : url;
  return path.startsWith(ROOT) ? path.slice(ROOT.length + 1) : path;
}
