import { totalmem } from 'node:os';

const MEGABYTE = 1024 * 1024;

/** What PostgreSQL is told at every start. */
export interface ClusterOptions {
  /** The folder of the socket as PostgreSQL sees it. */
  readonly run: string;
  /** Whether the data has to survive a power cut; a test's data need not. */
  readonly durable: boolean;
}

const between = (low: number, value: number, high: number): number => Math.round(Math.min(high, Math.max(low, value)));

/**
 * PostgreSQL's settings: reachable through the socket only, sized after the machine, and durable. What fsync off gives up
 * is a power cut; a killed process loses nothing of what was answered in either case.
 */
export function settingsFile({ run, durable }: ClusterOptions): string {
  const megabytes = totalmem() / MEGABYTE;
  const settings: Readonly<Record<string, string>> = {
    listen_addresses: "''",
    unix_socket_directories: `'${run}'`,
    unix_socket_permissions: '0700',
    max_connections: '200',
    shared_preload_libraries: "'pg_cron,pg_documentdb_core,pg_documentdb'",
    'cron.database_name': "'postgres'",
    'cron.host': `'${run}'`,
    'cron.log_run': 'off',
    'cron.log_statement': 'off',
    'documentdb.localhost_connection_string': `'host=${run}'`,
    'documentdb_core.enableCollation': 'on',
    shared_buffers: `${String(between(64, megabytes / 16, 512))}MB`,
    effective_cache_size: `${String(between(256, megabytes / 3, 4096))}MB`,
    work_mem: '16MB',
    maintenance_work_mem: `${String(between(32, megabytes / 32, 128))}MB`,
    max_wal_size: '1GB',
    checkpoint_timeout: '10min',
    jit: 'off',
    // parallel writers of one key wait for one another in a circle; what breaks it must not take a second
    deadlock_timeout: '200ms',
    idle_in_transaction_session_timeout: '90s',
    fsync: durable ? 'on' : 'off',
    full_page_writes: durable ? 'on' : 'off',
    synchronous_commit: 'on',
    // refused statements are answers to clients, not news for the log
    log_min_messages: 'fatal',
    log_min_error_statement: 'panic',
    log_line_prefix: "'%m '",
  };
  const lines = Object.entries(settings).map(([name, value]) => `${name} = ${value}`);
  return `# written at every start: changes are lost\n${lines.join('\n')}\n`;
}

/** Who may connect: whoever may open the socket, which is only its owner and root. */
export const HBA_FILE = '# written at every start: changes are lost\nlocal all all trust\n';
