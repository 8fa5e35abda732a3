/** A group of people of a region, who are compared with each other. */
export interface GroupPlace {
  readonly groupCode: string;
  readonly region: string;
}
