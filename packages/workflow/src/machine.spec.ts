import { refuse } from '@lianxin/errors';
import { apply, availableActions } from './apply.js';
import { mermaidDiagram } from './diagram.js';
import { defineMachine, type Machine } from './machine.js';

type State = 'DRAFT' | 'OPEN' | 'DONE' | 'VOID';
interface Door {
  readonly state: State;
  readonly owner: string;
}
interface Person {
  readonly name: string;
  readonly roles: readonly string[];
}
interface Inputs {
  OPEN: { readonly key: string };
  FINISH: { readonly well: boolean };
}

const isOwner = (person: Person, door: Door) => person.name === door.owner || refuse('NOT_YOUR_STATION');

const definition: Machine<State, string, Door, Person, Inputs> = {
  name: 'door',
  states: ['DRAFT', 'OPEN', 'DONE', 'VOID'],
  initial: ['DRAFT'],
  terminal: ['DONE', 'VOID'],
  stateOf: (door) => door.state,
  rolesOf: (person) => person.roles,
  actions: {
    OPEN: {
      from: ['DRAFT'],
      to: 'OPEN',
      by: ['KEEPER'],
      permit: isOwner,
      check: (_, { key }) => key === 'right' || refuse('REASON_REQUIRED'),
    },
    FINISH: {
      from: ['OPEN'],
      to: ['DONE', 'VOID'],
      choose: (_, { well }) => (well ? 'DONE' : 'VOID'),
      by: ['KEEPER', 'GUEST'],
      permit: () => true,
      when: (_, now) => now.getTime() < 1000 || refuse('RETURN_WINDOW_CLOSED'),
    },
  },
};
const machine = defineMachine(definition);
const keeper: Person = { name: 'k', roles: ['KEEPER'] };
const draft: Door = { state: 'DRAFT', owner: 'k' };
const early = new Date(0);
const late = new Date(5000);

describe('defineMachine', () => {
  const faultsOf = (change: Partial<typeof definition>) => () => defineMachine({ ...definition, ...change });

  it('names every fault of a wrong table', () => {
    expect(faultsOf({ terminal: ['DONE'] })).toThrow('VOID: dead end');
    expect(faultsOf({ states: ['DRAFT', 'OPEN', 'DONE'] })).toThrow('FINISH: unknown state VOID');
    expect(faultsOf({ initial: ['OPEN'] })).toThrow('DRAFT: unreachable');
    expect(faultsOf({ terminal: ['DONE', 'VOID', 'OPEN'] })).toThrow('OPEN: terminal, but an action leaves it');
    const { choose: _, ...finish } = definition.actions.FINISH;
    expect(faultsOf({ actions: { ...definition.actions, FINISH: finish } })).toThrow(
      'FINISH: several targets and nothing to choose by',
    );
    expect(faultsOf({ actions: { ...definition.actions, OPEN: { ...definition.actions.OPEN, by: [] } } })).toThrow(
      'OPEN: nobody may take it',
    );
  });
});

describe('apply', () => {
  it('moves by the table', () => {
    expect(apply(machine, draft, 'OPEN', keeper, { key: 'right' }, early)).toEqual({
      ok: true,
      from: 'DRAFT',
      to: 'OPEN',
    });
    const open: Door = { ...draft, state: 'OPEN' };
    expect(apply(machine, open, 'FINISH', keeper, { well: false }, early)).toEqual({
      ok: true,
      from: 'OPEN',
      to: 'VOID',
    });
  });

  it('asks who before it tells anything of the state', () => {
    const done: Door = { ...draft, state: 'DONE' };
    const stranger: Person = { name: 's', roles: ['KEEPER'] };
    const nobody: Person = { name: 'k', roles: [] };
    const codeOf = (door: Door, person: Person, now = early) => {
      const outcome = apply(machine, door, 'OPEN', person, { key: 'wrong' }, now);
      return outcome.ok ? 'OK' : outcome.reason.code;
    };
    expect(codeOf(done, nobody)).toBe('ROLE_NOT_PERMITTED');
    expect(codeOf(done, stranger)).toBe('NOT_YOUR_STATION');
    expect(codeOf(done, keeper)).toBe('NOT_IN_STATE');
    expect(codeOf(draft, keeper)).toBe('REASON_REQUIRED');
  });

  it('lists what a role can ever do, with the reason why not now', () => {
    const open: Door = { ...draft, state: 'OPEN' };
    expect(availableActions(machine, open, keeper, late)).toEqual([
      { action: 'OPEN', allowed: false, reason: { code: 'NOT_IN_STATE', details: { status: 'OPEN' } } },
      { action: 'FINISH', allowed: false, reason: { code: 'RETURN_WINDOW_CLOSED' } },
    ]);
    expect(availableActions(machine, open, { name: 'g', roles: ['GUEST'] }, early)).toEqual([
      { action: 'FINISH', allowed: true, reason: null },
    ]);
  });
});

describe('mermaidDiagram', () => {
  it('draws every arrow', () => {
    expect(mermaidDiagram(machine).split('\n')).toEqual([
      'stateDiagram-v2',
      '  [*] --> DRAFT',
      '  DRAFT --> OPEN: OPEN (KEEPER)',
      '  OPEN --> DONE: FINISH (KEEPER, GUEST)',
      '  OPEN --> VOID: FINISH (KEEPER, GUEST)',
      '  DONE --> [*]',
      '  VOID --> [*]',
    ]);
  });
});
