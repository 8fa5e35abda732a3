import { demoDeputies, demoDeputy, demoMandates, demoRoster, deputiesAt } from './deputies-plan.js';
import { demoStation, demoStations } from './stations-plan.js';

describe('the deputies of the demonstration', () => {
  it('are 480, of whom exactly 237 are members of the Party', () => {
    expect(demoDeputies).toHaveLength(480);
    expect(demoDeputies.filter(({ isPartyMember }) => isPartyMember)).toHaveLength(237);
    expect(new Set(demoDeputies.map(({ id }) => id)).size).toBe(480);
    expect(new Set(demoDeputies.map(({ delegation }) => delegation)).size).toBe(9);
  });

  it('each hold a mandate of this term and sit at one or two stations of their county', () => {
    const current = demoMandates.filter(({ to }) => to === null);
    expect(new Set(current.map(({ representativeId }) => representativeId)).size).toBe(480);
    const regionOf = new Map(demoStations.map(({ id, regionCode }) => [id, regionCode]));
    const misplaced = demoDeputies.filter(({ id, regionCode }) => {
      const stationIds = new Set(
        demoRoster.filter(({ representativeId }) => representativeId === id).map(({ stationId }) => stationId),
      );
      const isAtHome = [...stationIds].every((stationId) =>
        regionOf.get(stationId)?.startsWith(regionCode.slice(0, 6)),
      );
      return stationIds.size < 1 || stationIds.size > 2 || !isAtHome;
    });
    expect(misplaced).toEqual([]);
  });

  it('leave no station without a deputy, and include the one of the accounts', () => {
    for (const { id } of demoStations) expect(deputiesAt(id).length).toBeGreaterThan(0);
    expect(demoDeputy.isPartyMember).toBe(true);
    expect(deputiesAt(demoStation.id)).toContain(demoDeputy);
  });
});
