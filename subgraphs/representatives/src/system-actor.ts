import type { EventActor } from '@lianxin/events';

/** The program itself: base data, demonstration data. */
export const systemActor: EventActor = { role: 'SYSTEM', name: '系统' };
