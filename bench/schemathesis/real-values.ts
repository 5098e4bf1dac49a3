// Names of what is really there, so that a made-up request reaches more than "not found": by the operations that take them.

import type { otherRoutes } from '#contracts/other-routes.ts';
import type { routes } from '#contracts/routes.ts';
import { aPhoto } from '../../tests/support/evidence-files.ts';
import { devMessages, type StackFolder } from '../../tests/support/started-stack.ts';

export interface RealValues {
  /** A parameter as Schemathesis names it, in some operations. */
  parameter: string;
  operations: readonly Operation[];
  values: readonly string[];
}

type Operation = keyof typeof routes | keyof typeof otherRoutes;
type Named = { id: string };

/** Asks the running installation; makes a report with a file and a subscription, so that there are those too. */
export async function findRealValues(folder: StackFolder): Promise<RealValues[]> {
  const ask = async (path: string, init?: RequestInit) => {
    const answer = await fetch(`${folder.url}/api/${path}`, init);
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
    return answer.json();
  };
  const send = (body: object) => ({
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  const { items } = await ask('assignments?limit=30');
  const assignments: string[] = items.map(({ id }: Named) => id);
  const open = (await ask('assignments?status=assigned&limit=1')).items[0];
  const form = new FormData();
  form.set('file', new Blob([Uint8Array.from(aPhoto())]), 'anh.jpg');
  const file = await ask(`assignments/${open.id}/files`, { method: 'POST', body: form });
  await ask(`assignments/${open.id}/commands`, send({ command: 'report', note: 'Đã xong', files: [file.id] }));
  const { reminders } = await ask(`assignments/${open.id}`);
  const plans: Named[] = await ask('plans');
  const { rows } = await ask(`plans/${plans[0]?.id}`);
  const { contacts } = await ask('roster').then(({ roster }) => roster);
  const matters: Named[] = await ask('attention');
  const webhook: Named = await ask('webhooks', send({ url: 'http://127.0.0.1:9/', filter: ['*'] }));
  const { agencies, fields } = await ask('meta');
  const letters = (await devMessages(folder)).map(({ text }) => text).join('\n');
  const tokens = [...new Set([...letters.matchAll(/\/l\/([\w.~-]+)/g)].map(([, token]) => token as string))];
  const ids = (all: Named[]) => all.map(({ id }) => id).slice(0, 30);
  const of = (parameter: string, operations: Operation[], values: string[]): RealValues => ({
    parameter,
    operations,
    values: values.slice(0, 30),
  });
  return [
    of('path.id', ['getAssignment', 'commandAssignment', 'uploadEvidence'], assignments),
    of('path.id', ['getEvidenceFile'], [open.id]),
    of('path.fileId', ['getEvidenceFile'], [file.id]),
    of('path.id', ['getPlan', 'decideDeadline', 'setPlanYears', 'readDeadlineText', 'publishPlan'], ids(plans)),
    of('path.rowId', ['decideDeadline'], ids(rows)),
    of('path.id', ['resendReminder'], ids(reminders)),
    of('path.id', ['tryChannelAgain', 'createZaloCode'], ids(contacts)),
    of('path.id', ['changeWebhook', 'rotateWebhookSecret', 'listWebhookDeliveries', 'resendWebhook'], [webhook.id]),
    of('body.id', ['resolveMatter', 'reopenMatter'], ids(matters)),
    of('path.token', ['getLink', 'useLink', 'getMyWork', 'uploadLinkEvidence', 'getStopDigestPage'], tokens),
    of('query.plan', ['listAssignments', 'getOverdueReport', 'getOverdueReportFile'], ids(plans)),
    of('query.agency', ['listAssignments', 'listPlans', 'listAccounts'], ids(agencies)),
    of(
      'query.field',
      ['listAssignments', 'listPlans', 'getPlan'],
      fields.map(({ code }: { code: string }) => code),
    ),
  ].filter(({ values }) => values.length > 0);
}
