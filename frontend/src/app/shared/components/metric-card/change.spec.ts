import { changeOf } from './change';

const card = (value: number, previous: number | null) => ({ value, previous, series: [] });

describe('the change against the day before', () => {
  it('is a share of what it was', () => {
    expect(changeOf(card(1_284, 1_211), 'good')).toMatchObject({ kind: 'share', tone: 'ok' });
    expect(changeOf(card(3_917, 951), 'bad')?.by).toBeCloseTo(3.12, 2);
  });

  it('is a difference where a share of almost nothing would shout', () => {
    expect(changeOf(card(40, 2), 'bad')).toEqual({ kind: 'difference', by: 38, tone: 'danger' });
    expect(changeOf(card(7, 0), 'bad')).toEqual({ kind: 'difference', by: 7, tone: 'danger' });
    expect(changeOf(card(1_000_000, 5), 'bad')?.kind).toBe('difference');
  });

  it('is a difference for things that are counted one by one', () => {
    expect(changeOf(card(27, 8), 'watch', true)).toEqual({ kind: 'difference', by: 19, tone: 'warn' });
  });

  it('is not told where the day before is not known or nothing changed', () => {
    expect(changeOf(card(5, null), 'bad')).toBeNull();
    expect(changeOf(card(5, 5), 'bad')).toBeNull();
  });

  it('does not praise or warn where a rise means nothing', () => {
    expect(changeOf(card(412, 425), 'neutral')?.tone).toBe('muted');
    expect(changeOf(card(425, 412), 'neutral')?.tone).toBe('muted');
  });

  it('is well when fewer attempts fail', () => {
    expect(changeOf(card(100, 200), 'bad')?.tone).toBe('ok');
  });
});
