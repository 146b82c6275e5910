/** A value as PostgreSQL's text protocol gives it; documents come as bytes. */
export type SqlValue = string | Buffer | null;
export type SqlRow = readonly SqlValue[];
export type SqlParameter = string | Buffer | null;

/** One statement with the name under which a connection keeps it prepared; no name, no preparation. */
export interface Statement {
  readonly text: string;
  readonly name?: string;
}

/** One PostgreSQL connection, held until it is released. */
export interface SqlConnection {
  /**
   * @throws SqlFailure when PostgreSQL refuses the statement
   * @throws ConnectionLost when the connection breaks; whether the statement took effect is then unknown
   */
  query(statement: Statement, values?: readonly SqlParameter[]): Promise<readonly SqlRow[]>;
  /** @param broken true closes the connection instead of giving it back */
  release(broken?: boolean): void;
}

/** The port to PostgreSQL: everything in the gateway goes through it, so that tests can put their own in. */
export interface SqlPool {
  /** @throws ConnectionUnavailable when none can be had; nothing was sent */
  connect(): Promise<SqlConnection>;
  close(): Promise<void>;
}

/** PostgreSQL answered with an error. */
export class SqlFailure extends Error {
  override readonly name = 'SqlFailure';
  /** Five characters, as in PostgreSQL's table of error codes; DocumentDB's own start with M. */
  readonly state: string;

  constructor(state: string, message: string) {
    super(message);
    this.state = state;
  }
}

/** The connection broke while a statement was under way. */
export class ConnectionLost extends Error {
  override readonly name = 'ConnectionLost';
}

/** There is no connection: the database is down, starting, stopping or full. */
export class ConnectionUnavailable extends Error {
  override readonly name = 'ConnectionUnavailable';
}

/** The value of the first column of the first row as bytes. */
export function firstDocument(rows: readonly SqlRow[]): Buffer {
  const value = rows[0]?.[0];
  if (!Buffer.isBuffer(value)) throw new TypeError('the statement gave no document');
  return value;
}

/** PostgreSQL's text form of true. */
export function isTrue(value: SqlValue | undefined): boolean {
  return value === 't';
}
