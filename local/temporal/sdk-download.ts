// Run as a program of its own: the SDK only downloads by starting a server, inside a native library that cannot be
// told to stop; a child process can. Usage: sdk-download.ts FOLDER
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { TestWorkflowEnvironment } from '@temporalio/testing';

const [folder] = process.argv.slice(2) as [string];
try {
  const environment = await TestWorkflowEnvironment.createLocal({
    server: { executable: { type: 'cached-download', version: 'v1.9.1', downloadDir: folder, ttl: 0 } },
  });
  await environment.teardown();
  const program = readdirSync(folder)
    .map((name) => join(folder, name))
    .find((path) => statSync(path).isFile() && (statSync(path).mode & 0o100) !== 0);
  if (program === undefined) throw new Error(`không thấy chương trình nào trong ${folder}`);
  console.log(program);
  process.exit(0);
} catch (error) {
  // The caller shows the last line.
  console.error((error instanceof Error ? error.message : String(error)).replaceAll('\n', ' ').slice(0, 300));
  process.exit(1);
}
