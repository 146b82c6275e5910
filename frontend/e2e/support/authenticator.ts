import type { CDPSession, Page } from '@playwright/test';

/**
 * A platform authenticator in Chromium (its WebAuthn domain) whose owner always agrees, also to what a browser offers in
 * the email field; `offers` false is a browser that does not offer there.
 */
export async function addAuthenticator(page: Page, { offers = false } = {}): Promise<CDPSession> {
  if (!offers) {
    await page.addInitScript(() => {
      PublicKeyCredential.isConditionalMediationAvailable = () => Promise.resolve(false);
    });
  }
  const session = await page.context().newCDPSession(page);
  await session.send('WebAuthn.enable');
  await session.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
  return session;
}
