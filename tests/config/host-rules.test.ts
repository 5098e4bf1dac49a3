import { describe, expect, test } from 'vitest';
import { createHostRules, isInternalName } from '#config/host-rules.ts';

const PORT = 3000;

describe('under which names the server may be spoken to', () => {
  const local = createHostRules('http://localhost:3000');
  const office = createHostRules('https://Don-Doc.Tu-Ky.gov.vn');
  const odd = createHostRules('http://noi-vu:8080');

  test.each(['localhost:3000', 'LOCALHOST:3000', 'localhost.:3000', '127.0.0.1:3000', '[::1]:3000'])(
    '%s is its own',
    (host) => {
      for (const rules of [local, office, odd]) expect(rules.allowsHost(host, PORT)).toBe(true);
    },
  );

  test.each([
    undefined,
    '',
    'evil.example',
    'evil.example:3000',
    'localhost:3001',
    'localhost:03001',
    'localhost:',
    'localhost.evil.example:3000',
    'localhost:3000.evil.example',
    'localhost:3000@evil.example',
    'evil.example#@localhost:3000',
    'localhost, evil.example',
    'localhost:3000 ',
    '127.0.0.1.nip.io:3000',
    '2130706433:3000',
    '0.0.0.0:3000',
    '[::ffff:127.0.0.1]:3000',
    'don-doc.tu-ky.gov.vn.evil.example',
    'xdon-doc.tu-ky.gov.vn',
  ])('%s is a stranger’s', (host) => {
    for (const rules of [local, office, odd]) expect(rules.allowsHost(host, PORT)).toBe(false);
  });

  test('the name that people use counts with its own port and without one, behind a proxy too', () => {
    for (const host of ['don-doc.tu-ky.gov.vn', 'DON-DOC.tu-ky.gov.vn.', 'don-doc.tu-ky.gov.vn:443'])
      expect([host, office.allowsHost(host, PORT)]).toEqual([host, true]);
    for (const host of ['don-doc.tu-ky.gov.vn:80', 'don-doc.tu-ky.gov.vn:3000'])
      expect([host, office.allowsHost(host, PORT)]).toEqual([host, false]);
    for (const host of ['noi-vu:8080', 'noi-vu']) expect([host, odd.allowsHost(host, PORT)]).toEqual([host, true]);
    for (const host of ['noi-vu:80', 'noi-vu:3000']) expect([host, odd.allowsHost(host, PORT)]).toEqual([host, false]);
  });

  test('pages of its own are those of the name that people use and of the loopback with its port', () => {
    expect(office.allowsOrigin('https://don-doc.tu-ky.gov.vn', PORT)).toBe(true);
    for (const origin of ['http://localhost:3000', 'http://127.0.0.1:3000', 'http://[::1]:3000'])
      expect([origin, office.allowsOrigin(origin, PORT)]).toEqual([origin, true]);
    for (const origin of [
      'null',
      '',
      '*',
      'http://don-doc.tu-ky.gov.vn',
      'https://don-doc.tu-ky.gov.vn:8443',
      'https://localhost:3000',
      'http://localhost:3001',
      'http://localhost',
      'http://localhost:3000/',
      'http://localhost:3000.evil.example',
      'file://',
      'https://evil.example',
    ])
      expect([origin, office.allowsOrigin(origin, PORT)]).toEqual([origin, false]);
  });
});

test('probes may ask by a number or a word of the inside, never by a name that a stranger can own', () => {
  for (const name of [undefined, '10.0.0.7:3000', '[fd00::7]:3000', 'api:3000', 'api'])
    expect([name, isInternalName(name)]).toEqual([name, true]);
  for (const name of ['evil.example', '10.0.0.7.evil.example', 'a.b', '', 'x y'])
    expect([name, isInternalName(name)]).toEqual([name, false]);
});
