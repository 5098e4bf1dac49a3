// An example for every request and answer of the document, made of its own schemas: what the fields of an office hold, by their names, and the
// plainest value of its form for the rest. tests/api/openapi-examples.test.ts holds each against the schema that it stands beside.
type Schema = { readonly [keyword: string]: unknown };
type Schemas = Readonly<Record<string, object>>;

const ID = '0b6f2c1e-6a0f-4a53-9d0c-3a1f5b8c7d21';

/** By the name of a field, where its schema takes it. */
const FIELDS: Readonly<Record<string, readonly unknown[]>> = {
  id: [ID],
  planId: [ID],
  accountId: [ID],
  key: ['ke-hoach-2026/I.1/phong-tu-phap/2026-03-31'],
  title: ['Rà soát văn bản quy phạm pháp luật'],
  planTitle: ['Kế hoạch cải cách hành chính năm 2026'],
  office: ['Ủy ban nhân dân xã Tứ Kỳ'],
  zone: ['Asia/Ho_Chi_Minh'],
  issuer: ['Ủy ban nhân dân xã'],
  agencyId: ['phong-tu-phap'],
  agencyName: ['Phòng Tư pháp'],
  agency: ['phong-tu-phap'],
  recipientAgency: ['Phòng Tư pháp'],
  leads: [['Phòng Tư pháp']],
  coordinators: [['Văn phòng']],
  products: [['Báo cáo']],
  plan: [ID],
  field: ['I'],
  fieldCode: ['I'],
  fieldTitle: ['Cải cách thể chế'],
  place: ['bảng 1, dòng 2'],
  where: ['Phòng Tư pháp'],
  deadlineText: ['Quý I'],
  name: ['Nguyễn Văn An'],
  contactName: ['Nguyễn Văn An'],
  recipientName: ['Nguyễn Văn An'],
  actor: ['Nguyễn Văn An (Phòng Tư pháp)'],
  givenBy: ['Trần Thị Bình'],
  email: ['an@don-vi.gov.vn'],
  username: ['nguyen-van-an'],
  note: ['Đã hoàn thành, gửi kèm báo cáo.'],
  reason: ['Thiếu phụ lục số liệu.'],
  documentNumber: ['12/BC-TP'],
  evidenceUrl: ['https://don-vi.gov.vn/bao-cao-12'],
  text: ['Trước ngày 31/3/2026', 'Quý I'],
  url: ['https://he-thong.don-vi.gov.vn/nhan-su-kien'],
  href: ['/viec'],
  uri: ['otpauth://totp/don-doc:an?secret=JBSWY3DPEHPK3PXP'],
  secret: ['whsec_MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY='],
  subject: ['[Còn 7 ngày] Rà soát văn bản quy phạm pháp luật'],
  words: ['Giao việc'],
  what: ['Chưa có người nhận trong danh bạ'],
  label: ['Trạng thái'],
  channel: ['thu-dien-tu'],
  rung: ['before-7'],
  etag: ['"row-12-3"'],
  returnTo: ['/viec'],
  clock: ['08:30'],
  regularSlot: ['08:00'],
  dueDaySlots: ['08:00'],
  from: ['Quý II', '08:00'],
  to: ['Quý III', '17:00'],
  channels: ['thu-dien-tu'],
  sha256: ['e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'],
  yearFrom: [2026],
  yearTo: [2026],
  year: [2026],
  status: [200],
  type: ['/docs/errors/not-found'],
  code: ['not-found', '123456'],
  detail: ['Không có việc này. Có thể kế hoạch đã được thay đổi.'],
  q: ['quy phạm'],
  cursor: ['WyJkdWUiLCIyMDI2LTAzLTMxIl0'],
  next: [null],
  token: ['dGhlLWxpbmstb2YtYS1sZXR0ZXI'],
  rawId: ['g0kTM-X0dEAp2RYCBiI1sI88OiLC4T3GnlQTDsoFv5g'],
  clientDataJSON: ['eyJ0eXBlIjoid2ViYXV0aG4uZ2V0In0'],
  attestationObject: ['o2NmbXRkbm9uZQ'],
  authenticatorData: ['SZYN5YgOjGh0NBcPZHZgW4_krrmihjLHmVzzuoMdl2MFAAAAAQ'],
  signature: ['MEUCIQDsdIgn'],
  userHandle: ['MGI2ZjJjMWU'],
  filter: [['*']],
  events: [[]],
};

const BY_FORMAT: Readonly<Record<string, unknown>> = {
  date: '2026-03-31',
  'date-time': '2026-03-02T02:00:00Z',
  uri: 'https://don-vi.gov.vn/bao-cao-12',
  email: 'an@don-vi.gov.vn',
};

// A tree that holds itself ends here.
const DEPTH_MAX = 12;

/** One value that fits the schema; `schemas` are those that it refers to. */
export function exampleOf(schema: object, schemas: Schemas): unknown {
  return exampleAt(schema as Schema, { schemas, name: '', depth: 0 });
}

interface At {
  schemas: Schemas;
  name: string;
  depth: number;
}

function exampleAt(schema: Schema, at: At): unknown {
  const { $ref } = schema;
  if (typeof $ref === 'string') {
    const target = at.schemas[$ref.slice($ref.lastIndexOf('/') + 1)];
    if (target === undefined) throw new Error(`the document refers to ${$ref}, which it does not hold`);
    return exampleAt(target as Schema, { ...at, depth: at.depth + 1 });
  }
  if ('const' in schema) return schema.const;
  if (Array.isArray(schema.enum)) return schema.enum[0];
  const options = (schema.anyOf ?? schema.oneOf) as Schema[] | undefined;
  if (options !== undefined) return exampleAt(chosen(options, at), at);
  const parts = Array.isArray(schema.allOf) ? (schema.allOf as Schema[]) : [];
  const known = FIELDS[at.name]?.find((value) =>
    [schema, ...parts.map((part) => ({ ...schema, ...part }))].every((one) => fits(value, one)),
  );
  if (known === undefined && parts.length > 0 && schema.type === undefined)
    return Object.assign({}, ...parts.map((part) => exampleAt(part, at)));
  if (known !== undefined) return known;
  return plainest(schema, at);
}

/** What is there says more than null; deep inside a tree null ends it. */
function chosen(options: Schema[], { depth }: At): Schema {
  const isNull = ({ type }: Schema) => type === 'null';
  const [first] = options;
  const found = depth > DEPTH_MAX ? options.find(isNull) : options.find((option) => !isNull(option));
  return (found ?? first) as Schema;
}

function plainest(schema: Schema, at: At): unknown {
  const { type, default: usual } = schema;
  switch (Array.isArray(type) ? type.find((one) => one !== 'null') : type) {
    case 'object':
      return objectOf(schema, at);
    case 'array':
      return arrayOf(schema, at);
    case 'integer':
    case 'number':
      return usual ?? Math.max(1, Number(schema.minimum ?? schema.exclusiveMinimum ?? 1));
    case 'boolean':
      return usual ?? true;
    case 'string':
      return usual ?? BY_FORMAT[String(schema.format)] ?? 'ví dụ';
    case 'null':
      return null;
    default:
      return {};
  }
}

function objectOf({ properties, required = [], additionalProperties }: Schema, at: At): object {
  const inside = (name: string, schema: Schema) => exampleAt(schema, { ...at, name, depth: at.depth + 1 });
  const named = Object.entries((properties ?? {}) as Record<string, Schema>);
  if (named.length === 0 && typeof additionalProperties === 'object')
    return { assigned: inside('words', additionalProperties as Schema) };
  const shown = at.depth > DEPTH_MAX ? named.filter(([name]) => (required as string[]).includes(name)) : named;
  return Object.fromEntries(shown.map(([name, schema]) => [name, inside(name, schema)]));
}

function arrayOf({ items, prefixItems, minItems = 0 }: Schema, at: At): unknown[] {
  if (Array.isArray(prefixItems)) return prefixItems.map((one) => exampleAt(one, at));
  if (typeof items !== 'object' || items === null || (at.depth > DEPTH_MAX && Number(minItems) === 0)) return [];
  const count = Math.max(1, Number(minItems));
  return Array.from({ length: count }, () => exampleAt(items as Schema, { ...at, depth: at.depth + 1 }));
}

/** As far as the plain keywords say; the rest is the test's to see. */
function fits(value: unknown, schema: Schema): boolean {
  const types = [schema.type].flat();
  if (value === null) return types.includes('null');
  if (Array.isArray(value)) return types.includes('array') && (value.length > 0 || !('items' in schema));
  if (typeof value === 'number') return types.includes('integer') || types.includes('number');
  if (typeof value !== 'string' || !types.includes('string')) return false;
  if (String(schema.format).startsWith('date')) return false;
  const { pattern, maxLength = Number.POSITIVE_INFINITY, minLength = 0 } = schema;
  const isLong = value.length <= Number(maxLength) && value.length >= Number(minLength);
  return isLong && (typeof pattern !== 'string' || new RegExp(pattern, 'u').test(value));
}
