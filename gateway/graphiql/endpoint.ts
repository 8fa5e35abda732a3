/** The folder this page's files are served from, e.g. `/graphiql/`. Modules know where they came from. */
export const pageFolder = new URL('./', import.meta.url);

/** The one endpoint, beside the page's folder; the same path answers HTTP and WebSocket. */
export const endpoint = new URL('../graphql', pageFolder);

/** The endpoint for subscriptions. */
export const socketEndpoint = new URL(endpoint);
socketEndpoint.protocol = endpoint.protocol === 'https:' ? 'wss:' : 'ws:';
