import type { TestProject } from 'vitest/node';
import { joinServers, leaveServers, sharedPostgres } from './shared-servers.ts';

/** Before the first test of a project: the run's PostgreSQL is up and its template database migrated. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const servers = joinServers();
  const { adminUrl, applicationUrl, templateDatabase } = await sharedPostgres(servers);
  project.provide('postgresAdminUrl', adminUrl);
  project.provide('postgresApplicationUrl', applicationUrl);
  project.provide('templateDatabase', templateDatabase);
  return () => leaveServers(servers);
}

declare module 'vitest' {
  export interface ProvidedContext {
    postgresAdminUrl: string;
    postgresApplicationUrl: string;
    templateDatabase: string;
  }
}
