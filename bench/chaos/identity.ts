/** The app and the Official Account of the storm. */
export const IDENTITY = {
  appId: '3608465248940903967',
  appSecret: 'app-secret',
  oaId: '388613280878808645',
  oaSecretKey: 'oa-secret',
};
