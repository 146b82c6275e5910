import { elementsOf, decode, onlyElements, withoutElements } from './bson-elements.ts';
import { toBigInt, toBoolean, toHex, toNumber } from './bson-values.ts';
import { Code, CommandError } from './errors.ts';
import type { WireRequest } from './wire.ts';

/** A command as its handler sees it: what belongs to the wire is taken off. */
export interface Command {
  /** As the client wrote it; MongoDB reads the first field as the command. */
  readonly name: string;
  readonly database: string;
  /** The value of the first field where it is a text: the collection, for most commands. */
  readonly collection: string;
  readonly body: Buffer;
  readonly sequences: ReadonlyMap<string, Buffer>;
}

/** What a client says around a command. */
export interface Envelope {
  readonly session: string | undefined;
  readonly transactionNumber: bigint | undefined;
  /** The command belongs to a transaction of several commands. */
  readonly inTransaction: boolean;
  readonly startsTransaction: boolean;
  readonly timeLimitMs: number | undefined;
}

const ENVELOPE_FIELDS: ReadonlySet<string> = new Set([
  '$db',
  'lsid',
  'txnNumber',
  'autocommit',
  'startTransaction',
  'maxTimeMS',
]);

const WIRE_FIELDS: ReadonlySet<string> = new Set([
  ...ENVELOPE_FIELDS,
  '$clusterTime',
  '$readPreference',
  'readConcern',
  'writeConcern',
  'apiVersion',
  'apiStrict',
  'apiDeprecationErrors',
  'comment',
  'stmtId',
  'stmtIds',
]);

/**
 * Splits a request into the command and what the client says around it.
 * @throws MalformedBson
 * @throws CommandError for a request without a command
 */
export function readCommand(request: WireRequest): { command: Command; envelope: Envelope } {
  const first = elementsOf(request.body).next().value;
  if (first === undefined) throw new CommandError(Code.failedToParse, 'the command is empty');
  const fields = decode(onlyElements(request.body, new Set([...ENVELOPE_FIELDS, first.name])));
  const database: unknown = fields['$db'] ?? request.database;
  if (typeof database !== 'string' || database === '') throw new CommandError(Code.failedToParse, '$db is missing');
  const target: unknown = fields[first.name];
  const lsid: unknown = fields['lsid'];
  const limit = toNumber(fields['maxTimeMS']) ?? 0;
  return {
    command: {
      name: first.name,
      database,
      collection: typeof target === 'string' ? target : '',
      body: withoutElements(request.body, WIRE_FIELDS),
      sequences: request.sequences,
    },
    envelope: {
      session: typeof lsid === 'object' && lsid !== null && 'id' in lsid ? toHex(lsid.id) : undefined,
      transactionNumber: toBigInt(fields['txnNumber']),
      inTransaction: fields['autocommit'] === false,
      startsTransaction: toBoolean(fields['startTransaction']),
      timeLimitMs: limit > 0 ? Math.ceil(limit) : undefined,
    },
  };
}
