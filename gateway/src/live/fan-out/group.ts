import { setImmediate } from 'node:timers/promises';
import { Delivery, type GroupResult } from './delivery.js';
import type { Member } from './member.js';

/** How the rounds of groups share the event loop. */
export interface Turns {
  /** Members told before others have a turn. */
  readonly members: number;
  /** Lets others have theirs. */
  pause(): Promise<unknown>;
}

/** Less than a millisecond's work: the events behind this one are among those that wait for a turn. */
const shortTurns: Turns = { members: 64, pause: () => setImmediate() };
/** Results that may wait while a round is under way: a socket that may hold as much holds at most twice that, and one result. */
const bytesAtMost = 32 * 1024;

/**
 * The subscribers that get the same bytes: one stream runs for all of them.
 *
 * A round goes to all members. Results that come while one is under way wait for the next, which takes all of them in one
 * write a socket: when events come faster than thousands can be written to, they cost fewer writes and not more time.
 *
 * Who may run when: results come one at a time, and so do rounds. Members come and go at any moment, also in the pauses of
 * a round; one that comes meanwhile has what waits already, see `progress`.
 */
export class Group {
  private readonly members = new Set<Member>();
  private waiting: GroupResult[] = [];
  private waitingBytes = 0;
  private isGoing = false;
  private rounds = Promise.resolve();

  constructor(
    /** Position of the newest event that was delivered, is being delivered, or waits for it. */
    public progress: number,
    private readonly onEmpty: () => void,
    private readonly turns: Turns = shortTurns,
  ) {}

  get size(): number {
    return this.members.size;
  }

  /** @param after position of the last event that the member has; not before `progress` */
  add(member: Member, after: number): void {
    member.last = after;
    this.members.add(member);
  }

  remove(member: Member): void {
    if (this.members.delete(member) && this.members.size === 0) this.onEmpty();
  }

  /** Puts a result on its way, and settles when there is room for another. */
  async deliver(result: GroupResult): Promise<void> {
    this.progress = Math.max(this.progress, result.position ?? 0);
    this.waiting.push(result);
    this.waitingBytes += result.json.length;
    if (!this.isGoing) this.rounds = this.goRounds();
    if (this.waitingBytes > bytesAtMost) await this.rounds;
  }

  /** Ends the streams of all members, behind what is on its way to them. */
  async finish(): Promise<void> {
    await this.rounds;
    for (const member of [...this.members]) member.finish();
  }

  /** Lets all members go on by themselves, each from where it stands. */
  async cutOff(): Promise<void> {
    await this.rounds;
    for (const member of [...this.members]) member.cutOff(member.last);
  }

  private async goRounds(): Promise<void> {
    const { turns } = this;
    this.isGoing = true;
    let told = 0;
    while (this.waiting.length > 0) {
      const delivery = new Delivery(this.waiting);
      this.waiting = [];
      this.waitingBytes = 0;
      for (const member of this.members) {
        if (!tell(member, delivery)) continue;
        told += 1;
        if (told % turns.members === 0) await turns.pause();
      }
    }
    this.isGoing = false;
  }
}

/** False when there was nothing to tell. */
function tell(member: Member, delivery: Delivery): boolean {
  const { last } = member;
  const lacking = delivery.behind(last);
  // The watch of its session ends its stream; until then it gets nothing.
  if (!lacking || !member.stands()) return false;
  if (!member.deliver(lacking)) member.cutOff(last);
  else if (lacking.newest !== null) member.last = lacking.newest;
  return true;
}
