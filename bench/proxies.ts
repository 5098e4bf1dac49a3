// `npm run proxies`: the examples of docs/install.md as they stand there, on real proxies of this machine, with the walk that the tests take
// through their own. Ends with a table, and with 1 when a proxy is not there or something went otherwise.
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chooseFreePort } from '#local/process/choose-free-port.ts';
import { ensureWebBuilt } from '../tests/support/built-web.ts';
import { launchChromium } from '../tests/support/chromium.ts';
import { eventually } from '../tests/support/running-engine.ts';
import { openStackFolder, startStack } from '../tests/support/started-stack.ts';
import { walkThroughProxy } from '../tests/support/walk-through-proxy.ts';

const inProject = (path: string) => fileURLToPath(new URL(`../${path}`, import.meta.url));
const NAME = 'co-quan.localhost';

/** An example with the names, ports and certificates of this machine in the place of those of an office. */
function exampleOf(proxy: string, port: number, upstream: number): string {
  const block = new RegExp(`<!-- proxies: ${proxy} -->\\s*\`\`\`\\w+\\n([\\s\\S]*?)\`\`\``).exec(
    readFileSync(inProject('docs/install.md'), 'utf8'),
  )?.[1];
  if (block === undefined) throw new Error(`docs/install.md has no example of ${proxy}`);
  return block
    .replaceAll('/etc/ssl/tuky.vn', inProject('tests/fixtures/tls/co-quan'))
    .replaceAll('listen 443 ssl', `listen 127.0.0.1:${port} ssl`)
    .replaceAll('127.0.0.1:3000', `127.0.0.1:${upstream}`)
    .replaceAll('server_name tuky.vn', `server_name ${NAME}`)
    .replaceAll(/^tuky\.vn \{/gm, `https://${NAME}:${port} {\n    bind 127.0.0.1`);
}

function startNginx(folder: string, example: string): ChildProcess {
  const places = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map(
    (name) => `${name}_temp_path ${folder}/${name};`,
  );
  const head = `daemon off;\npid ${folder}/nginx.pid;\nerror_log ${folder}/error.log;\nevents {}\n`;
  writeFileSync(join(folder, 'nginx.conf'), `${head}http {\naccess_log off;\n${places.join('\n')}\n${example}}\n`);
  return spawn('nginx', ['-p', folder, '-c', join(folder, 'nginx.conf')], { stdio: 'inherit' });
}

function startCaddy(folder: string, example: string): ChildProcess {
  writeFileSync(join(folder, 'Caddyfile'), `{\n    admin off\n    auto_https disable_redirects\n}\n${example}`);
  const home = { HOME: folder, XDG_DATA_HOME: folder, XDG_CONFIG_HOME: folder };
  const args = ['run', '--config', join(folder, 'Caddyfile'), '--adapter', 'caddyfile'];
  return spawn('caddy', args, { stdio: ['ignore', 'ignore', 'ignore'], env: { ...process.env, ...home } });
}

async function isOpen(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => resolve(true));
    socket.once('error', () => resolve(false));
    socket.once('connect', () => socket.end());
  });
}

/** What went otherwise through this proxy. */
async function run(proxy: string, start: typeof startNginx): Promise<string[]> {
  const port = await chooseFreePort();
  const publicUrl = `https://${NAME}:${port}/dondoc`;
  const folder = await openStackFolder();
  const own = mkdtempSync(join(tmpdir(), 'dondoc-proxy-'));
  const [stack, browser] = await Promise.all([startStack(folder, { PUBLIC_URL: publicUrl }), launchChromium()]);
  const started = start(own, exampleOf(proxy, port, folder.port));
  const gone = new Promise<string>((resolve) => {
    started.once('error', (error) => resolve(`cannot be started: ${error.message}`));
  });
  try {
    const open = eventually(`${proxy} listens`, () => isOpen(port), 20_000).then(() => null);
    const why = await Promise.race([gone, open]);
    return why === null ? await walkThroughProxy({ publicUrl, folder, browser }) : [why];
  } catch (error) {
    return [(error as Error).message];
  } finally {
    started.kill('SIGTERM');
    await browser.close();
    await stack.stop();
    folder.remove();
    rmSync(own, { recursive: true, force: true });
  }
}

await ensureWebBuilt();
const results = [
  { proxy: 'nginx', misses: await run('nginx', startNginx) },
  { proxy: 'Caddy', misses: await run('caddy', startCaddy) },
];
for (const { proxy, misses } of results)
  process.stdout.write(`${proxy.padEnd(8)}${misses.length === 0 ? 'ok' : misses.join('\n        ')}\n`);
process.exit(results.every(({ misses }) => misses.length === 0) ? 0 : 1);
