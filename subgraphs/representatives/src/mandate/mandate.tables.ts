/** Days of suspension with the mandate; the ground as long as it lasts, for its office alone. */
export const mandateSuspensionColumns = `
  alter table representatives.mandate add column suspensions jsonb not null default '[]' check (jsonb_typeof(suspensions) = 'array'),
    add column suspension_ground text,
    add constraint mandate_suspension check ((status = 'SUSPENDED') = (suspension_ground is not null) or status = 'ENDED');`;
