import { BoundedCache } from '@lianxin/federation-engine';
import type { Delivery, Form, Outlet } from '../live/fan-out/delivery.js';
import type { DirectSocket } from './socket.types.js';
import { textFrame } from './text-frame.js';

const tail = Buffer.from('}');
/** Forms that are kept, and the longest id of one: those that clients count are the same on every socket. */
const mostForms = 1_000;
const longestId = 36;
const forms = new BoundedCache<Form>(mostForms, Infinity);

function formOf(id: string): Form {
  const known = forms.get(id);
  if (known) return known;
  const head = Buffer.from(`{"id":${JSON.stringify(id)},"type":"next","payload":`);
  const form: Form = { write: (json) => textFrame([head, json, tail]) };
  if (id.length <= longestId) forms.set(id, form, 0);
  return form;
}

/** `next` messages of an operation on a socket, around a payload that is the same for many. */
export class NextMessages implements Outlet {
  private readonly form: Form;

  constructor(
    private readonly socket: DirectSocket,
    id: string,
  ) {
    this.form = formOf(id);
  }

  deliver(delivery: Delivery): boolean {
    return this.socket.deliver(delivery.as(this.form));
  }
}
