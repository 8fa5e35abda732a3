import { z } from 'zod';
import { defineEvent } from '../define-event.js';
import { date, id, regionCode } from './fields.js';

/** 家站点登记: a station exists. */
export const stationRegistered = defineEvent({
  type: 'station.registered',
  version: 1,
  schema: z.object({
    stationId: id,
    code: z.string().min(1),
    name: z.string().min(1),
    tier: z.string().min(1),
    kind: z.string().min(1),
    regionCode,
    /** The station's region and all above it, from the top down. */
    regionPath: z.array(regionCode).min(1),
  }),
});

/** 代表进站: a deputy sits at a station from a day on, to a day (inclusive) or without end. Days of Asia/Shanghai. */
export const stationRosterAssigned = defineEvent({
  type: 'station.roster_assigned',
  version: 1,
  schema: z.object({
    stationId: id,
    representativeId: id,
    from: date,
    to: date.nullable(),
  }),
});

/** 站码启用: people reach the station by this code from now on. */
export const stationCodeIssued = defineEvent({
  type: 'station.code_issued',
  version: 1,
  schema: z.object({ stationId: id, code: z.string().min(1) }),
});

/** 站码停用: the code reaches nobody any more. */
export const stationCodeRevoked = defineEvent({
  type: 'station.code_revoked',
  version: 1,
  schema: z.object({ stationId: id, code: z.string().min(1) }),
});

/** 接待公告: deputies will receive people at a station, as its public notice says. Instants are UTC. */
export const receptionScheduled = defineEvent({
  type: 'station.reception_scheduled',
  version: 1,
  schema: z.object({
    receptionId: id,
    stationId: id,
    startsAt: z.iso.datetime(),
    endsAt: z.iso.datetime(),
    representativeIds: z.array(id),
  }),
});
