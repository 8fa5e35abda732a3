import { startRunServer } from './run-server.js';

/** Jest demands a default export: starts the one PostgreSQL of a run. */
export default startRunServer;
