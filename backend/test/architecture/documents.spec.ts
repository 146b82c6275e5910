import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';

const ROOT = resolve(import.meta.dirname, '../../..');
const PAGES = [
  ...['README.md', 'CONTRIBUTING.md', 'SECURITY.md', 'deploy/README.md'],
  ...readdirSync(join(ROOT, 'docs'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md'))
    .map((name) => join('docs', name)),
];

const read = (path: string): string => readFileSync(join(ROOT, path), 'utf8');
const withoutCode = (text: string): string => text.replaceAll(/```[^]*?```/g, '');

/** The targets of links and pictures inside the repository, without the place in the page. */
function localTargets(text: string): string[] {
  const links = [...withoutCode(text).matchAll(/\]\(([^)\s]+)\)|(?:src|srcset|href)="([^"]+)"/g)];
  return links
    .map(([, markdown, html]) => (markdown ?? html ?? '').split('#')[0] ?? '')
    .filter((target) => target !== '' && !/^\w+:/.test(target));
}

function sourceFiles(folder: string, suffix: string): string[] {
  return readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith(suffix))
    .map((name) => read(join(folder, name)));
}

describe('the documents', () => {
  it('lead nowhere but to files that exist', () => {
    const dead = PAGES.flatMap((page) =>
      localTargets(read(page))
        .filter((target) => !existsSync(resolve(ROOT, dirname(page), target)))
        .map((target) => `${page}: ${target}`),
    );
    expect(dead).toEqual([]);
  });

  it('name no npm script that does not exist', () => {
    const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
    const named = PAGES.flatMap((page) => [...read(page).matchAll(/npm run ([a-z]+)/g)].map(([, name = '']) => name));
    expect([...new Set(named)].filter((name) => !(name in scripts))).toEqual([]);
  });

  it('name no file of the repository that does not exist', () => {
    const named = /`((?:backend|frontend|scripts|docs|deploy)\/[\w./-]+)`/g;
    const dead = PAGES.flatMap((page) =>
      [...withoutCode(read(page)).matchAll(named)]
        .map(([, path = '']) => path)
        .filter((path) => !/\/(dist|node_modules)\//.test(path) && !existsSync(join(ROOT, path)))
        .map((path) => `${page}: ${path}`),
    );
    expect(dead).toEqual([]);
  });

  it('list every decision once, in order', () => {
    const files = readdirSync(join(ROOT, 'docs/adr')).filter((name) => /^\d{4}-/.test(name));
    const listed = [...read('docs/adr/README.md').matchAll(/\]\((\d{4}-[\w-]+\.md)\)/g)].map(([, name]) => name);
    expect(listed).toEqual(files.sort());
  });

  it('describe every collection', () => {
    const schemas = sourceFiles('backend/src', '.schema.ts').join('\n');
    const collections = [...schemas.matchAll(/(?:collection: |COLLECTION = )'(\w+)'/g)].map(([, name = '']) => name);
    expect(collections.length).toBeGreaterThan(5);
    const described = read('docs/architecture.md');
    expect([...new Set(collections)].filter((name) => !described.includes(`| \`${name}\``))).toEqual([]);
  });

  it('describe every stream that is replayed', () => {
    const contract = read('backend/contracts/src/realtime.ts');
    const streams = /replayedStreams = \[([^\]]*)\]/.exec(contract)?.[1]?.match(/'[^']+'/g) ?? [];
    expect(streams.length).toBeGreaterThan(3);
    const described = read('docs/realtime.md');
    expect(streams.filter((stream) => !described.includes(`\`${stream.slice(1, -1)}\``))).toEqual([]);
  });
});
