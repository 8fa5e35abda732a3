import type { Bilingual } from './locale.js';

/**
 * The closed list of thrown errors: denied, absent, conflicting or malformed requests, and faults of the installation.
 * Expected refusals of a command are not here; they are returned (see refusal-codes.ts).
 */
export const appErrors = {
  UNAUTHENTICATED: { zh: '请先登录。', en: 'Sign in first.' },
  SESSION_ENDED: { zh: '登录已失效,请重新登录。', en: 'The session has ended; sign in again.' },
  FORBIDDEN: { zh: '当前角色无权执行此操作。', en: 'Your role may not do this.' },
  NOT_FOUND: { zh: '没有找到该记录,或您无权查看。', en: 'There is no such record, or you may not see it.' },
  INVALID_INPUT: { zh: '输入有误:{reason}', en: 'Invalid input: {reason}' },
  INVALID_CURSOR: {
    zh: '游标无效,请从第一页重新开始。',
    en: 'The cursor is not valid; start again from the first page.',
  },
  PAGE_TOO_LARGE: {
    zh: '每页 1 至 {max} 条,请减小 first。',
    en: 'A page holds 1 to {max} items; ask for fewer with `first`.',
  },
  DOCUMENT_NOT_REGISTERED: {
    zh: '本服务只执行已登记的操作文档,该文档未登记。请更新客户端;自行编写查询须以分析员账号登录。',
    en: 'Only registered documents run here, and this one is not. Update the client; to write queries, sign in as an analyst.',
  },
  DOCUMENT_HASH_MISMATCH: {
    zh: '所给哈希与文档不符。请按文档的 UTF-8 字节重新计算 SHA-256。',
    en: 'The hash is not that of the document. Compute SHA-256 over its UTF-8 bytes.',
  },
  IDEMPOTENCY_KEY_REUSED: {
    zh: '该幂等键已用于另一内容的请求,请换一个新的幂等键。',
    en: 'This idempotency key was used with another input; use a new key.',
  },
  SIGNATURE_REQUIRED: {
    zh: '子图只接受网关签名的请求。',
    en: 'A subgraph answers only requests signed by the gateway.',
  },
  OPERATION_TOO_COSTLY: {
    zh: '此次请求的代价为 {cost},超过您的额度 {budget}。请减小 first、减少嵌套,或分几次查询。',
    en: 'This operation costs {cost} and your budget is {budget}. Ask for fewer items with `first`, nest less, or ask in parts.',
  },
  TOO_MANY_REQUESTS: { zh: '请求过于频繁,请稍后再试。', en: 'Too many requests; try again later.' },
  RESYNC: {
    zh: '订阅已无法续传,请重新查询后再订阅。',
    en: 'The stream cannot be resumed; query again, then subscribe.',
  },
  UNAVAILABLE: { zh: '服务暂不可用,请稍后再试。', en: 'The service is not available; try again later.' },
  INTERNAL: {
    zh: '系统内部错误,请凭请求编号联系管理员。',
    en: 'Internal error; give the request id to the administrator.',
  },
  DATA_DIR_IN_USE: {
    zh: '数据目录 {dataDir} 正被另一实例使用(进程 {pid})。请先停止它,或用 DATA_DIR 指定其他目录。',
    en: 'The data folder {dataDir} is in use by another instance (process {pid}). Stop it, or name another folder with DATA_DIR.',
  },
  DATA_DIR_NOT_WRITABLE: {
    zh: '数据目录 {dataDir} 不可写。请修改权限,或用 DATA_DIR 指定其他目录。',
    en: 'The data folder {dataDir} cannot be written. Change its permissions, or name another folder with DATA_DIR.',
  },
  DATABASE_UNREACHABLE: {
    zh: '无法连接数据库 {host}。请检查 DATABASE_URL 与数据库是否已启动。',
    en: 'The database at {host} cannot be reached. Check DATABASE_URL and that the server runs.',
  },
  DATABASE_BUSY: {
    zh: '数据库 {host} 的连接都在使用中,等待超时。请查看数据库负载与最慢的语句。',
    en: 'All connections to the database at {host} are in use, and none came free in time. Look at its load and its slowest statements.',
  },
  BROKER_UNREACHABLE: {
    zh: '无法连接 NATS {host}。实时事件改由数据库读取,稍慢但不会遗漏;请检查 NATS_URL 与 NATS 是否已启动(需启用 JetStream)。',
    en: 'NATS at {host} cannot be reached. Live events are read from the database, later but none missed; check NATS_URL and that the server runs, with JetStream.',
  },
  SCHEMA_NEWER: {
    zh: '数据库结构({schema})比本程序新。请升级程序;未做任何更改。',
    en: 'The database schema ({schema}) is newer than this program. Upgrade the program; nothing was changed.',
  },
  SCHEMA_OLDER: {
    zh: '数据库结构({schema})比本程序旧。请先运行 lianxin migrate。',
    en: 'The database schema ({schema}) is older than this program. Run `lianxin migrate` first.',
  },
  LOG_ARCHIVED: {
    zh: '事件日志现从位置 {first} 起保留,更早的事件已归档。请先用 lianxin events restore-archive --from 归档文件夹 恢复。',
    en: 'The event log is kept from position {first} on; earlier events are archived. Restore them first: `lianxin events restore-archive --from FOLDER`.',
  },
  CONSUMER_BEHIND_LOG: {
    zh: '{consumer} 须从位置 {next} 读起,而事件日志现从位置 {first} 起保留,更早的已归档;未做任何更改。请先运行 lianxin events restore-archive --from 归档文件夹 --position {next},再重试;追上后可再次归档。',
    en: '{consumer} must read from position {next} on, and the event log is kept from position {first} on: earlier events are archived. Nothing was changed. Run `lianxin events restore-archive --from FOLDER --position {next}`, then try again; once that is read, archive again.',
  },
  ARCHIVE_DAMAGED: {
    zh: '归档文件 {file} 缺失、已损坏或不属于本库;未做任何更改。',
    en: 'The archive {file} is missing, damaged, or not of this database; nothing was changed.',
  },
  PORT_IN_USE: {
    zh: '端口 {port} 已被占用。请停止占用它的程序,或用 PORT 指定其他端口。',
    en: 'Port {port} is taken. Stop the program that holds it, or name another one with PORT.',
  },
  BAD_CONFIGURATION: { zh: '配置有误:{reason}', en: 'The configuration is wrong: {reason}' },
  EMBEDDED_POSTGRES_FAILED: {
    zh: '内置 PostgreSQL 启动失败,详见 {logFile}。',
    en: 'The embedded PostgreSQL did not start; see {logFile}.',
  },
} as const satisfies Record<string, Bilingual>;

/** Code of a thrown error; stable, part of the API (`extensions.code`). */
export type AppErrorCode = keyof typeof appErrors;

/** Codes meant for who runs the platform: they name hosts, folders and settings. A client is told UNAVAILABLE instead. */
export const operatorCodes: ReadonlySet<string> = new Set<AppErrorCode>([
  'DATA_DIR_IN_USE',
  'DATA_DIR_NOT_WRITABLE',
  'DATABASE_UNREACHABLE',
  'DATABASE_BUSY',
  'BROKER_UNREACHABLE',
  'SCHEMA_NEWER',
  'SCHEMA_OLDER',
  'PORT_IN_USE',
  'BAD_CONFIGURATION',
  'EMBEDDED_POSTGRES_FAILED',
]);
