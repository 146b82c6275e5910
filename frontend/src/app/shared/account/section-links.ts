import { personalPermissions, type Permission } from '@classy-book/contracts/permissions';
import type { IconName } from '../components/icon/icons';

/** A page of the account. */
export interface AccountSection {
  readonly path: string;
  /** The key of its title. */
  readonly title: string;
  readonly icon: IconName;
}

const keysPath = '/account/api-keys';

const sections: readonly AccountSection[] = [
  { path: '/account', title: 'titles.profile', icon: 'account-circle' },
  { path: '/account/security', title: 'titles.security', icon: 'shield' },
  { path: '/account/sessions', title: 'titles.sessions', icon: 'devices' },
  { path: '/account/identities', title: 'titles.identities', icon: 'link' },
  { path: keysPath, title: 'titles.apiKeys', icon: 'key' },
  { path: '/account/preferences', title: 'titles.preferences', icon: 'contrast' },
  { path: '/account/files', title: 'titles.files', icon: 'folder' },
  { path: '/account/data', title: 'titles.ownData', icon: 'download' },
];

/** What somebody's API keys may carry: what they hold, without what is theirs as a person. */
export function keyScopesOf(held: readonly Permission[]): readonly Permission[] {
  return held.filter((permission) => !personalPermissions.includes(permission));
}

/** The pages of the account for somebody with these permissions: keys only where a key could carry something. */
export function sectionsFor(held: readonly Permission[]): readonly AccountSection[] {
  return sections.filter(({ path }) => path !== keysPath || keyScopesOf(held).length > 0);
}
