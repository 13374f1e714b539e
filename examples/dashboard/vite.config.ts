import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** The gateway that `npm start` runs. */
const GATEWAY = 'http://127.0.0.1:4000';

export default defineConfig({
  plugins: [react()],
  build: { outDir: '../../dist/dashboard', emptyOutDir: true },
  server: { proxy: { '/graphql': { target: GATEWAY, changeOrigin: true } } },
});
