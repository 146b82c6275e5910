import { maxLength, required, validate, type FieldState, type SchemaPathTree } from '@angular/forms/signals';
import { blockIpRequestSchema } from '@classy-book/contracts/blocking';
import { formatRange, parseRange, type Range } from '../address/cidr';

export interface BlockModel {
  /** What is typed where no address is given. */
  readonly address: string;
  readonly reason: string;
}

/** What can be told before asking the server, which checks again. */
export function blockRules(path: SchemaPathTree<BlockModel>): void {
  required(path.address);
  validate(path.address, ({ value }) => {
    const text = value().trim();
    if (text === '') return undefined;
    const range = parseRange(text);
    if (range === null) return { kind: 'address' };
    return onBoundary(text, range) ? undefined : { kind: 'boundary' };
  });
  required(path.reason);
  maxLength(path.reason, 200);
  validate(path.reason, ({ value }) =>
    value() === '' || blockIpRequestSchema.shape.reason.safeParse(value()).success ? undefined : { kind: 'reason' },
  );
}

/** The translation key below `desk.error` of a field's first error, once the field was visited; null where there is none. */
export function firstError(state: Pick<FieldState<string>, 'errors' | 'touched'>): string | null {
  return state.touched() ? (state.errors()[0]?.kind ?? null) : null;
}

/** False for a range whose address lies inside it, such as 203.0.113.5/24, which could be a slip of the pen. */
function onBoundary(text: string, range: Range): boolean {
  const host = parseRange(text.split('/')[0] ?? '');
  return host !== null && host.start === range.start;
}

/** The range that text for an address or a range most likely means, in canonical form. */
export function meantRange(text: string): string {
  const range = parseRange(text);
  return range === null ? text : formatRange(range);
}
