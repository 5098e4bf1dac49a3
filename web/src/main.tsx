import './app/style-nonce.ts';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { RouterProvider } from 'react-router';
import { ProblemError } from './api/problem-error.ts';
import { router } from './app/router.tsx';
import './app/base.css';

const cache = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 5000,
      // A refusal stays a refusal; only a server that is away or failing is asked once more.
      retry: (failures, thrown) => failures < 1 && (ProblemError.from(thrown).status || 500) >= 500,
      retryDelay: 700,
      // Inside an office's network `navigator.onLine` says nothing about whether the server can be reached.
      networkMode: 'always',
    },
    mutations: { networkMode: 'always' },
  },
});

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no #root');
createRoot(root).render(
  <StrictMode>
    <QueryClientProvider client={cache}>
      <RouterProvider router={router} />
    </QueryClientProvider>
  </StrictMode>,
);
