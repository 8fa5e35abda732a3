import type { SettableClock } from '@lianxin/calendar';
import type { DutySchemesParts, IdentityUseCases } from '@lianxin/gateway';
import type { ProjectsSubgraph } from '@lianxin/projects';
import type { RepresentativesSubgraph } from '@lianxin/representatives';
import type { StationsSubgraph } from '@lianxin/stations';
import type { SuggestionsSubgraph } from '@lianxin/suggestions';

/** How far the installation is. */
export interface DemoProgress {
  readonly done: number;
  readonly total: number;
  /** What is being made, for people. */
  readonly label: string;
}

/** The parts of a running platform that the demonstration is installed into. */
export interface DemoPlatform {
  readonly stations: Pick<StationsSubgraph, 'db' | 'useCases'>;
  readonly representatives: Pick<RepresentativesSubgraph, 'db' | 'useCases' | 'duty'>;
  readonly suggestions: Pick<SuggestionsSubgraph, 'services'>;
  readonly projects: Pick<ProjectsSubgraph, 'db' | 'useCases'>;
  readonly identity: Pick<IdentityUseCases, 'createAccount' | 'setPassword'>;
  readonly dutySchemes: DutySchemesParts;
  /** Returns when the relay and all consumers have seen everything written so far. */
  readonly catchUp: () => Promise<void>;
  /** The clock of all subgraphs. It walks through the past; when the installation returns it shows the present again. */
  readonly clock: Pick<SettableClock, 'now' | 'set'>;
  /** Password of the demonstration accounts. */
  readonly password: string;
  readonly onProgress?: (progress: DemoProgress) => void;
}
