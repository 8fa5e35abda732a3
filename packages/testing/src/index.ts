export { describeWithNats } from './describe-with-nats.js';
export { expectErrorCode, expectOk, expectRefused, type GraphqlAnswer, type ReturnedRefusal } from './expect-result.js';
export { hasNatsServer, type NatsServer, startNatsServer } from './nats-server.js';
export { startRunServer, stopRunServer } from './run-server.js';
export { testClock, type TestClock } from './test-clock.js';
export { testDatabase, type TestDatabase } from './test-database.js';
export { testPassword } from './template-database.js';
export { startTestServer, type TestServer } from './test-server.js';
