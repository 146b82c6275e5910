const here = 'https://classy-book.invalid';
const signInPaths = ['/login', '/admin/login'];

/**
 * The path to go back to after a sign-in, or null where `wanted` is not one of this app. Whatever a browser would take
 * to another origin (`//host`, `/\host`, `https:...`, tabs in between) is refused, as is the sign-in page itself.
 */
export function safeReturnUrl(wanted: string | null | undefined): string | null {
  if (!wanted?.startsWith('/') || wanted.length > 2_000 || !URL.canParse(wanted, here)) return null;
  const url = new URL(wanted, here);
  if (url.origin !== here || url.pathname.startsWith('//') || signInPaths.includes(url.pathname)) return null;
  return url.pathname + url.search + url.hash;
}

/** The sign-in page that belongs to a path: the desk has its own. */
export function signInPathFor(path: string): '/login' | '/admin/login' {
  return path === '/admin' || path.startsWith('/admin/') || path.startsWith('/admin?') ? '/admin/login' : '/login';
}
