import type { ExecutionResult } from 'graphql';
import { AppError } from '@lianxin/errors';
import type { GatewayRequest } from '../guard/gateway-request.js';
import { visibilityThrough } from './visibility.js';

const visibleWhen = (result: ExecutionResult) =>
  visibilityThrough({ execute: async () => result })(['a', 'b', 'a'], {} as unknown as GatewayRequest);

describe('visibilityThrough', () => {
  it('takes null for what may not be seen', async () => {
    const seen = await visibleWhen({ data: { _entities: [{ __typename: 'Suggestion' }, null] } });
    expect([...seen]).toEqual(['a']);
  });

  it.each<[string, ExecutionResult]>([
    ['nothing came back', { errors: [] }],
    [
      'reading one of them failed',
      {
        data: { _entities: [{ __typename: 'Suggestion' }, null] },
        errors: [
          { message: 'no database', path: ['_entities', 1] } as unknown as NonNullable<ExecutionResult['errors']>[0],
        ],
      },
    ],
  ])('never takes a failure for "may not be seen": %s', async (_, result) => {
    await expect(visibleWhen(result)).rejects.toEqual(new AppError('UNAVAILABLE'));
  });
});
