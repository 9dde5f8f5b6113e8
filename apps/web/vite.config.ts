import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { preloadFont } from './preload-font-plugin.ts';
import { typesetFrench } from './typeset-plugin.ts';
import { withoutJsonSchema } from './without-json-schema-plugin.ts';

// The server serves `dist` as it is; during development Vite stands in front of a real server.
export default defineConfig({
  plugins: [react(), typesetFrench(), withoutJsonSchema(), preloadFont()],
  build: { target: 'es2022', chunkSizeWarningLimit: 1200 },
  server: { host: '127.0.0.1', proxy: { '/api': 'http://127.0.0.1:3000' }, fs: { allow: ['../..'] } },
});
