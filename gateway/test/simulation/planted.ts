/** What a test can break, each in one place: it shows that the simulation would notice. */
export const plantedBugs = [
  'the relay passes over a row that commits late',
  'the relay gives a position twice',
  'the relay logs and clears in two transactions',
  'a writer logs past what waits in its outbox',
  'a writer logs with a head that it has not locked',
  'the outbox id is drawn before the row lock',
  'the key is ignored',
  'a stale version is accepted',
  'an answer goes out before the commit',
  'the client resumes one too early',
  'the client resumes one too late',
  'a group is joined without a look at its progress',
  'the queue is attached after the log was read',
  'two classes share a key',
  'an ended session is still served',
  'a RESYNC is swallowed',
  'the tail keeps its place in the connection',
  'the archive is no gap',
  'a queue is left behind',
  'what is expected counts as told',
  'a pong answers for what was asked behind its ping',
  'a pong is not heard',
  'what nobody reads is not counted',
] as const;

/** One of them. */
export type PlantedBug = (typeof plantedBugs)[number];
