import { describe, expect, it } from 'vitest';
import { excerptOf } from './search-excerpt.js';

const long = `${'before '.repeat(60)}the Moon's shadow ${'after '.repeat(60)}`;

describe('an excerpt', () => {
  it('shows the first match with what stands around it', () => {
    const excerpt = excerptOf(long, new Set(['shadow']));
    expect(excerpt).toMatch(/^… before .*the Moon's shadow after .* …$/);
    expect(excerpt.length).toBeLessThan(220);
  });

  it('finds a word whatever its form', () => {
    expect(excerptOf('نرى السَّماءَ ليلًا', new Set(['سماء']))).toBe('نرى السَّماءَ ليلًا');
    expect(excerptOf(long.replace('shadow', 'Shadows'), new Set(['shadow']))).toContain('Shadows');
  });

  it('is the beginning where nothing matches, and nothing of nothing', () => {
    expect(excerptOf('Short.', new Set(['x']))).toBe('Short.');
    expect(excerptOf('', new Set(['x']))).toBe('');
  });
});
