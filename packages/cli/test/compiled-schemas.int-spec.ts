import { gatewaySchemas } from '@lianxin/gateway';
import { projectsSchema } from '@lianxin/projects';
import { representativesSchema } from '@lianxin/representatives';
import { stationsSchema } from '@lianxin/stations';
import { suggestionsSchema } from '@lianxin/suggestions';
import { isAbstractType } from 'graphql';

const schemas = {
  ...gatewaySchemas(),
  representatives: representativesSchema(),
  stations: stationsSchema(),
  suggestions: suggestionsSchema(),
  projects: projectsSchema(),
};

describe('every schema of the platform', () => {
  it.each(Object.entries(schemas))(
    '%s resolves its abstract types without a promise, so that it can be compiled',
    (_, { schema }) => {
      const slow = Object.values(schema.getTypeMap())
        .filter(isAbstractType)
        .filter(
          ({ name, resolveType }) =>
            name !== '_Entity' && resolveType?.({}, {}, {} as never, {} as never) instanceof Promise,
        )
        .map(({ name }) => name);
      expect(slow).toEqual([]);
    },
  );
});
