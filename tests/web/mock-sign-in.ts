// Where one is at the mock server, and who: the officer of the sample, unless a test breaks `getMe`.

import { instantOf } from '#domain/calendar/instant.ts';
import { RIGHTS, type Row } from '#domain/rights/rights-table.ts';
import { OF_AN_AGENCY, ROLE_WORDS } from '#domain/rights/roles.ts';
import { dueStateWords, statusWords } from '../../web/src/words/status-words.ts';
import { MOCK_LIMITS } from './mock-evidence.ts';
import { TODAY, type World, ZONE } from './mock-world.ts';

const DONE = { done: true as const };
const AT = instantOf(new Date('2026-03-02T02:00:00Z'));

export function signInHandlers(world: World) {
  return {
    getMeta: () => ({
      office: 'Ủy ban nhân dân huyện Tứ Kỳ',
      zone: ZONE,
      embedded: true,
      sample: true,
      today: TODAY,
      agencies: world.agencies,
      fields: world.fields,
      statusWords,
      dueStateWords,
      evidence: MOCK_LIMITS,
      channelWords: { email: 'Thư điện tử', zalo: 'Zalo' },
    }),
    getSignInPage: () => ({
      office: 'Ủy ban nhân dân huyện Tứ Kỳ',
      sample: true,
      signedIn: world.signedIn,
      passkeys: { address: world.passkeys.address },
      singleSignOn: null,
      sampleAccounts: [{ username: 'can-bo', name: 'Nguyễn Thị Hạnh', words: 'Cán bộ cơ quan thường trực' }],
    }),
    signIn: () => ({ next: 'signed-in' as const }),
    giveSecondFactor: () => DONE,
    startSingleSignOn: () => ({ url: '/' }),
    signOut: () => DONE,
    forgotPassword: () => DONE,
    seeAccountLink: () => ({ purpose: 'invitation' as const, name: 'Trần Văn Mới', email: 'moi@tu-ky.example' }),
    setPassword: () => ({ next: 'signed-in' as const }),
    prove: () => DONE,
    changePassword: () => DONE,
    startSecondFactor: () => ({
      uri: 'otpauth://totp/d%C3%B4n%20%C4%91%E1%BB%91c:can-bo@tu-ky.example?secret=MFRGGZDFMZTWQ2LK&issuer=d%C3%B4n+%C4%91%E1%BB%91c',
      recoveryCodes: Array.from({ length: 10 }, (_, index) => `ma-${index}aB-xyz${index}`),
    }),
    confirmSecondFactor: () => DONE,
    stopSecondFactor: () => DONE,
    getMe: () => me(world),
    listSessions: () => [
      {
        id: 's1',
        since: AT,
        lastAt: AT,
        network: '10.0.0.7',
        device: 'Mozilla/5.0 (Windows NT 10.0) Chrome/147.0',
        current: true,
      },
      {
        id: 's2',
        since: AT,
        lastAt: AT,
        network: '10.0.0.9',
        device: 'Mozilla/5.0 (Android 15) Firefox/140.0',
        current: false,
      },
    ],
    endSession: () => ({ ended: 1 }),
    enterOffice: () => ({ id: 2, name: 'UBND xã An Thanh' }),
    listKeys: () => [
      {
        id: 'k1',
        name: 'cổng báo cáo',
        scope: 'read' as const,
        scopeWords: 'chỉ xem',
        createdAt: AT,
        expiresAt: AT,
        lastUsedAt: null,
      },
    ],
    addKey: () => ({ id: 'k2', secret: 'dondoc_mau' }),
    revokeKey: () => ({ revoked: true }),
    listAccounts: () => [
      {
        id: 'u1',
        name: 'Nguyễn Thị Hạnh',
        email: 'phong-noi-vu.cv@tu-ky.example',
        username: 'can-bo',
        contactId: 'phong-noi-vu.cv',
        sample: true,
        active: true,
        joined: true,
        twoFactor: true,
        passkeys: 1,
        createdAt: AT,
        roles: [{ role: 'officer' as const, agencyId: null, from: null, to: null, givenBy: 'hệ thống' }],
        etag: '"account-1-1"',
      },
      {
        id: 'u2',
        name: 'Trần Văn Mới',
        email: 'moi@tu-ky.example',
        username: null,
        contactId: null,
        sample: false,
        active: true,
        joined: false,
        twoFactor: false,
        passkeys: 0,
        createdAt: AT,
        roles: [],
        etag: '"account-2-1"',
      },
    ],
    inviteAgain: () => ({ sent: true as const }),
    dropSecondFactor: () => ({ dropped: true }),
    inviteAccount: () => ({ id: 'moi' }),
    changeRoles: () => ({ changed: 1, etag: '"account-1-2"' }),
    switchAccount: () => ({ active: true, etag: '"account-1-2"' }),
  };
}

function me({ office, awaits, passkeys, role, rights, agencies, clerk }: World) {
  const as = role ?? 'officer';
  const agency = OF_AN_AGENCY.has(as) ? (clerk?.name ?? agencies[0]?.name ?? null) : null;
  return {
    name: 'Nguyễn Thị Hạnh',
    email: 'phong-noi-vu.cv@tu-ky.example',
    sample: true,
    secondFactor: false,
    passkeys: passkeys.own.length,
    awaits,
    office,
    offices: [],
    roles: [{ role: as, words: ROLE_WORDS[as], agency }],
    // Nobody of the standing agency has work of their own to report on.
    rights: [...rights].filter((right) =>
      role === null ? right !== 'see-own-work' : (RIGHTS[right] as Row)[role] !== undefined,
    ),
  };
}
