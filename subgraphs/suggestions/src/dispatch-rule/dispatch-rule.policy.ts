import { Role } from '@lianxin/subgraph-kit';

/** Who reads the dispatch catalogue: those who dispatch by it, and those who look over them. */
export const catalogueReaders = [Role.OFFICE_CLERK, Role.LIAISON_OFFICER, Role.INSPECTOR] as const;
