import { careEnvironmentThemes } from './themes-care-environment.js';
import { countrySafetyThemes } from './themes-country-safety.js';
import { townLifeThemes } from './themes-town-life.js';
import { trafficSchoolThemes } from './themes-traffic-school.js';
import type { Theme } from './theme.types.js';

/** All matters that residents of the demonstration raise. */
export const themes: readonly Theme[] = [
  ...townLifeThemes,
  ...trafficSchoolThemes,
  ...careEnvironmentThemes,
  ...countrySafetyThemes,
];
