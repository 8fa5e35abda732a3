import { setImmediate } from 'node:timers/promises';
import type { Delivery } from './delivery.js';
import type { Member } from './member.js';

/** Sockets written to before others have a turn: a few milliseconds' work. */
const membersATurn = 256;

/**
 * The subscribers that get the same bytes: one stream runs for all of them.
 *
 * Who may run when: deliveries come one at a time. Members come and go at any moment, also in the pauses of a delivery;
 * one that comes meanwhile has its event already, see `progress`.
 */
export class Group {
  private readonly members = new Set<Member>();

  constructor(
    /** Position of the newest event that was delivered, or is being delivered. */
    public progress: number,
    private readonly onEmpty: () => void,
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

  async deliver(delivery: Delivery): Promise<void> {
    const { position } = delivery;
    if (position !== null) this.progress = Math.max(this.progress, position);
    let written = 0;
    for (const member of this.members) {
      const { last } = member;
      // The watch of its session ends its stream; until then it gets nothing.
      if ((position !== null && position <= last) || !member.stands()) continue;
      if (!member.deliver(delivery)) member.cutOff(last);
      else if (position !== null) member.last = position;
      written += 1;
      if (written % membersATurn === 0) await setImmediate();
    }
  }

  /** Ends the streams of all members. */
  finish(): void {
    for (const member of [...this.members]) member.finish();
  }
}
