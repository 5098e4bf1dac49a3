// A device for passkeys that Chromium has in itself: it makes them, keeps them, and makes sure that its owner is there, or says that they are not.
import type { CDPSession, Page } from 'playwright-core';

export interface VirtualAuthenticator {
  /** Passkeys that it keeps. */
  count(): Promise<number>;
  /** False = whoever is there is not its owner, from now on. */
  recognises(owner: boolean): Promise<void>;
  /** As a copy that was made when it had been used that often. */
  setCounter(counter: number): Promise<void>;
}

export async function addVirtualAuthenticator(page: Page): Promise<VirtualAuthenticator> {
  const cdp: CDPSession = await page.context().newCDPSession(page);
  await cdp.send('WebAuthn.enable');
  const { authenticatorId } = await cdp.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
  const kept = async () => (await cdp.send('WebAuthn.getCredentials', { authenticatorId })).credentials;
  return {
    count: async () => (await kept()).length,
    async recognises(isUserVerified) {
      await cdp.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified });
    },
    async setCounter(signCount) {
      for (const credential of await kept()) {
        const { credentialId } = credential;
        await cdp.send('WebAuthn.removeCredential', { authenticatorId, credentialId });
        await cdp.send('WebAuthn.addCredential', { authenticatorId, credential: { ...credential, signCount } });
      }
    },
  };
}
