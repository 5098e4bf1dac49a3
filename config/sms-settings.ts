// The gateway over which text messages leave, as the environment describes it; there are as many forms of them as providers.
import { z } from 'zod';

export interface SmsSettings {
  /** Where a message goes; {phone}, {text} and {id} stand in it or in the body. */
  url: string;
  /** What is posted; null = everything stands in the address, which is fetched by GET. */
  body: { form: BodyForm; template: string } | null;
  /** What the gateway knows us by. */
  header: { name: string; value: string } | null;
  /** The answers that take a message over, among those with status 2xx; null = all of them. */
  acceptedIf: RegExp | null;
  /** The answers that certainly do not. */
  refusedIf: RegExp | null;
  /** Those among them that are about our own account: balance, key, brand name. */
  heldIf: RegExp | null;
  phoneForm: '84' | '+84' | '0';
  withoutDiacritics: boolean;
  /** Most parts that one message may cost. */
  partsMax: number;
}

export type BodyForm = 'json' | 'xml' | 'form';

const pattern = z
  .string()
  .refine(compiles, 'phải là biểu thức chính quy đúng cú pháp, ví dụ ^0:')
  .nullable()
  .default(null)
  .transform((written) => (written === null ? null : new RegExp(written, 'u')));

export const SMS_VARIABLES = {
  SMS_URL: z
    .string()
    .regex(/^https?:\/\/[^/\s{}@]+(\/\S*)?$/, 'phải là địa chỉ dạng https://ten-may/gui-tin?so={phone}&chu={text}')
    .refine((text) => URL.canParse(text), 'phải là địa chỉ dạng https://ten-may/gui-tin?so={phone}&chu={text}')
    .nullable()
    .default(null),
  SMS_BODY: z.string().nullable().default(null),
  SMS_HEADER: z
    .string()
    .regex(/^[A-Za-z][A-Za-z0-9-]*:\s*[\x20-\x7e]+$/, 'phải có dạng Authorization: Bearer khoa')
    .nullable()
    .default(null),
  SMS_ACCEPTED_IF: pattern,
  SMS_REFUSED_IF: pattern,
  SMS_HELD_IF: pattern,
  SMS_PHONE_FORM: z.enum(['84', '+84', '0'], 'phải là 84, +84 hoặc 0').default('84'),
  SMS_WITHOUT_DIACRITICS: z.enum(['0', '1'], 'phải là 0 hoặc 1').default('0'),
  SMS_PARTS_MAX: z.coerce
    .number('phải là số từ 1 đến 10')
    .int('phải là số nguyên từ 1 đến 10')
    .min(1, 'phải là số từ 1 đến 10')
    .max(10, 'phải là số từ 1 đến 10')
    .default(4),
} as const;

type SmsVariables = z.infer<z.ZodObject<typeof SMS_VARIABLES>>;

/** What is wrong with the settings together, each by the name of its variable: messages that tell the gateway nothing would all be called sent. */
export function checkSms({
  SMS_URL: url,
  SMS_BODY: body,
}: SmsVariables): { name: keyof SmsVariables; message: string }[] {
  if (url === null) return body === null ? [] : [{ name: 'SMS_URL', message: 'phải đặt khi đã đặt SMS_BODY' }];
  const missing = ['{phone}', '{text}'].filter((place) => !`${url}${body ?? ''}`.includes(place));
  return [
    ...missing.map((place) => ({ name: 'SMS_URL' as const, message: `địa chỉ hoặc SMS_BODY phải có ${place}` })),
    ...(body === null || bodyForm(body) !== 'json' || isJson(body.replaceAll(/\{(phone|text|id)\}/g, 'x'))
      ? []
      : [
          {
            name: 'SMS_BODY' as const,
            message: 'phải là JSON đúng cú pháp, với {phone} và {text} trong dấu ngoặc kép',
          },
        ]),
  ];
}

/** Null = no text messages are sent here. */
export function toSms(variables: SmsVariables): SmsSettings | null {
  if (variables.SMS_URL === null) return null;
  const template = variables.SMS_BODY;
  const [name = '', ...value] = (variables.SMS_HEADER ?? '').split(':');
  return {
    url: variables.SMS_URL,
    body: template === null ? null : { form: bodyForm(template), template },
    header: variables.SMS_HEADER === null ? null : { name, value: value.join(':').trim() },
    acceptedIf: variables.SMS_ACCEPTED_IF,
    refusedIf: variables.SMS_REFUSED_IF,
    heldIf: variables.SMS_HELD_IF,
    phoneForm: variables.SMS_PHONE_FORM,
    withoutDiacritics: variables.SMS_WITHOUT_DIACRITICS === '1',
    partsMax: variables.SMS_PARTS_MAX,
  };
}

/** By its first sign; a form may begin with a place, which is no JSON. */
function bodyForm(body: string): BodyForm {
  if (/^\s*(\[|\{(?!(phone|text|id)\}))/.test(body)) return 'json';
  return /^\s*</.test(body) ? 'xml' : 'form';
}

function compiles(written: string): boolean {
  try {
    new RegExp(written, 'u');
    return true;
  } catch {
    return false;
  }
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
