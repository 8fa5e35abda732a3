import type { Access } from '../index.js';
import { startFederation } from '../../test/federation.js';
import { people, reviews } from '../../test/people.js';

describe('access that cannot be decided', () => {
  const query = '{ me { name phone salary } }';
  const closed = { me: { name: 'Ann', phone: null, salary: null } };

  test('closes everything when the gateway says nothing', async () => {
    await using federation = await startFederation({ people, reviews }, { via: 'local' });
    expect((await federation.ask(query)).data).toEqual(closed);
  });

  test('closes everything when the gateway fails', async () => {
    const accessOf = (): never => {
      throw new Error('the directory of roles is away');
    };
    await using federation = await startFederation({ people, reviews }, { via: 'local', accessOf });
    const answer = await federation.ask(query);
    expect(answer.data).toEqual(closed);
    expect(JSON.stringify(answer)).not.toContain('directory');
  });

  test('closes what a failing scope or a truthy answer would have opened', async () => {
    const accessOf = (): Access => ({
      authenticated: 'yes' as unknown as boolean,
      hasScope: () => {
        throw new Error('no list of scopes');
      },
      meetsPolicy: () => Promise.resolve(true) as unknown as boolean,
    });
    await using federation = await startFederation({ people, reviews }, { via: 'local', accessOf });
    expect((await federation.ask('{ me { name phone salary diary } }')).data).toEqual({
      me: { name: 'Ann', phone: null, salary: null, diary: null },
    });
  });
});
