import { arch, cpus, platform, totalmem } from 'node:os';

/** The kind of machine that figures were taken on; without it they say nothing. */
export function machineKind(): string {
  const processors = cpus();
  const model = processors[0]?.model.trim() ?? 'unknown processor';
  const memory = Math.round(totalmem() / 2 ** 30);
  return `${processors.length} cores (${model}), ${memory} GiB, ${platform()} ${arch()}, Node ${process.versions.node}`;
}
