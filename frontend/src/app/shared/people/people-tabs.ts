import type { Permission } from '@classy-book/contracts/permissions';
import type { LinkTab } from '../components/link-tabs/link-tabs';

const all: readonly (LinkTab & { readonly permission: Permission })[] = [
  { id: 'users', label: 'users.tabs.users', link: '/admin/users', permission: 'users:read' },
  { id: 'invitations', label: 'users.tabs.invitations', link: '/admin/users/invitations', permission: 'users:invite' },
];

/** The pages about people that somebody with these permissions may open. */
export function peopleTabs(has: (permission: Permission) => boolean): readonly LinkTab[] {
  return all.filter(({ permission }) => has(permission));
}
