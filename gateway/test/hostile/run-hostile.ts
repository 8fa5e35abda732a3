import { AttackedGateway } from './attacked-gateway.js';
import { Bystander } from './bystander.js';
import { hostileRequest } from './families.js';
import type { Noted } from './gateway-process.types.js';
import type { HostileRequest } from './hostile-request.js';
import { faultOf } from './judge.js';
import { type HostileReport, newFamily } from './report.js';
import { type Reply, Sender } from './send.js';

/** No request may hold the gateway up for longer, and nobody may wait longer because of one. */
const allowedMs = 50;

/** What is shorter is not told from noise. */
const leastMs = 5;

/** By then the bystander asks in its rhythm. */
const startMs = 1_500;

export interface HostileOptions {
  readonly seed: number;
  readonly from: number;
  readonly documents: number;
  readonly idleMs: number;
  /** Also times `prepare` for every document. */
  readonly timePrepare: boolean;
  /** Whether it is a fault when the bystander waits too long: only where the machine has nothing else to do. */
  readonly judgeWaits: boolean;
  /** Parallel connections among the rest. */
  readonly withParallel: boolean;
  progress(report: HostileReport): void;
}

/** Attacks a gateway with `documents` requests, one after the other, while a bystander goes on asking. */
export async function runHostile(options: HostileOptions): Promise<HostileReport> {
  await using gateway = await AttackedGateway.start();
  await using bystander = new Bystander(gateway.url);
  const sender = new Sender(gateway.url, '203.0.113.66');
  try {
    await pass(startMs);
    await bystander.allWaits();
    await gateway.note();
    await pass(options.idleMs);
    const idle = { stallMs: (await gateway.note()).stallMs, waits: await bystander.allWaits() };
    const report: HostileReport = {
      seed: options.seed,
      count: 0,
      families: new Map(),
      faults: [],
      idle,
      waits: idle.waits,
    };
    const attack = new Attack(gateway, bystander, sender, report, options);
    for (let index = options.from; index < options.from + options.documents; index++) {
      await attack.with(index);
      if (report.count % 1_000 === 0) options.progress(report);
    }
    report.waits = await bystander.allWaits();
    if (options.timePrepare) await timeAll(gateway, report, options);
    for (const what of bystander.wrong) report.faults.push({ family: 'bystander', index: -1, what });
    return report;
  } finally {
    sender.close();
  }
}

/** What one request brought about. */
interface Effect {
  readonly reply: Reply;
  readonly noted: Noted;
  readonly waitMs: number;
}

class Attack {
  constructor(
    private readonly gateway: AttackedGateway,
    private readonly bystander: Bystander,
    private readonly sender: Sender,
    private readonly report: HostileReport,
    private readonly options: HostileOptions,
  ) {}

  async with(index: number): Promise<void> {
    const { report, options } = this;
    const { family: name, ...request } = hostileRequest(options.seed, index, options.withParallel);
    const family = report.families.get(name) ?? newFamily();
    report.families.set(name, family);
    report.count += 1;
    family.count += 1;
    const effect = await this.once(request);
    const { reply, noted } = effect;
    const outcome = outcomeOf(reply);
    family.outcomes.set(outcome, (family.outcomes.get(outcome) ?? 0) + 1);
    family.largestAnswer = Math.max(family.largestAnswer, reply.text.length);
    const fault = (what: string): unknown => report.faults.push({ family: name, index, what });
    const what = faultOf(request, reply, noted);
    if (what !== undefined) fault(what);

    const isLonger = noted.stallMs > family.stallMs || effect.waitMs > family.waitMs;
    const { stallMs, waitMs } = isLonger ? await this.alone(request, effect) : { stallMs: 0, waitMs: 0 };
    if (stallMs > family.stallMs) [family.stallMs, family.stalledAt] = [stallMs, index];
    if (waitMs > family.waitMs) [family.waitMs, family.waitedAt] = [waitMs, index];
    if (stallMs > Math.max(allowedMs, 2 * report.idle.stallMs)) {
      fault(`held the gateway up for ${stallMs.toFixed(0)} ms`);
    }
    if (options.judgeWaits && waitMs > Math.max(allowedMs, 2 * report.idle.waits.max)) {
      fault(`let the bystander wait for ${waitMs.toFixed(0)} ms`);
    }
  }

  private async once(request: HostileRequest): Promise<Effect> {
    await this.bystander.longestWait();
    await this.gateway.note();
    const reply = await this.sender.send(request);
    return { reply, noted: await this.gateway.note(), waitMs: await this.bystander.longestWait() };
  }

  /**
   * The stall and the wait that a request causes, told from the noise of the machine: the shortest of three more times.
   * What a busy machine adds is different every time; what the request itself takes is there every time.
   */
  private async alone(request: HostileRequest, first: Effect): Promise<{ stallMs: number; waitMs: number }> {
    let [stallMs, waitMs] = [first.noted.stallMs, first.waitMs];
    for (let n = 0; n < 3 && Math.max(stallMs, waitMs) > leastMs; n++) {
      const again = await this.once(request);
      stallMs = Math.min(stallMs, again.noted.stallMs);
      waitMs = Math.min(waitMs, again.waitMs);
    }
    return { stallMs, waitMs };
  }
}

function outcomeOf({ dropped, status, closed }: Reply): string {
  return String(dropped ?? status ?? (closed === undefined ? 'ws' : `closed ${closed}`));
}

/** Times `prepare` for every document: when nobody else is there, because it holds the gateway up three times over. */
async function timeAll(gateway: AttackedGateway, report: HostileReport, options: HostileOptions): Promise<void> {
  for (let index = options.from; index < options.from + options.documents; index++) {
    const { family: name, document } = hostileRequest(options.seed, index, options.withParallel);
    const family = report.families.get(name);
    if (!family || document === undefined) continue;
    const { ms, refused } = await gateway.timePrepare(document);
    if (!refused) family.acceptedMs = Math.max(family.acceptedMs, ms);
    else if (ms > family.refusedMs) [family.refusedMs, family.refusedAt] = [ms, index];
  }
}

function pass(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
