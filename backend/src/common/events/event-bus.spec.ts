import { describe, expect, it } from 'vitest';
import { NO_ORIGIN } from './actor.js';
import { EventBus } from './event-bus.js';

const event = { range: '203.0.113.7/32', actor: { kind: 'system' as const }, origin: NO_ORIGIN };

describe('the event bus', () => {
  it('answers the publisher only after every recorder has stored its record', async () => {
    const bus = new EventBus();
    const order: string[] = [];
    for (const [name, ms] of [
      ['slow', 20],
      ['quick', 1],
    ] as const) {
      bus.record('address.unblocked', async () => {
        await new Promise((resolve) => setTimeout(resolve, ms));
        order.push(name);
      });
    }
    await bus.publish('address.unblocked', event);
    expect(order).toEqual(['quick', 'slow']);
  });

  it('fails the publisher when a record could not be stored, and shows the event to nobody', async () => {
    const bus = new EventBus();
    let shown = false;
    bus.record('address.unblocked', () => Promise.reject(new Error('disk full')));
    bus.observe('address.unblocked', () => {
      shown = true;
    });
    await expect(bus.publish('address.unblocked', event)).rejects.toThrow('disk full');
    expect(shown).toBe(false);
  });

  it('lets no observer hold up or fail the publisher', async () => {
    const bus = new EventBus();
    bus.observe('address.unblocked', () => {
      throw new Error('broken console');
    });
    bus.observe('address.unblocked', () => new Promise(() => undefined));
    await expect(bus.publish('address.unblocked', event)).resolves.toBeUndefined();
  });
});
