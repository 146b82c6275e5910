import { z } from 'zod';
import { environmentSchema } from './environment.schema.js';

const INTRODUCTION = `# Configuration

Everything comes from environment variables or from a file \`.env\` beside \`package.json\`; the environment wins. All
problems are reported together at the start, by name. In production the secrets have no defaults and weak ones are
refused; a local start makes its own once and keeps them in \`.data/secrets.json\`, readable by its owner alone.

This page is generated from \`backend/src/config/environment.schema.ts\` by \`npm run docs\`.

| variable | default | what it is |
| --- | --- | --- |
`;

/** The text of docs/configuration.md. */
export function configurationPage(): string {
  const schema = z.toJSONSchema(environmentSchema, { io: 'input', unrepresentable: 'any' });
  const rows = Object.entries(schema.properties ?? {}).map(([name, property]) => {
    const { default: fallback, description = '' } = property as { default?: unknown; description?: string };
    return `| \`${name}\` | ${shown(fallback)} | ${description.replaceAll('|', '\\|')} |`;
  });
  return `${INTRODUCTION}${rows.join('\n')}\n`;
}

function shown(fallback: unknown): string {
  if (fallback === undefined || (Array.isArray(fallback) && fallback.length === 0)) return '';
  return `\`${typeof fallback === 'string' ? fallback : JSON.stringify(fallback)}\``;
}
