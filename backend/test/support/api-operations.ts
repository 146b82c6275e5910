import type { OpenAPIObject } from '@nestjs/swagger';

/** A JSON Schema as far as the documents of this API use it. */
export interface JsonSchema {
  readonly type?: 'object' | 'array' | 'integer' | 'number' | 'boolean' | 'string' | 'null';
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly items?: JsonSchema;
  readonly anyOf?: readonly JsonSchema[];
  readonly oneOf?: readonly JsonSchema[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly pattern?: string;
  readonly format?: string;
  readonly minLength?: number;
  readonly minimum?: number;
}

interface Parameter {
  readonly name: string;
  readonly in: string;
  readonly schema: JsonSchema;
}

/** One route of the API, with everything that a request to it can hold. */
export interface Operation {
  readonly method: 'get' | 'post' | 'put' | 'patch' | 'delete';
  /** With `{name}` for each parameter. */
  readonly path: string;
  readonly pathParameters: readonly string[];
  readonly query: readonly string[];
  /** The variants of its body, none where it takes none. */
  readonly bodies: readonly JsonSchema[];
}

const METHODS = ['get', 'post', 'put', 'patch', 'delete'] as const;

/** Every operation of an API document. */
export function operationsOf(document: OpenAPIObject): Operation[] {
  return Object.entries(document.paths).flatMap(([path, item]) =>
    METHODS.flatMap((method): Operation[] => {
      const operation = item[method];
      if (operation === undefined) return [];
      const parameters = (operation.parameters ?? []) as unknown as Parameter[];
      const body = operation.requestBody as { content?: Record<string, { schema?: JsonSchema }> } | undefined;
      const schema = body?.content?.['application/json']?.schema;
      const named = (place: string) => parameters.filter((one) => one.in === place).map(({ name }) => name);
      return [
        {
          method,
          path,
          pathParameters: named('path'),
          query: named('query'),
          bodies: schema === undefined ? [] : (schema.anyOf ?? schema.oneOf ?? [schema]),
        },
      ];
    }),
  );
}

/** A value that a schema accepts, or nearly: enough to come past the other fields to the one that is looked at. */
export function sampleOf(name: string, schema: JsonSchema): unknown {
  if (schema.const !== undefined) return schema.const;
  if (schema.enum !== undefined) return schema.enum[0];
  const variant = (schema.anyOf ?? schema.oneOf)?.[0];
  if (variant !== undefined) return sampleOf(name, variant);
  switch (schema.type) {
    case 'object':
      return Object.fromEntries(
        Object.entries(schema.properties ?? {}).map(([field, inner]) => [field, sampleOf(field, inner)]),
      );
    case 'array':
      return [sampleOf(name, schema.items ?? {})];
    case 'integer':
    case 'number':
      return schema.minimum ?? 1;
    case 'boolean':
      return true;
    case 'null':
      return null;
    case 'string':
    case undefined:
      return sampleText(name, schema);
  }
}

const BY_NAME: readonly (readonly [RegExp, string])[] = [
  [/email/i, 'somebody@example.org'],
  [/password/i, 'correct-horse-battery-42'],
  [/token|challenge|enrolment/i, 'a'.repeat(43)],
  [/code/i, '123456'],
  [/query/i, '?code=a&state=b'],
  [/address|range/i, '203.0.113.9'],
  [/(^|_)ids?$|Id$/, 'f'.repeat(24)],
];

function sampleText(name: string, { format, pattern, minLength }: JsonSchema): string {
  if (format === 'date-time') return '2026-11-20T09:30:00Z';
  if (pattern === '^[0-9a-f]{24}$') return 'f'.repeat(24);
  if (pattern === '^[0-9a-f]{64}$') return 'f'.repeat(64);
  const named = BY_NAME.find(([names]) => names.test(name))?.[1];
  return named ?? 'sample'.padEnd(minLength ?? 0, 'x');
}

/** The fields of a body, each with a way to put something else there: nested ones too. */
export function fieldsOf(schema: JsonSchema): { readonly name: string; readonly put: (value: unknown) => unknown }[] {
  const sample = sampleOf('', schema) as Record<string, unknown>;
  return Object.entries(schema.properties ?? {}).flatMap(([field, inner]) => {
    const whole = { name: field, put: (value: unknown) => ({ ...sample, [field]: value }) };
    if (inner.type === 'array') {
      return [whole, { name: `${field}[]`, put: (value: unknown) => ({ ...sample, [field]: [value] }) }];
    }
    if (inner.type !== 'object') return [whole];
    const nested = fieldsOf(inner).map(({ name, put }) => ({
      name: `${field}.${name}`,
      put: (value: unknown) => ({ ...sample, [field]: put(value) }),
    }));
    return [whole, ...nested];
  });
}
