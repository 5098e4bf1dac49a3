// What docs/api.md asks of curl, where a machine has none: these options and no others, with the meaning that curl gives them.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { basename } from 'node:path';
import { parseArgs } from 'node:util';

const text = { type: 'string' };
const many = { type: 'string', multiple: true };
const flag = { type: 'boolean' };
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    silent: { ...flag, short: 's' },
    include: { ...flag, short: 'i' },
    get: { ...flag, short: 'G' },
    request: { ...text, short: 'X' },
    header: { ...many, short: 'H', default: [] },
    data: { ...text, short: 'd' },
    'data-urlencode': { ...many, default: [] },
    form: { ...many, short: 'F', default: [] },
    output: { ...text, short: 'o' },
    cookie: { ...text, short: 'b' },
    'cookie-jar': { ...text, short: 'c' },
  },
});
const [address, ...others] = positionals;
if (address === undefined || others.length > 0) throw new Error('one address is asked for at a time');
if (values.include && values.output !== undefined)
  throw new Error('where the headers go then differs between programs');

const url = new URL(address);
const headers = new Headers(values.header.map((line) => /^([^:]+):\s*(.*)$/.exec(line).slice(1)));
if (values.cookie !== undefined && existsSync(values.cookie))
  headers.set('cookie', readFileSync(values.cookie, 'utf8'));
const encoded = new URLSearchParams(values['data-urlencode'].map((pair) => /^([^=]*)=(.*)$/s.exec(pair).slice(1)));
if (values.get) for (const [name, value] of encoded) url.searchParams.append(name, value);
const body = values.form.length > 0 ? formOf(values.form) : values.data;
if (values.data !== undefined && !headers.has('content-type'))
  headers.set('content-type', 'application/x-www-form-urlencoded');

const method = values.request ?? (body === undefined ? 'GET' : 'POST');
const answer = await fetch(url, { method, headers, body, redirect: 'manual' });
const bytes = Buffer.from(await answer.arrayBuffer());
if (values['cookie-jar'] !== undefined) {
  const cookies = answer.headers.getSetCookie().map((line) => line.split(';')[0]);
  writeFileSync(values['cookie-jar'], cookies.join('; '));
}
if (values.include) {
  const lines = [...answer.headers].map(([name, value]) => `${name}: ${value}\r\n`);
  process.stdout.write(`HTTP/1.1 ${answer.status} ${answer.statusText}\r\n${lines.join('')}\r\n`);
}
if (values.output === undefined) process.stdout.write(bytes);
else writeFileSync(values.output, bytes);

/** `name=value`, or `name=@file`. */
function formOf(fields) {
  const form = new FormData();
  for (const field of fields) {
    const [, name, file, value] = /^([^=]+)=(?:@(.+)|(.*))$/s.exec(field);
    if (file === undefined) form.set(name, value);
    else form.set(name, new Blob([readFileSync(file)]), basename(file));
  }
  return form;
}
