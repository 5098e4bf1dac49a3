// Bodies that plans call by their initials alone: VTV, VOV, TTXVN; P2, PA03; BNV, STP.
import { isSectorInitials } from './sector-names.ts';

/** True when the text is one word of capitals (and digits), as initials are written. */
export function isInitials(text: string): boolean {
  return /^(?=.*\p{Lu}.*[\p{Lu}\d])[\p{Lu}\d]+([.&-][\p{Lu}\d]+)*$/u.test(text);
}

/** True for initials that are a body's whole name, whatever stands before them. */
export function isOwnInitials(text: string): boolean {
  if (!isInitials(text)) return false;
  return CODE.test(text) || OWN.has(text) || (OF_HEAD.test(text) && isSectorInitials(text.replace(OF_HEAD, '')));
}

// Divisions and bureaus of the police and the army: P2, PA03, PC06, A05, C06.
const CODE = /^\p{Lu}{1,3}\d{1,3}$/u;
// B(ộ), S(ở): BNV, STC, SNNMT. P and V stand for too much else (PTNT, VHTT).
const OF_HEAD = /^[BS](?=\p{Lu}{2})/u;

const OWN = new Set(
  (
    'VTV VOV TTXVN VNA VNPT EVN PVN TKV FPT VNPOST VPCP VPQH VPCTN VPTW TTCP UBDT NHNN KTNN KBNN BHXH BHXHVN TANDTC VKSNDTC TAND VKSND ' +
    'THADS MTTQ UBMTTQ UBMTTQVN TLĐ TLĐLĐ LĐLĐ TWĐTN HND HPN HLHPN LHPN HLHPNVN HNDVN CCB HCCB HCTĐ UBKT UBKTTW BTCTW BTGDVTW BTGDV ' +
    'BTG BDV BTC BTV BCĐ BCA BQP BTP BYT BCT BXD BNV BNG BCHQS BĐBP CAND CATP CATW CAX CSGT QLTT TTPVHCC TTHCC UBCKNN HVCTQG VASS VAST ' +
    'VCCI VTVCAB VTC SGGP HTV BCHQSX'
  ).split(' '),
);
