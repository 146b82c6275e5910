import { readdirSync, readFileSync } from 'node:fs';
import { basename, join, relative, resolve, sep } from 'node:path';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';

const ROOT = resolve(import.meta.dirname, '../../..');
const FOLDERS = ['backend/src', 'backend/test', 'backend/contracts/src', 'frontend/src', 'frontend/e2e', 'scripts'];
const NOT_OURS = /(^|\/)(node_modules|dist|\.angular)\//;
const MAX_LINES = 300;

// where the environment may be looked at: its one reader, and those who start a process
const KNOWS_ENVIRONMENT = /^(scripts\/|frontend\/e2e\/|backend\/(test|src\/(config|cli))\/|backend\/src\/main\.ts$)/;
// in two halves, so that this file does not find itself
const LEFT_OVER = new RegExp(`\\b(${['TO' + 'DO', 'FIX' + 'ME', 'XX' + 'X'].join('|')})\\b`);
const TEST_FUNCTIONS = new Set(['it', 'test', 'describe', 'suite', 'bench']);
const FOCUSED_ALIASES = new Set(['fit', 'fdescribe', 'xit', 'xtest', 'xdescribe']);

interface OurFile {
  readonly path: string;
  readonly text: string;
}

const parsed = new Map<string, ts.SourceFile>();

function parse({ path, text }: OurFile): ts.SourceFile {
  const known = parsed.get(path);
  if (known?.text === text) return known;
  const source = ts.createSourceFile(path, text, ts.ScriptTarget.Latest);
  parsed.set(path, source);
  return source;
}

function listFiles(folder: string): OurFile[] {
  let names: string[];
  try {
    names = readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' });
  } catch {
    return [];
  }
  return names
    .filter((name) => /\.(ts|js|mjs|cjs|css|html)$/.test(name) && !NOT_OURS.test(`/${name}`))
    .map((name) => {
      const path = join(ROOT, folder, name);
      return { path: relative(ROOT, path).replaceAll(sep, '/'), text: readFileSync(path, 'utf8') };
    });
}

const files = FOLDERS.flatMap(listFiles);
const code = files.filter(({ path }) => /\.(ts|mjs|cjs|js)$/.test(path));

/** Where `wrong` says yes in the syntax of a file, as `path:line`. */
function places(file: OurFile, wrong: (node: ts.Node) => boolean): string[] {
  const source = parse(file);
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (wrong(node)) {
      const { line } = source.getLineAndCharacterOfPosition(node.getStart(source));
      found.push(`${file.path}:${String(line + 1)}`);
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

function isEnvironment(node: ts.Node): boolean {
  if (!ts.isPropertyAccessExpression(node) || node.name.text !== 'env') return false;
  return ts.isIdentifier(node.expression) && node.expression.text === 'process';
}

// `it.skip('does this', ...)` switches a test off; `test.skip(noRedis, 'why')` and `it.skipIf(...)` ask the machine first
function isSwitchedOff(node: ts.Node): boolean {
  if (!ts.isCallExpression(node)) return false;
  const { expression: callee } = node;
  if (ts.isIdentifier(callee)) return FOCUSED_ALIASES.has(callee.text);
  if (!ts.isPropertyAccessExpression(callee) || !TEST_FUNCTIONS.has(rootName(callee))) return false;
  const [first] = node.arguments;
  const named = first === undefined || ts.isStringLiteralLike(first) || ts.isTemplateExpression(first);
  return ['only', 'todo', 'fixme', 'fails'].includes(callee.name.text) || (callee.name.text === 'skip' && named);
}

function rootName(expression: ts.Expression): string {
  if (ts.isPropertyAccessExpression(expression)) return rootName(expression.expression);
  return ts.isIdentifier(expression) ? expression.text : '';
}

describe('every file', () => {
  it('is found by these tests, in every workspace', () => {
    for (const folder of ['backend/src', 'backend/contracts/src', 'frontend/src', 'scripts']) {
      expect(files.filter(({ path }) => path.startsWith(`${folder}/`)).length, folder).toBeGreaterThan(5);
    }
  });

  it(`has fewer than ${String(MAX_LINES)} lines`, () => {
    const long = files
      .map(({ path, text }) => ({ path, lines: text.split('\n').length - 1 }))
      .filter(({ lines }) => lines >= MAX_LINES);
    expect(long).toEqual([]);
  });

  it('holds no note of work that is left to do', () => {
    expect(files.filter(({ text }) => LEFT_OVER.test(text)).map(({ path }) => path)).toEqual([]);
  });

  it('is no barrel', () => {
    expect(code.filter(({ path }) => /^index\.\w+$/.test(basename(path))).map(({ path }) => path)).toEqual([]);
    const everything = (node: ts.Node): boolean => ts.isExportDeclaration(node) && node.exportClause === undefined;
    expect(code.flatMap((file) => places(file, everything))).toEqual([]);
  });

  it('says what its values are: the type any is not used', () => {
    const any = (node: ts.Node): boolean => node.kind === ts.SyntaxKind.AnyKeyword;
    expect(code.flatMap((file) => places(file, any))).toEqual([]);
  });

  it('leaves the environment to config, to what starts a process, and to tests', () => {
    const product = code.filter(({ path }) => !KNOWS_ENVIRONMENT.test(path) && !path.endsWith('.spec.ts'));
    expect(product.flatMap((file) => places(file, isEnvironment))).toEqual([]);
  });
});

describe('every test', () => {
  it('runs, and lets the others run', () => {
    expect(code.flatMap((file) => places(file, isSwitchedOff))).toEqual([]);
  });

  it('would be missed if it were switched off', () => {
    const probe = (text: string) => places({ path: 'probe.spec.ts', text }, isSwitchedOff);
    expect(probe("it.only('a', () => {});")).toEqual(['probe.spec.ts:1']);
    expect(probe("describe.skip('a', () => {});")).toEqual(['probe.spec.ts:1']);
    expect(probe("test.describe.only('a', () => {});")).toEqual(['probe.spec.ts:1']);
    expect(probe("xit('a', () => {});")).toEqual(['probe.spec.ts:1']);
    expect(probe("test.skip(server === undefined, 'there is no redis-server');")).toEqual([]);
    expect(probe("it.skipIf(server === undefined)('a', () => {});")).toEqual([]);
  });
});
