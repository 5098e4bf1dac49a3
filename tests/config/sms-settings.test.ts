import { expect, test } from 'vitest';
import { loadEnv } from '#config/env.ts';

const URL_ONLY = { SMS_URL: 'http://127.0.0.1:13013/gui?so={phone}&chu={text}' };

function wrong(variables: Record<string, string>): string {
  try {
    loadEnv(variables);
  } catch (error) {
    return (error as Error).message;
  }
  return '';
}

test('no text messages leave until a gateway is named', () => {
  expect(loadEnv({}).sms).toBeNull();
  expect(loadEnv(URL_ONLY).sms).toEqual({
    url: URL_ONLY.SMS_URL,
    body: null,
    header: null,
    acceptedIf: null,
    refusedIf: null,
    heldIf: null,
    phoneForm: '84',
    withoutDiacritics: false,
    partsMax: 4,
  });
});

test('a header keeps every colon of its value', () => {
  const { sms } = loadEnv({ ...URL_ONLY, SMS_HEADER: 'X-Api-Key: a:b c' });
  expect(sms?.header).toEqual({ name: 'X-Api-Key', value: 'a:b c' });
});

const WRONG: [string, Record<string, string>, RegExp][] = [
  ['an address that is none', { SMS_URL: 'gui-tin' }, /SMS_URL: .*https:/],
  ['an address that tells no number', { SMS_URL: 'http://may/gui?chu={text}' }, /SMS_URL: .*\{phone\}/],
  ['an address that tells no words', { SMS_URL: 'http://may/gui?so={phone}' }, /SMS_URL: .*\{text\}/],
  ['a host that is a place', { SMS_URL: 'http://{phone}/{text}' }, /SMS_URL: /],
  [
    'a name and password in the address, which fetch refuses',
    { SMS_URL: 'http://a:b@may/{phone}/{text}' },
    /SMS_URL: /,
  ],
  ['a body without an address', { SMS_BODY: '{phone} {text}' }, /SMS_URL: chưa đặt/],
  [
    'a body that is no JSON',
    { SMS_URL: 'http://may', SMS_BODY: '{"to": {phone}, "chu": "{text}"}' },
    /SMS_BODY: .*JSON/,
  ],
  ['a rule that does not compile', { ...URL_ONLY, SMS_ACCEPTED_IF: '(' }, /SMS_ACCEPTED_IF: .*biểu thức/],
  ['no header', { ...URL_ONLY, SMS_HEADER: 'Bearer khoa' }, /SMS_HEADER: /],
  ['a header with a line of its own', { ...URL_ONLY, SMS_HEADER: 'A: b\nC: d' }, /SMS_HEADER: /],
  ['another form of numbers', { ...URL_ONLY, SMS_PHONE_FORM: '0084' }, /SMS_PHONE_FORM: /],
  ['no room for a message', { ...URL_ONLY, SMS_PARTS_MAX: '0' }, /SMS_PARTS_MAX: .*1 đến 10/],
];

test.each(WRONG)('%s is refused at the start, by its name', (_, variables, says) => {
  expect(wrong(variables)).toMatch(says);
});

test('a key in a wrong setting is not repeated in the message', () => {
  const secrets = { SMS_URL: 'ftp://may/khoa-bi-mat', SMS_HEADER: 'khoa-bi-mat', SMS_BODY: '{"khoa-bi-mat": }' };
  expect(wrong(secrets)).not.toContain('khoa-bi-mat');
});
