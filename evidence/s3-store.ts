// A bucket of S3 or of what speaks like it (MinIO, Ceph, versitygw): one object for each content, under its hash.
import { createReadStream } from 'node:fs';
import type { Readable } from 'node:stream';
import { DeleteObjectCommand, GetObjectCommand, NoSuchKey, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import type { EvidenceStore } from './evidence-store.ts';

export interface S3Settings {
  endpoint: string;
  region: string;
  bucket: string;
  accessKeyId: string;
  secretAccessKey: string;
  /** Before every name in the bucket; empty = none. */
  prefix: string;
}

/** The server is told the hash with the content, and refuses what does not fit it where it knows how. */
export function createS3Store({ bucket: Bucket, prefix, ...settings }: S3Settings): EvidenceStore {
  const { endpoint, region, accessKeyId, secretAccessKey } = settings;
  const client = new S3Client({
    endpoint,
    region,
    credentials: { accessKeyId, secretAccessKey },
    forcePathStyle: true,
    requestHandler: { connectionTimeout: CONNECT_MS_MAX, requestTimeout: ANSWER_MS_MAX, throwOnRequestTimeout: true },
    // Newer checks of AWS alone; others refuse the form in which they are sent.
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
  });
  const placeOf = (sha256: string) => ({ Bucket, Key: `${prefix}${sha256.slice(0, 2)}/${sha256}` });
  return {
    async keep(path, { sha256, size }) {
      const place = placeOf(sha256);
      const ChecksumSHA256 = Buffer.from(sha256, 'hex').toString('base64');
      const ContentType = 'application/octet-stream';
      const Body = createReadStream(path);
      await client.send(new PutObjectCommand({ ...place, Body, ContentLength: size, ContentType, ChecksumSHA256 }));
    },
    async open(sha256) {
      const found = await orNull(client.send(new GetObjectCommand(placeOf(sha256))));
      return (found?.Body as Readable | undefined) ?? null;
    },
    async drop(sha256) {
      await client.send(new DeleteObjectCommand(placeOf(sha256)));
    },
  };
}

// A bucket that does not answer must not keep whoever uploads: they hear of it, and try again.
const CONNECT_MS_MAX = 5_000;
const ANSWER_MS_MAX = 60_000;

/** Null for what is not there; everything else that goes wrong is thrown. */
async function orNull<T>(asked: Promise<T>): Promise<T | null> {
  return asked.catch((error: unknown) => {
    if (error instanceof NoSuchKey) return null;
    throw error;
  });
}
