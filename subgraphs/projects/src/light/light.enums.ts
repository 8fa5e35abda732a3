import { registerEnumType } from 'type-graphql';

/** 三色灯. */
export enum Light {
  GREEN = 'GREEN',
  YELLOW = 'YELLOW',
  RED = 'RED',
}

registerEnumType(Light, {
  name: 'Light',
  description:
    'GREEN on schedule · YELLOW behind, or little time left · RED far behind, or overdue. Computed when read.',
});
