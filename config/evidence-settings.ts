// Where files that people hand in are kept, and how much of them is taken.
import { join, resolve } from 'node:path';
import { z } from 'zod';

export interface EvidenceSettings {
  /** Absolute; used while there is no S3. */
  folder: string;
  /** Null = they are kept on disk. */
  s3: {
    endpoint: string;
    region: string;
    bucket: string;
    prefix: string;
    accessKeyId: string;
    secretAccessKey: string;
  } | null;
  /** Bytes of one file, and files with one report. */
  limits: { fileBytes: number; files: number };
}

const text = z.string().nullable().default(null);
const count = (from: number, to: number, usual: number) => {
  const words = `phải là số nguyên từ ${from} đến ${to}`;
  return z.coerce.number(words).int(words).min(from, words).max(to, words).default(usual);
};

export const EVIDENCE_VARIABLES = {
  EVIDENCE_DIR: text,
  EVIDENCE_FILE_MB: count(1, 50, 20),
  EVIDENCE_FILES: count(1, 20, 10),
  EVIDENCE_BUCKET_URL: z
    .string()
    .refine(
      (url) => URL.canParse(url) && /^https?:$/.test(new URL(url).protocol) && bucketOf(url) !== '',
      'phải là địa chỉ dạng https://ten-may/ten-bucket hoặc https://ten-may/ten-bucket/tien-to',
    )
    .nullable()
    .default(null),
  EVIDENCE_BUCKET_REGION: z.string().default('us-east-1'),
  EVIDENCE_BUCKET_ACCESS_KEY: text,
  EVIDENCE_BUCKET_SECRET_KEY: text,
} as const;

type Variables = { [Name in keyof typeof EVIDENCE_VARIABLES]: z.infer<(typeof EVIDENCE_VARIABLES)[Name]> };

const S3 = ['EVIDENCE_BUCKET_URL', 'EVIDENCE_BUCKET_ACCESS_KEY', 'EVIDENCE_BUCKET_SECRET_KEY'] as const;

/** Half a bucket would keep nothing, and say so only to whoever reports. */
export function checkEvidenceSettings(variables: Variables): { name: string; message: string }[] {
  const missing = S3.filter((name) => variables[name] === null);
  if (missing.length === 0 || missing.length === S3.length) return [];
  return missing.map((name) => ({ name, message: `phải đặt cùng lúc cả ba biến ${S3.join(', ')}` }));
}

const MEGABYTE = 1024 * 1024;

export function toEvidence(variables: Variables, dataDir: string): EvidenceSettings {
  const {
    EVIDENCE_BUCKET_URL: url,
    EVIDENCE_BUCKET_REGION: region,
    EVIDENCE_BUCKET_ACCESS_KEY: accessKeyId,
    EVIDENCE_BUCKET_SECRET_KEY: secretAccessKey,
  } = variables;
  const s3 = url && accessKeyId && secretAccessKey ? { ...placeIn(url), region, accessKeyId, secretAccessKey } : null;
  return {
    folder: resolve(variables.EVIDENCE_DIR ?? join(dataDir, 'evidence')),
    s3,
    limits: { fileBytes: variables.EVIDENCE_FILE_MB * MEGABYTE, files: variables.EVIDENCE_FILES },
  };
}

function placeIn(url: string) {
  const { origin, pathname } = new URL(url);
  const prefix = pathname.split('/').filter(Boolean).slice(1).join('/');
  return { endpoint: origin, bucket: bucketOf(url), prefix: prefix === '' ? '' : `${prefix}/` };
}

function bucketOf(url: string): string {
  return new URL(url).pathname.split('/').filter(Boolean)[0] ?? '';
}
