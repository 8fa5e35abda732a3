import { stopRunServer } from './run-server.js';

/** Jest demands a default export: stops the run's PostgreSQL, also after failures. */
export default stopRunServer;
