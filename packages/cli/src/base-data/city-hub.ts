import type { StationInput } from '@lianxin/stations';

/** The city that an installation serves out of the box. */
export const cityCode = '330700000000';

/**
 * The city's online hub: the home of whatever has no other station, such as imported messages. Its code is part of the
 * installation and never changes.
 */
export const cityHub = {
  code: '330700-ZX00',
  name: '金华市人大代表网上联络站',
  localName: '网上联络站',
  tier: 'HUB',
  kind: 'ONLINE',
  regionCode: cityCode,
  address: null,
  receptionNote: '全天在线受理,工作日一个工作日内受理回应',
} as const satisfies StationInput;
