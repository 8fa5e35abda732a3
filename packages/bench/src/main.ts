import { servePeer } from './station-queue/peers/peer-process.js';
import { peerNames } from './station-queue/peers/peer-server.js';
import { readOptions, usage } from './station-queue/options.js';
import { benchStationQueue } from './station-queue/station-queue.js';

const [what, ...rest] = process.argv.slice(2);
const peer = peerNames.find((name) => what === 'peer' && name === rest[0]);

if (peer) {
  await servePeer(peer);
} else if (what === 'station-queue' && !rest.includes('--help')) {
  await benchStationQueue(readOptions(rest));
} else {
  console.log(usage);
  process.exitCode = rest.includes('--help') ? 0 : 1;
}
