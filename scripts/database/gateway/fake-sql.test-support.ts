import { ConnectionUnavailable, type SqlConnection, type SqlParameter, type SqlPool, type SqlRow } from './sql.ts';

/** What a statement is answered with: rows, or a failure. */
export type Script = (
  sql: string,
  values: readonly SqlParameter[],
) => readonly SqlRow[] | Error | Promise<readonly SqlRow[]>;

/** A connection that notes what it is asked and how it is given back. */
export class FakeConnection implements SqlConnection {
  readonly statements: string[] = [];
  released: 'no' | 'kept' | 'broken' = 'no';
  readonly #script: Script;

  constructor(script: Script) {
    this.#script = script;
  }

  async query({ text }: { readonly text: string }, values: readonly SqlParameter[] = []): Promise<readonly SqlRow[]> {
    this.statements.push(text);
    const answer = await this.#script(text, values);
    if (answer instanceof Error) throw answer;
    return answer;
  }

  release(broken = false): void {
    if (this.released !== 'no') throw new Error('released twice');
    this.released = broken ? 'broken' : 'kept';
  }
}

/** A pool whose connections follow a script. */
export class FakePool implements SqlPool {
  readonly connections: FakeConnection[] = [];
  script: Script;
  down = false;

  constructor(script: Script = () => []) {
    this.script = script;
  }

  /** How many connections are in somebody's hands. */
  get out(): number {
    return this.connections.filter(({ released }) => released === 'no').length;
  }

  connect(): Promise<FakeConnection> {
    if (this.down) return Promise.reject(new ConnectionUnavailable('connection refused'));
    const connection = new FakeConnection((sql, values) => this.script(sql, values));
    this.connections.push(connection);
    return Promise.resolve(connection);
  }

  close(): Promise<void> {
    return Promise.resolve();
  }
}
