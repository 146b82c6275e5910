import { describe, expect, it } from 'vitest';
import { type Kinship, kinshipOf } from './findings.port.js';

const START = Date.UTC(2026, 10, 20, 9);
const at = (seconds: number): Date => new Date(START + seconds * 1_000);
// an event every ten seconds for a minute and a half
const seen = { firstSeen: at(0), lastSeen: at(90), events: 10 };
const joins = (names: readonly string[], seconds: number, opening = true): Kinship =>
  kinshipOf({ joins: names, firstSeen: at(seconds), opening }, seen, (name) =>
    ['campaign:credentials', 'credential_stuffing|campaign', 'network:203.0.113.0/24'].includes(name),
  );

describe('a finding', () => {
  it('joins what has an account or a network in common, however long ago', () => {
    expect(joins(['network:203.0.113.0/24'], 1_500)).toBe('close');
    expect(joins(['network:198.51.100.0/24'], 80)).toBeNull();
  });

  it.each(['campaign:credentials', 'credential_stuffing|campaign'])(
    'joins by the name %s what goes on, or rests no longer than it did before, and nothing that is over',
    (name) => {
      expect(joins([name], 60)).toBe('loose');
      expect(joins([name], 139)).toBe('loose');
      expect(joins([name], 141)).toBeNull();
      expect(joins([name], 141, false)).toBe('loose');
    },
  );

  it('joins a quick attack by such a name within two seconds', () => {
    const quick = { firstSeen: at(0), lastSeen: at(1), events: 100 };
    const joinsQuick = (seconds: number): Kinship =>
      kinshipOf({ joins: ['campaign:credentials'], firstSeen: at(seconds), opening: true }, quick, () => true);
    expect(joinsQuick(2.9)).toBe('loose');
    expect(joinsQuick(3.1)).toBeNull();
  });
});
