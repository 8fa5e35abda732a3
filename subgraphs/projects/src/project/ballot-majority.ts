/** Whether so many votes carry a resolution: more than half of all deputies, present or not (地方组织法 art. 25). */
export function hasMajority(forCount: number, deputyCount: number): boolean {
  return forCount * 2 > deputyCount;
}
