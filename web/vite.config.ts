// Builds the pages into web/dist, which the API serves at `/`. To develop: `npx vite --config web/vite.config.ts` beside a running API.
import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { compressAssets } from './compress-assets.ts';

const here = fileURLToPath(new URL('.', import.meta.url));
const api = process.env.DONDOC_API_URL ?? 'http://localhost:3000';
// The API answers under its own name alone, and takes changes from its own pages alone.
const behind = {
  target: api,
  changeOrigin: true,
  headers: { origin: new URL(api).origin, 'sec-fetch-site': 'same-origin' },
};

export default defineConfig({
  root: here,
  // The server writes into the page where it stands; scripts find each other by their own addresses.
  base: './',
  plugins: [react(), compressAssets(`${here}dist`)],
  build: {
    outDir: `${here}dist`,
    emptyOutDir: true,
    // Office machines and the browsers inside phone apps are often some years old.
    target: ['es2020', 'chrome91', 'safari15', 'firefox91'],
    reportCompressedSize: false,
    chunkSizeWarningLimit: 1500,
    rolldownOptions: {
      output: {
        codeSplitting: {
          // The page behind a mail's button is opened on phones: it loads `base` and itself, never `antd` (ADR 0050).
          groups: [
            {
              name: 'base',
              test: /node_modules[\\/](react|react-dom|scheduler|react-router|@tanstack|openapi-fetch)[\\/]/,
              priority: 20,
            },
            {
              name: 'antd',
              // A calendar to choose a day in is large, and few pages have one.
              test: /node_modules[\\/](antd(?![\\/]es[\\/](date-picker|calendar)[\\/])|@ant-design|@rc-component(?![\\/]picker[\\/])|rc-[^\\/]+|dayjs|@babel|clsx)[\\/]/,
              priority: 10,
            },
          ],
        },
      },
    },
  },
  server: { proxy: { '/api': behind, '/dev/messages': behind } },
});
