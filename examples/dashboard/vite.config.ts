import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** The gateway that `npm start` runs. */
const GATEWAY = 'http://127.0.0.1:4000';

export default defineConfig({
  plugins: [react()],
  // React, Apollo Client and graphql are most of the one script, which is kept for good once it is there.
  build: {
    outDir: '../../dist/dashboard',
    emptyOutDir: true,
    chunkSizeWarningLimit: 600,
    license: { fileName: 'THIRD-PARTY-LICENSES.md' },
  },
  // The gateway takes requests of its own pages alone.
  server: { proxy: { '/graphql': { target: GATEWAY, changeOrigin: true, headers: { origin: GATEWAY } } } },
});
