import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';

const SOURCE = resolve(import.meta.dirname, '../../src');
const PUBLIC_SUFFIX = /\.(module|service|port|errors)\.js$/;
const FEATURES = ['security', 'performance', 'operations', 'learning', 'messaging'];

interface SourceFile {
  readonly path: string;
  readonly text: string;
  readonly imports: readonly string[];
}

function listFiles(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.spec.ts'))
    .map((name) => join(folder, name));
}

const files: SourceFile[] = listFiles(SOURCE).map((path) => {
  const text = readFileSync(path, 'utf8');
  return {
    path: relative(SOURCE, path),
    text,
    imports: ts.preProcessFile(text).importedFiles.map((imported) => imported.fileName),
  };
});

function featureOf(path: string): string | null {
  const [area = '', name = ''] = path.split('/');
  if (name.endsWith('.ts')) return null;
  if (FEATURES.includes(area)) return `${area}/${name}`;
  return area === 'monitoring' ? area : null;
}

function target(file: SourceFile, specifier: string): string {
  return relative(SOURCE, resolve(SOURCE, dirname(file.path), specifier));
}

/** Pairs of a file and an import of it that `wrong` says yes to, as readable lines. */
function offences(wrong: (file: SourceFile, imported: string, specifier: string) => boolean): string[] {
  return files.flatMap((file) =>
    file.imports
      .filter((specifier) => wrong(file, specifier.startsWith('.') ? target(file, specifier) : '', specifier))
      .map((specifier) => `${file.path} imports ${specifier}`),
  );
}

const isComposition = (path: string) => !path.includes('/') || path.startsWith('cli/');

describe('the layers', () => {
  it('let a feature be imported only through what it makes public', () => {
    expect(
      offences((file, imported) => {
        const feature = featureOf(imported);
        if (feature === null || feature === featureOf(file.path) || isComposition(file.path)) return false;
        return !PUBLIC_SUFFIX.test(imported);
      }),
    ).toEqual([]);
  });

  it('keep common free of features, and config free of everything', () => {
    expect(
      offences((file, imported) => {
        const area = file.path.split('/')[0];
        const other = imported.split('/')[0] ?? '';
        if (imported === '' || area === other) return false;
        if (area === 'config') return true;
        if (area === 'common') return other !== 'config';
        return area === 'database' && !['config', 'common'].includes(other);
      }),
    ).toEqual([]);
  });

  it('let security know nothing of monitoring, and monitoring nothing of the consoles', () => {
    expect(
      offences(
        (file, imported) =>
          (file.path.startsWith('security/') && /^(monitoring|performance|operations)\//.test(imported)) ||
          (file.path.startsWith('monitoring/') && /^(performance|operations)\//.test(imported)),
      ),
    ).toEqual([]);
  });

  it('let learning know nothing of the desk, and nothing but itself and operations know learning', () => {
    expect(
      offences(
        (file, imported) =>
          (file.path.startsWith('learning/') && /^(monitoring|operations)\//.test(imported)) ||
          (/^(security|monitoring|messaging|performance|database|common)\//.test(file.path) &&
            imported.startsWith('learning/')),
      ),
    ).toEqual([]);
  });

  it('use no forwardRef and no barrels', () => {
    expect(files.filter((file) => file.text.includes('forwardRef')).map((file) => file.path)).toEqual([]);
    expect(files.filter((file) => /(^|\/)index\.ts$/.test(file.path)).map((file) => file.path)).toEqual([]);
  });
});

describe('each kind of file', () => {
  it('controllers and gateways know services, not repositories, schemas or Mongoose', () => {
    expect(
      offences(
        (file, imported, specifier) =>
          /\.(controller|gateway)\.ts$/.test(file.path) &&
          (/\.(repository|schema|mapper)\.js$/.test(imported) || /mongoose/.test(specifier)),
      ),
    ).toEqual([]);
  });

  it('services know neither HTTP, nor sockets, nor Nest HTTP errors', () => {
    expect(
      offences(
        (file, _imported, specifier) => file.path.endsWith('.service.ts') && /^(express|socket\.io)$/.test(specifier),
      ),
    ).toEqual([]);
    const throwing = files.filter((file) => file.path.endsWith('.service.ts') && /\b\w+Exception\b/.test(file.text));
    expect(throwing.map((file) => file.path)).toEqual([]);
  });

  it('repositories know neither services nor controllers', () => {
    expect(
      offences(
        (file, imported) =>
          file.path.endsWith('.repository.ts') && /\.(service|controller|gateway)\.js$/.test(imported),
      ),
    ).toEqual([]);
  });

  it('only repositories, schemas, modules and the database folder touch models', () => {
    const allowed = /(\.repository|\.schema|\.module)\.ts$|^database\//;
    expect(
      files
        .filter((file) => !allowed.test(file.path) && /InjectModel|InjectConnection/.test(file.text))
        .map((f) => f.path),
    ).toEqual([]);
  });

  it('injects at most six dependencies', () => {
    const crowded = files.filter((file) => {
      const parameters = /constructor\(([^]*?)\)\s*\{/.exec(file.text)?.[1] ?? '';
      return parameters.split(/,\s*(?=(?:@|private|readonly|\w))/).filter((part) => part.includes(':')).length > 6;
    });
    expect(crowded.map((file) => file.path)).toEqual([]);
  });
});
