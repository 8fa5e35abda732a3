import type { ProjectInput } from '@lianxin/projects';
import {
  registerCategories,
  registerDispatchRules,
  registerHandlingUnits,
  registerProposals,
  UnitLevel,
} from '@lianxin/suggestions';
import type { Platform } from '../../src/platform/start-platform.js';
import { cityPath, crowdPaths, crowdRegion, districtPath, townPath } from './places.js';
import type { Directory } from './seed-directory.js';

/** Handling units of the tests by their part. */
export interface Units {
  /** 城东街道办事处, of the town: a liaison officer may dispatch to it. */
  readonly town: string;
  /** 市住房和城乡建设局, in the dispatch catalogue of 城乡建设. */
  readonly housing: string;
  /** 市交通运输局, in no catalogue. */
  readonly traffic: string;
  readonly crowd: readonly string[];
}

const crowdUnits = Array.from({ length: 5 }, (_, n) => `YW-U${n}`);

/** Registers units, categories, the dispatch catalogue, proposals, projects and a work list through the use cases. */
export async function seedRegisters({ subgraphs }: Platform, directory: Directory): Promise<Units> {
  const { suggestions, projects } = subgraphs;
  const { services } = suggestions;
  await registerCategories(services, [
    { code: 'c1', name: '城乡建设' },
    { code: 'c1-1', name: '市政道路', parentCode: 'c1' },
  ]);
  const { idByCode } = await registerHandlingUnits(services, [
    { code: 'U1', name: '城东街道办事处', level: UnitLevel.TOWN, regionPath: townPath },
    { code: 'U2', name: '市住房和城乡建设局', level: UnitLevel.CITY, regionPath: cityPath },
    { code: 'U3', name: '市交通运输局', level: UnitLevel.CITY, regionPath: cityPath },
    ...crowdUnits.map((code, n) => ({
      code,
      name: `义乌第${n}办事处`,
      level: UnitLevel.TOWN,
      regionPath: crowdPaths[n] ?? [],
    })),
  ]);
  const unitId = (code: string): string => idByCode.get(code) ?? '';
  const units = { town: unitId('U1'), housing: unitId('U2'), traffic: unitId('U3'), crowd: crowdUnits.map(unitId) };
  await registerDispatchRules(services, [
    { categoryCode: 'c1', unitId: units.housing, level: UnitLevel.CITY, priority: 1 },
  ]);
  await seedProposals(services, directory, units);
  await projects.useCases.registerProjects([
    project('P1', { leadUnitId: units.town, leadMemberId: directory.representativeId, regionPath: districtPath }),
    project('P2', { leadUnitId: units.housing, leadMemberId: directory.otherRepresentativeId, regionPath: townPath }),
    ...directory.crowd.map(({ representativeId }, n) =>
      project(`YW-P${n}`, {
        leadUnitId: units.crowd[n % 5],
        leadMemberId: representativeId,
        regionPath: crowdPaths[n],
      }),
    ),
  ]);
  await projects.useCases.registerWorkLists([
    {
      code: 'WL-1',
      kind: '问题清单',
      name: '道路安全问题清单',
      regionPath: cityPath,
      isPublished: true,
      items: [
        {
          title: '路口信号灯',
          status: 'IN_PROGRESS',
          responsibleUnitId: units.traffic,
          dueOn: '2027-06-30',
          milestones: [{ title: '勘查', dueOn: '2026-12-01', doneOn: '2026-11-01' }],
        },
      ],
    },
    { code: 'WL-2', kind: '问题清单', name: '内部草稿', regionPath: cityPath, isPublished: false, items: [] },
  ]);
  return units;
}

type Services = Platform['subgraphs']['suggestions']['services'];

async function seedProposals(services: Services, directory: Directory, units: Units): Promise<void> {
  const { representativeId, otherRepresentativeId, crowd } = directory;
  const inputs = [
    { number: 'A1', leadProposerId: representativeId, coSignerIds: [otherRepresentativeId], regionPath: cityPath },
    ...crowd.map((member, n) => ({
      number: `YW-A${n}`,
      leadProposerId: member.representativeId,
      coSignerIds: [],
      regionPath: [...cityPath, crowdRegion],
    })),
  ].map((input) => ({
    ...input,
    title: `关于${input.number}的建议`,
    content: '建议内容。',
    leadUnitId: units.housing,
    status: 'CLOSED' as const,
    submittedAt: new Date('2026-01-15T02:00:00Z'),
    resultClass: 'A' as const,
    outcomeRating: 'SATISFIED' as const,
    disclosureConsent: 'FULL' as const,
  }));
  await registerProposals(services, inputs);
}

function project(number: string, change: Partial<ProjectInput>): ProjectInput {
  return {
    number,
    name: `民生项目${number}`,
    year: 2026,
    regionPath: cityPath,
    status: 'IN_PROGRESS',
    actualPercent: 40,
    plannedProgress: [
      { on: '2026-06-30', percent: 30 },
      { on: '2027-12-31', percent: 100 },
    ],
    taskForce: { name: '专班', memberIds: [] },
    milestones: [{ title: '开工', dueOn: '2026-03-01', doneOn: '2026-02-20' }],
    ballot: {
      heldOn: '2026-01-20',
      deputyCount: 400,
      seats: 10,
      candidates: 12,
      result: { forCount: 350, againstCount: 20, abstainCount: 10, adopted: true },
    },
    satisfaction: [{ heldOn: '2026-05-20', memberCount: 28, satisfied: 24, basicallySatisfied: 3, notSatisfied: 1 }],
    ...change,
  };
}
