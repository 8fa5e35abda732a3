import { Kind, type FieldNode } from 'graphql';

/** Asks for the name of a type: what a selection that is left without a field still asks for. */
export const typenameField: FieldNode = { kind: Kind.FIELD, name: { kind: Kind.NAME, value: '__typename' } };
