import { z } from 'zod';

/** An opaque id. */
export const id = z.string().min(1);

/** A code of an administrative division (行政区划). */
export const regionCode = z.string().min(1);

/** A calendar day, `YYYY-MM-DD`. */
export const date = z.iso.date();
