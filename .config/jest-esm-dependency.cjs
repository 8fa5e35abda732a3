const { createTransformer } = require('@swc/jest');

/**
 * Compiles a dependency that is published as ES modules only. Such a file may declare `__dirname` for itself, which the
 * wrapper of a CommonJS module declares already, so its own one gets another name first.
 */
exports.createTransformer = (options) => {
  const swc = createTransformer(options);
  const renamed = (source) => source.replace(/\b__(dirname|filename)\b/g, '__own_$1');
  return {
    ...swc,
    process: (source, ...rest) => swc.process(renamed(source), ...rest),
    processAsync: (source, ...rest) => swc.processAsync(renamed(source), ...rest),
  };
};
