/** Why a subgraph gave no usable answer. The message stays inside; clients get a sentence of the engine's own. */
export class SubgraphFault extends Error {
  override readonly name = 'SubgraphFault';

  constructor(
    readonly code: 'SUBGRAPH_UNAVAILABLE' | 'SUBGRAPH_TIMEOUT',
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}
