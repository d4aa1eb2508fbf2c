import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** The web app: built into dist, which case-service serves. In development it talks to a case-service on PORT. */
export default defineConfig({
  plugins: [react()],
  build: { outDir: 'dist', sourcemap: false, target: 'es2022' },
  server: { proxy: { '/api': `http://127.0.0.1:${process.env['PORT'] ?? 3000}` } },
});
