import { AttackedGateway } from './attacked-gateway.js';
import { Bystander } from './bystander.js';
import { hostileRequest } from './families.js';
import type { Noted } from './gateway-process.types.js';
import type { HostileRequest } from './hostile-request.js';
import { faultOf } from './judge.js';
import { type HostileReport, newFamily } from './report.js';
import { type Reply, Sender } from './send.js';

/** No request may hold the gateway up for longer. */
const allowedStallMs = 50;

/** By then the bystander asks in its rhythm. */
const startMs = 1_500;

export interface HostileOptions {
  readonly seed: number;
  readonly from: number;
  readonly documents: number;
  readonly idleMs: number;
  /** Also times `prepare` for every document. */
  readonly timePrepare: boolean;
  progress(report: HostileReport): void;
}

/** Attacks a gateway with `documents` requests, one after the other, while a bystander goes on asking. */
export async function runHostile(options: HostileOptions): Promise<HostileReport> {
  await using gateway = await AttackedGateway.start();
  const sender = new Sender(gateway.url);
  await using bystander = new Bystander(gateway.url);
  try {
    await pass(startMs);
    await bystander.take();
    await gateway.note();
    await pass(options.idleMs);
    const idle = { stallMs: (await gateway.note()).stallMs, waits: await bystander.take() };
    const report: HostileReport = {
      seed: options.seed,
      count: 0,
      families: new Map(),
      faults: [],
      idle,
      waits: idle.waits,
    };
    for (let index = options.from; index < options.from + options.documents; index++) {
      await attack(gateway, sender, report, index, options);
      if (report.count % 1_000 === 0) options.progress(report);
    }
    report.waits = await bystander.take();
    if (options.timePrepare) await timeAll(gateway, report, options);
    for (const what of report.waits.wrong) report.faults.push({ family: 'bystander', index: -1, what });
    return report;
  } finally {
    sender.close();
  }
}

async function attack(
  gateway: AttackedGateway,
  sender: Sender,
  report: HostileReport,
  index: number,
  { seed }: HostileOptions,
): Promise<void> {
  const { family: name, ...request } = hostileRequest(seed, index);
  const family = report.families.get(name) ?? newFamily();
  report.families.set(name, family);
  report.count += 1;
  family.count += 1;
  const { reply, noted } = await once(gateway, sender, request);
  const outcome = String(
    reply.dropped ?? reply.status ?? (reply.closed === undefined ? 'ws' : `closed ${reply.closed}`),
  );
  family.outcomes.set(outcome, (family.outcomes.get(outcome) ?? 0) + 1);
  family.largestAnswer = Math.max(family.largestAnswer, reply.text.length);
  const what = faultOf(request, reply, noted);
  if (what !== undefined) report.faults.push({ family: name, index, what });

  const stallMs = noted.stallMs > family.stallMs ? await stallAlone(gateway, sender, request, noted.stallMs) : 0;
  if (stallMs > family.stallMs) [family.stallMs, family.stalledAt] = [stallMs, index];
  if (stallMs > Math.max(allowedStallMs, 2 * report.idle.stallMs)) {
    report.faults.push({ family: name, index, what: `held the gateway up for ${stallMs.toFixed(0)} ms` });
  }
}

/** Times `prepare` for every document: when nobody else is there, because it holds the gateway up three times over. */
async function timeAll(gateway: AttackedGateway, report: HostileReport, options: HostileOptions): Promise<void> {
  for (let index = options.from; index < options.from + options.documents; index++) {
    const { family: name, document } = hostileRequest(options.seed, index);
    const family = report.families.get(name);
    if (!family || document === undefined) continue;
    const { ms, refused } = await gateway.timePrepare(document);
    if (!refused) family.acceptedMs = Math.max(family.acceptedMs, ms);
    else if (ms > family.refusedMs) [family.refusedMs, family.refusedAt] = [ms, index];
  }
}

async function once(
  gateway: AttackedGateway,
  sender: Sender,
  request: HostileRequest,
): Promise<{ readonly reply: Reply; readonly noted: Noted }> {
  await gateway.note();
  const reply = await sender.send(request);
  return { reply, noted: await gateway.note() };
}

/**
 * The stall that a request causes, told from the noise of the machine: the shortest of three more times. What a busy
 * machine adds is different every time; what the request itself takes is there every time.
 */
async function stallAlone(
  gateway: AttackedGateway,
  sender: Sender,
  request: HostileRequest,
  first: number,
): Promise<number> {
  let least = first;
  for (let n = 0; n < 3 && least > 5; n++)
    least = Math.min(least, (await once(gateway, sender, request)).noted.stallMs);
  return least;
}

function pass(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
