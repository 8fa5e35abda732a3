/** Any fixed number will do: it stands for "leads the relay of this database". */
export const leaderLock = 7_236_002;
