import { maxLength, required, validate, type SchemaPathTree } from '@angular/forms/signals';
import { roleKeySchema } from '@classy-book/contracts/permissions';
import { createRoleRequestSchema } from '@classy-book/contracts/users';

export interface RoleModel {
  readonly title: string;
  readonly key: string;
  readonly description: string;
}

const { title: titleSchema, description: descriptionSchema } = createRoleRequestSchema.shape;

/** What can be told before asking the server, which checks again. `taken` are the keys that exist already. */
export function roleRules(path: SchemaPathTree<RoleModel>, taken: readonly string[]): void {
  required(path.title);
  maxLength(path.title, 60);
  validate(path.title, ({ value }) => (value() === '' || titleSchema.safeParse(value()).success ? undefined : plain));
  required(path.key);
  validate(path.key, ({ value }) => {
    if (value() === '') return undefined;
    if (!roleKeySchema.safeParse(value()).success) return { kind: 'key' };
    return taken.includes(value()) ? { kind: 'taken' } : undefined;
  });
  maxLength(path.description, 200);
  validate(path.description, ({ value }) => (descriptionSchema.safeParse(value()).success ? undefined : plain));
}

const plain = { kind: 'plain' };

/** A key that goes with a title: "Support desk" gives `support_desk`. Empty where the title has no Latin letters. */
export function keyFor(title: string): string {
  const words = title
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^[^a-z]+/, '')
    .slice(0, 40)
    .replace(/_+$/, '');
  return roleKeySchema.safeParse(words).success ? words : '';
}
