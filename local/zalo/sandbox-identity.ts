export type SandboxIdentity = { appId: string; appSecret: string; oaId: string; oaSecretKey: string };

/** The application and the Official Account that the sandbox knows, unless it is told of others. */
export const SANDBOX_IDENTITY: SandboxIdentity = {
  appId: '3608465248940903967',
  appSecret: 'sandbox-app-secret',
  oaId: '388613280878808645',
  oaSecretKey: 'sandbox-oa-secret-key',
};
