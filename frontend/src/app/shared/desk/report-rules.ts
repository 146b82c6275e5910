import { required, validate, type SchemaPathTree } from '@angular/forms/signals';
import { reportIncidentRequestSchema } from '@classy-book/contracts/incidents';
import { emailSchema } from '@classy-book/contracts/primitives';
import { parseRange } from '../components/address/cidr';

interface ReportModel {
  readonly title: string;
  readonly accounts: string;
  readonly addresses: string;
  readonly note: string;
}

const MOST = 20;
const { title: titleSchema, note: noteSchema } = reportIncidentRequestSchema.shape;

/** The words of a list that is typed with commas or on lines of their own, each once. */
export function wordsOf(text: string): readonly string[] {
  return [...new Set(text.split(/[\s,;]+/).filter((word) => word !== ''))];
}

/** The words of a list that cannot be meant. */
export const wrongAccounts = (text: string): readonly string[] =>
  wordsOf(text).filter((word) => !emailSchema.safeParse(word).success);
export const wrongAddresses = (text: string): readonly string[] =>
  wordsOf(text).filter((word) => parseRange(word) === null);

/** What can be told before asking the server, which checks again. */
export function reportRules(path: SchemaPathTree<ReportModel>): void {
  required(path.title);
  validate(path.title, ({ value }) =>
    value() === '' || titleSchema.safeParse(value()).success ? undefined : { kind: 'title' },
  );
  validate(path.accounts, ({ value, valueOf }) => {
    if (wrongAccounts(value()).length > 0) return { kind: 'accounts' };
    if (wordsOf(value()).length > MOST) return { kind: 'tooMany' };
    return wordsOf(value()).length + wordsOf(valueOf(path.addresses)).length === 0 ? { kind: 'entity' } : undefined;
  });
  validate(path.addresses, ({ value }) => {
    if (wrongAddresses(value()).length > 0) return { kind: 'addresses' };
    return wordsOf(value()).length > MOST ? { kind: 'tooMany' } : undefined;
  });
  validate(path.note, ({ value }) =>
    value().trim() === '' || noteSchema.safeParse(value()).success ? undefined : { kind: 'note' },
  );
}
