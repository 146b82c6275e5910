import { isShownInline } from '../inspection/file-kinds.js';

/** The headers that say what a file is, and whether a browser may show it inside of a page or only save it. */
export function contentHeaders({
  name,
  type,
}: {
  readonly name: string;
  readonly type: string;
}): Record<string, string> {
  const charset = type.startsWith('text/') ? '; charset=utf-8' : '';
  return {
    'Content-Type': `${type}${charset}`,
    'Content-Disposition': disposition(isShownInline(type) ? 'inline' : 'attachment', name),
    'X-Content-Type-Options': 'nosniff',
  };
}

/** RFC 6266: the name in ASCII for the oldest, and in UTF-8 (RFC 8187) for everybody else. */
function disposition(kind: 'inline' | 'attachment', name: string): string {
  const plain = name.replaceAll(/[^\x20-\x7e]|["\\%]/g, '_');
  const encoded = encodeURIComponent(name.toWellFormed()).replaceAll(
    /['()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `${kind}; filename="${plain}"; filename*=UTF-8''${encoded}`;
}
