/**
 * What the embedded server is told. Everything else is PostgreSQL's default: in particular fsync and
 * synchronous_commit stay on, since what was acknowledged must survive a power cut.
 */
export const serverSettings: Readonly<Record<string, string>> = {
  listen_addresses: '127.0.0.1',
  // A socket's path has at most 107 bytes and lies in a folder of somebody's; the loopback address needs neither.
  unix_socket_directories: '',
  max_connections: '200',
  shared_buffers: '128MB',
  // Recovery replays at most about this much; at the default of 1 GB it was seen to take 15 s.
  max_wal_size: '256MB',
  wal_level: 'replica',
  timezone: 'UTC',
  log_timezone: 'UTC',
  lc_messages: 'C',
  password_encryption: 'scram-sha-256',
  // Short statements by key: compiling them costs more than running them.
  jit: 'off',
  log_checkpoints: 'off',
  log_line_prefix: '%m [%p] %a ',
  // A refused statement is the caller's to report; its text may hold what people wrote.
  log_min_error_statement: 'panic',
};
