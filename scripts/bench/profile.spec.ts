import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import { inRoot } from '../lib/paths.ts';
import { type CpuProfile, topCosts, topPackages } from './profile.ts';

const frame = (functionName: string, path?: string, lineNumber = 0) => ({
  functionName,
  url: path === undefined ? '' : pathToFileURL(inRoot(path)).href,
  lineNumber,
});

const profile: CpuProfile = {
  nodes: [
    { id: 1, callFrame: frame('(idle)') },
    { id: 2, callFrame: frame('refresh', 'backend/dist/security/auth/auth.service.js', 41) },
    { id: 3, callFrame: frame('serialize', 'node_modules/bson/lib/bson.cjs', 9) },
    { id: 4, callFrame: frame('serialize', 'node_modules/bson/lib/bson.cjs', 9) },
    { id: 5, callFrame: frame('', 'node_modules/@nestjs/core/router.js', 0) },
  ],
  samples: [1, 2, 3, 4, 5],
  timeDeltas: [1_000, 100, 150, 150, 100],
};

describe('the costs in a profile', () => {
  it('are shares of the busy time, the largest first, a function counted once wherever it was called from', () => {
    expect(topCosts(profile, 2)).toEqual([
      { place: 'serialize node_modules/bson/lib/bson.cjs:10', share: 0.6 },
      { place: 'refresh backend/dist/security/auth/auth.service.js:42', share: 0.2 },
    ]);
  });

  it('by package tell ours from others', () => {
    expect(topPackages(profile, 3)).toEqual([
      { place: 'bson', share: 0.6 },
      { place: 'backend', share: 0.2 },
      { place: '@nestjs/core', share: 0.2 },
    ]);
  });
});
