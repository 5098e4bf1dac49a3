import type { TestProject } from 'vitest/node';
import { joinServers, leaveServers, sharedTemporal } from './shared-servers.ts';

/** Before the first test of a project: the run's Temporal server answers, with time skipping on. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const servers = joinServers();
  const { address } = await sharedTemporal(servers);
  project.provide('temporalAddress', address);
  return () => leaveServers(servers);
}

declare module 'vitest' {
  export interface ProvidedContext {
    temporalAddress: string;
  }
}
