import type { Life } from './scheduler.js';
import { principals, type World } from './world.js';

/** One mishap in so many steps. */
const mishapShare = 0.002;
const longestAwayMs = 3_000;

type Mishap = (world: World) => void;

function comesBack({ chance, time }: World, start: () => void, withinMs = longestAwayMs): void {
  time.set(start, chance.int(1, withinMs));
}

function kill(world: World, process: { life: Life }): boolean {
  if (!process.life.alive) return false;
  process.life.alive = false;
  world.scheduler.trace.add(process.life.name, 'dies');
  world.database.lose(process.life);
  return true;
}

function killDesk(world: World): void {
  const desk = world.chance.pick(world.desks);
  if (kill(world, desk)) comesBack(world, () => desk.restart());
}

function killRelay(world: World): void {
  const relay = world.chance.pick(world.relays);
  if (!kill(world, relay)) return;
  relay.leaveOff();
  comesBack(world, () => relay.start());
}

function killGateway(world: World): void {
  const node = world.chance.pick(world.nodes);
  if (!node.accepts || !kill(world, node)) return;
  node.crash();
  comesBack(world, () => void node.start());
}

function killReader(world: World): void {
  const reader = world.chance.pick(world.readers);
  if (!reader.life.alive) return;
  world.scheduler.trace.add(reader.name, 'dies');
  reader.crash();
  comesBack(world, () => reader.start(), 4 * longestAwayMs);
}

function killWriter(world: World): void {
  world.chance.pick(world.writers).restart(() => world.isEnough);
}

function cutWire(world: World): void {
  for (const wire of world.chance.pick(world.readers).openWires()) wire.cut();
}

function stallWire(world: World): void {
  for (const wire of world.chance.pick(world.readers).openWires()) {
    wire.stalled = true;
    comesBack(world, () => wire.resume());
  }
}

function endSession(world: World): void {
  world.endSession(world.chance.pick(principals));
}

/** Not beyond what the tails have read: an archive has to leave that. */
function archive({ chance, database, nodes, scheduler }: World): void {
  const { log } = database;
  const read = Math.min(...nodes.map(({ position }) => position));
  const upTo = Math.min(read, log.head - chance.int(0, 30));
  if (upTo <= log.first) return;
  log.first = upTo;
  scheduler.trace.add('world', `archives what is before ${upTo}`);
}

function keepBackup({ database, scheduler }: World): void {
  scheduler.trace.add('world', 'keeps a backup');
  database.keepBackup();
}

/** Puts a backup back, as it is done: everything is stopped before, and started after. */
function restore(world: World): void {
  const { database, desks, judge, nodes, readers, relays, scheduler } = world;
  if (nodes.some(({ accepts }) => !accepts)) return;
  const head = database.log.head;
  if (!database.restoreBackup()) return;
  scheduler.trace.add('world', 'puts the backup back');
  for (const process of [...desks, ...relays]) process.life.alive = false;
  for (const node of nodes) node.crash();
  judge.restored(database.log.events, new Set(database.outbox.map(({ event }) => event.requestId ?? '')));
  for (const reader of readers) reader.restored(head);
  for (const desk of desks) desk.restart();
  for (const relay of relays) relay.start();
  for (const node of nodes) void node.start();
}

/** By how often they come beside each other. */
const mishaps: readonly (readonly [Mishap, number])[] = [
  [cutWire, 10],
  [stallWire, 8],
  [killDesk, 4],
  [killRelay, 4],
  [killWriter, 2],
  [killReader, 4],
  [killGateway, 2],
  [endSession, 4],
  [archive, 2],
  [keepBackup, 0.5],
  [restore, 0.5],
];
/** What can happen, by name. */
export const mishapNames: readonly string[] = mishaps.map(([mishap]) => mishap.name);
const weight = mishaps.reduce((sum, [, share]) => sum + share, 0);

/** Now and then something happens. */
export function perhapsMishap(world: World): void {
  const { chance } = world;
  if (!chance.yes(mishapShare)) return;
  let left = chance.next() * weight;
  for (const [mishap, share] of mishaps) {
    left -= share;
    if (left >= 0) continue;
    world.befallen.set(mishap.name, (world.befallen.get(mishap.name) ?? 0) + 1);
    return mishap(world);
  }
}
