import type { Coverage, ShownBy } from './coverage.ts';
import { requirements } from './requirements.ts';

const CHAPTERS: Readonly<Record<number, string>> = {
  1: 'Encoding and sanitization',
  2: 'Validation and business logic',
  3: 'Web frontend security',
  4: 'API and web service',
  5: 'File handling',
  6: 'Authentication',
  7: 'Session management',
  8: 'Authorization',
  9: 'Self-contained tokens',
  10: 'OAuth and OIDC',
  11: 'Cryptography',
  12: 'Secure communication',
  13: 'Configuration',
  14: 'Data protection',
  15: 'Secure coding and architecture',
  16: 'Security logging and error handling',
  17: 'WebRTC',
};

const HEAD = `# ASVS 5.0, levels 1 and 2

How Classy Book stands to each requirement of the [OWASP Application Security Verification Standard
5.0](https://github.com/OWASP/ASVS) at the levels 1 and 2: the test that shows it, the document that it asks for, the reason why it
does not apply, or what is still missing. What a requirement asks for is said in our own words; the standard's text is the one that
counts.

This page is made from \`scripts/asvs/\` by \`npm run docs\`. A test fails where a test that is named here no longer exists.
`;

/** The page docs/security/asvs.md. */
export function asvsPage(coverage: readonly Coverage[]): string {
  const levels = new Map(requirements);
  const chapters = [...new Set(coverage.map(({ id }) => chapterOf(id)))].sort((a, b) => a - b);
  const sections = chapters.map((chapter) => {
    const rows = coverage
      .filter(({ id }) => chapterOf(id) === chapter)
      .map((one) => `| ${one.id} | ${levels.get(one.id) ?? ''} | ${one.about} | ${standing(one)} |`);
    return [
      `## V${chapter} ${CHAPTERS[chapter] ?? ''}`,
      '',
      // not made as wide as its longest row, which would change all others with it
      '<!-- prettier-ignore -->',
      '| no. | level | what is asked | how it stands |',
      '| --- | --- | --- | --- |',
      ...rows,
      '',
    ].join('\n');
  });
  return [HEAD, summary(coverage), ...sections].join('\n');
}

function summary(coverage: readonly Coverage[]): string {
  const count = (kind: string): number => coverage.filter((one) => kind in one).length;
  return `${[
    '|  | requirements |',
    '| --- | --- |',
    `| shown by tests | ${count('tests')} |`,
    `| documented, where a document is asked for | ${count('document')} |`,
    `| do not apply | ${count('notApplicable')} |`,
    `| open | ${count('open')} |`,
    `| all | ${coverage.length} |`,
  ].join('\n')}\n`;
}

function standing(one: Coverage): string {
  if ('open' in one) return `**Open:** ${one.open}`;
  if ('notApplicable' in one) return `Does not apply: ${one.notApplicable}`;
  if ('document' in one)
    return [`[${one.document}](${linkTo(one.document)})`, one.note ?? ''].filter(Boolean).join(' ');
  return [...one.tests.map(shownBy), one.note ?? ''].filter(Boolean).join('<br>');
}

function shownBy({ file, test }: ShownBy): string {
  const name = file.split('/').at(-1) ?? file;
  return `[${name}](${linkTo(file)}): ${test.replaceAll('|', '\\|').replaceAll('<', '&lt;').replaceAll('*', '\\*')}`;
}

// the page stands in docs/security
function linkTo(path: string): string {
  return `../../${path}`;
}

function chapterOf(id: string): number {
  return Number(id.split('.')[0]);
}
