import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { NestExpressApplication } from '@nestjs/platform-express';
import type { NextFunction, Request, Response } from 'express';
import sirv from 'sirv';
import { isProbePath } from './probe-paths.js';

// names that the build puts a hash of the content into: main-5QJ2KXQZ.js
const HASHED = /-[\w-]{8}\.(?:js|css|woff2)$/;
const NOT_OURS = /^\/(api|socket\.io)(\/|$)/;
const A_FILE = /\.[^/]*$/;

/**
 * Serves the built single-page application from `root`: hashed files for ever, everything else revalidated, precompressed
 * where the build left `.br` or `.gz` beside a file, and index.html for every page. A missing file is a 404, never the
 * page, so that a stale tab notices; and so is what only scanners ask for.
 * @param watch whether the build may change while this process runs
 * @returns false where nothing has been built
 */
export function serveWebApp(app: NestExpressApplication, root: string, watch: boolean): boolean {
  const indexFile = join(root, 'index.html');
  if (!existsSync(indexFile)) return false;
  const built = readFileSync(indexFile);
  const files = sirv(root, {
    dev: watch,
    brotli: true,
    gzip: true,
    etag: true,
    extensions: [],
    setHeaders: (response, path) => {
      response.setHeader('Cache-Control', HASHED.test(path) ? 'public, max-age=31536000, immutable' : 'no-cache');
    },
  });
  app.use((request: Request, response: Response, next: NextFunction) => {
    if (NOT_OURS.test(request.path)) {
      next();
      return;
    }
    const reading = request.method === 'GET' || request.method === 'HEAD';
    if (!reading) {
      answerNothing(response);
      return;
    }
    files(request, response, () => {
      if (A_FILE.test(request.path) || isProbePath(request.path)) {
        answerNothing(response);
        return;
      }
      response.setHeader('Cache-Control', 'no-cache');
      response.type('html').send(watch ? readFileSync(indexFile) : built);
    });
  });
  return true;
}

// the framework's own answer would come in a page, with other headers than all the rest
function answerNothing(response: Response): void {
  response.status(404).setHeader('Cache-Control', 'no-cache').type('text').send('There is nothing here.\n');
}
