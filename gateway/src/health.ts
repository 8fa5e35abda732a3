/** One thing that must work for the gateway to be of use. */
export interface HealthCheck {
  readonly name: string;
  /** Rejects, or answers false, when it does not work. */
  check(): Promise<boolean>;
}

/** Whether the gateway can be of use now. */
export interface Health {
  readonly ready: boolean;
  readonly checks: Readonly<Record<string, 'ok' | 'failing'>>;
}

const timeoutMs = 2_000;
/** Probes come from several sides; one answer serves those of a second. */
const keptMs = 1_000;

async function outcomeOf({ name, check }: HealthCheck): Promise<readonly [string, 'ok' | 'failing']> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => resolve(false), timeoutMs);
  });
  const works = await Promise.race([check().catch(() => false), late]);
  clearTimeout(timer);
  return [name, works ? 'ok' : 'failing'];
}

/** Asks all checks at once. */
export function healthOf(checks: readonly HealthCheck[]): () => Promise<Health> {
  let last: { readonly at: number; readonly health: Promise<Health> } | undefined;
  const ask = async (): Promise<Health> => {
    const outcomes = await Promise.all(checks.map(outcomeOf));
    return { ready: outcomes.every(([, outcome]) => outcome === 'ok'), checks: Object.fromEntries(outcomes) };
  };
  return () => {
    const at = performance.now();
    if (!last || at - last.at > keptMs) last = { at, health: ask() };
    return last.health;
  };
}
