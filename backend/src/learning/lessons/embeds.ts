import { embedHosts } from '@classy-book/contracts/lesson-blocks';

const YOUTUBE = /^(www\.|m\.|music\.)?youtube(-nocookie)?\.com$/;
const YOUTUBE_ID = /^[A-Za-z0-9_-]{6,20}$/;
const ALLOWED: ReadonlySet<string> = new Set(embedHosts);

/**
 * The address under which a page may stand in a lesson: pages of known hosts as people copy them become their players,
 * without cookies where there are such. Null where the host is not on the list, or has no player for this page.
 */
export function toEmbedUrl(typed: string): string | null {
  if (!URL.canParse(typed)) return null;
  const url = new URL(typed);
  if (url.protocol !== 'https:' || url.username !== '' || url.password !== '' || url.port !== '') return null;
  const player = playerOf(url);
  if (player === undefined) return ALLOWED.has(url.hostname) ? url.toString() : null;
  return player;
}

// undefined: no page that is known to need another address
function playerOf(url: URL): string | null | undefined {
  const { hostname } = url;
  const parts = url.pathname.split('/').filter((part) => part !== '');
  if (hostname === 'youtu.be') return youtube(parts[0], url);
  if (YOUTUBE.test(hostname)) {
    return youtube(parts[0] === 'watch' ? url.searchParams.get('v') : fromPath(parts), url);
  }
  if (hostname === 'vimeo.com' || hostname === 'www.vimeo.com') return vimeo(parts);
  if (hostname === 'codepen.io' && parts.length >= 3 && (parts[1] === 'pen' || parts[1] === 'full')) {
    return `https://codepen.io/${String(parts[0])}/embed/${String(parts[2])}`;
  }
  if (hostname === 'archive.org' && parts[0] === 'details' && parts[1] !== undefined) {
    return `https://archive.org/embed/${parts[1]}`;
  }
  if (hostname === 'geogebra.org' || hostname === 'www.geogebra.org') return geogebra(parts, url);
  return undefined;
}

function fromPath([kind, id]: readonly string[]): string | undefined {
  return kind === 'embed' || kind === 'shorts' || kind === 'live' ? id : undefined;
}

function youtube(id: string | null | undefined, url: URL): string | null {
  if (id === null || id === undefined || !YOUTUBE_ID.test(id)) return null;
  const start = /^\d{1,6}/.exec(url.searchParams.get('start') ?? url.searchParams.get('t') ?? '')?.[0];
  return `https://www.youtube-nocookie.com/embed/${id}${start === undefined ? '' : `?start=${start}`}`;
}

function vimeo([id = '', secret = '']: readonly string[]): string | null {
  if (!/^\d{5,15}$/.test(id)) return null;
  const unlisted = /^[0-9a-f]{6,20}$/.test(secret) ? `?h=${secret}` : '';
  return `https://player.vimeo.com/video/${id}${unlisted}`;
}

function geogebra(parts: readonly string[], url: URL): string {
  if (parts[0] === 'm' && parts[1] !== undefined) return `https://www.geogebra.org/material/iframe/id/${parts[1]}`;
  return `https://www.geogebra.org${url.pathname}${url.search}`;
}
