// What an office does every day, over HTTP and on real servers: a clerk finds their work, reports it with a photo, and the officer sees the photo and verifies.
import { createHash } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { aPhoto } from '../support/evidence-files.ts';
import { eventually } from '../support/running-engine.ts';
import { openStackFolder, type StackFolder, type StartedStack, startStack } from '../support/started-stack.ts';

const PASSWORD = 'don-doc-dung-thu';
const PHOTO = new Uint8Array(aPhoto('lễ ký'));
let folder: StackFolder;
let stack: StartedStack | undefined;

beforeAll(async () => {
  folder = await openStackFolder();
  stack = await startStack(folder);
});

afterAll(async () => {
  const exitCode = await stack?.stop();
  folder?.remove();
  expect(exitCode).toBe(0);
});

type Ask = (path: string, init?: RequestInit) => Promise<Response>;

/** Somebody of the sample, as a browser asks. */
async function signedIn(name: string): Promise<Ask> {
  const headers = { origin: folder.url, 'content-type': 'application/json' };
  const body = JSON.stringify({ name, password: PASSWORD });
  const answer = await fetch(`${folder.url}/api/auth/sign-in`, { method: 'POST', headers, body });
  expect(answer.status).toBe(200);
  const cookie = answer.headers
    .getSetCookie()
    .map((line) => line.split(';')[0])
    .join('; ');
  return (path, init = {}) => {
    const own: Record<string, string> = { origin: folder.url, cookie };
    if (typeof init.body === 'string') own['content-type'] = 'application/json';
    return fetch(`${folder.url}${path}`, { ...init, headers: own });
  };
}

const post = (body: object): RequestInit => ({ method: 'POST', body: JSON.stringify(body) });

test('a clerk reports with a photo from the list of their own work, and the officer sees it and verifies', async () => {
  const [clerk, officer] = [await signedIn('chuyen-vien'), await signedIn('can-bo')];
  const work = await (await clerk('/api/my-work?pageSize=100')).json();
  expect(work.agencies).toEqual(['Đài phát thanh huyện']);
  const mine = work.items.find(({ allowed }: { allowed: string[] }) => allowed.includes('report'));
  const { id } = mine.assignment;

  const form = new FormData();
  form.set('file', new Blob([PHOTO], { type: 'image/jpeg' }), 'Lễ ký.jpg');
  const uploaded = await clerk(`/api/assignments/${id}/files`, { method: 'POST', body: form });
  const file = await uploaded.json();
  expect([uploaded.status, file.mediaType]).toEqual([200, 'image/jpeg']);
  const said = { command: 'report', note: 'Đã ký, có ảnh kèm theo', files: [file.id] };
  const reported = await clerk(`/api/assignments/${id}/commands`, post(said));
  expect([reported.status, (await reported.json()).status]).toEqual([200, 'reported']);

  // The lifecycle that took it is the real one: what the officer sees comes from the database behind it.
  const detail = await (await officer(`/api/assignments/${id}`)).json();
  expect(detail.reports.at(-1)).toMatchObject({ note: said.note, outcome: 'waiting', files: [{ name: 'Lễ ký.jpg' }] });
  expect(detail.allowed).toContain('verify');
  const [{ id: fileId }] = detail.reports.at(-1).files;
  const fetched = await officer(`/api/assignments/${id}/files/${fileId}`);
  expect([fetched.status, fetched.headers.get('content-type')]).toEqual([200, 'image/jpeg']);
  const sha256 = createHash('sha256')
    .update(new Uint8Array(await fetched.arrayBuffer()))
    .digest('hex');
  expect(sha256).toBe(createHash('sha256').update(PHOTO).digest('hex'));

  // Their own report is not theirs to verify.
  expect((await clerk(`/api/assignments/${id}/commands`, post({ command: 'verify' }))).status).toBe(403);
  const verified = await officer(`/api/assignments/${id}/commands`, post({ command: 'verify' }));
  expect([verified.status, (await verified.json()).status]).toEqual([200, 'verified']);
  await eventually('the clerk no longer has the work', async () => {
    const { items } = await (await clerk('/api/my-work?pageSize=100')).json();
    return items.every(({ assignment }: { assignment: { id: string } }) => assignment.id !== id);
  });
  const { timeline } = await (await officer(`/api/assignments/${id}`)).json();
  const types = timeline.map(({ type }: { type: string }) => type);
  expect(types.slice(0, 2)).toEqual(['verified', 'reported']);
});
