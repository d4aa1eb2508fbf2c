import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';

/** The web app: built into dist, which case-service serves. In development it talks to a case-service on PORT. */
export default defineConfig({
  plugins: [react(), textsInTwoParts(), compressed()],
  build: {
    outDir: 'dist',
    sourcemap: false,
    target: 'es2022',
    // Browsers that know light-dark() themselves: lowered, it loses the colours under the scheme that Mantine sets.
    cssTarget: ['chrome123', 'firefox120', 'safari17.5'],
    assetsInlineLimit: 0,
  },
  server: { proxy: { '/api': `http://127.0.0.1:${process.env['PORT'] ?? 3000}` } },
});

interface Texts {
  readonly [key: string]: string | Texts;
}

/** `en.json?first` holds what the frame and the desk say, `en.json?rest` everything else: it is fetched when it is needed. */
function textsInTwoParts(): Plugin {
  const first = JSON.parse(readFileSync(join(import.meta.dirname, 'first-texts.json'), 'utf8')) as readonly string[];
  const isFirst = (key: string) =>
    first.some((start) => key.startsWith(start) && /^([._]|$)/.test(key.slice(start.length)));
  const partOf = (texts: Texts, isWanted: (key: string) => boolean, prefix = ''): Texts =>
    Object.fromEntries(
      Object.entries(texts).flatMap(([name, text]): [string, string | Texts][] => {
        const key = prefix + name;
        if (typeof text === 'string') return isWanted(key) ? [[name, text]] : [];
        const part = partOf(text, isWanted, `${key}.`);
        return Object.keys(part).length > 0 ? [[name, part]] : [];
      }),
    );
  return {
    name: 'texts-in-two-parts',
    enforce: 'pre',
    resolveId(source, importer = '') {
      const [, file, part] = /^(.+)\.json\?(first|rest)$/.exec(source) ?? [];
      return file && `\0${part}:${join(dirname(importer), file)}`;
    },
    load(id) {
      const [, part, file] = /^\0(first|rest):(.+)$/.exec(id) ?? [];
      if (file === undefined) return;
      this.addWatchFile(`${file}.json`);
      const texts = JSON.parse(readFileSync(`${file}.json`, 'utf8')) as Texts;
      return `export default ${JSON.stringify(partOf(texts, (key) => isFirst(key) === (part === 'first')))}`;
    },
  };
}

/** Puts .br and .gz beside each script and style once they are written, so that no request waits for compression. */
function compressed(): Plugin {
  return {
    name: 'compressed',
    apply: 'build',
    writeBundle({ dir }, bundle) {
      for (const name of Object.keys(bundle)) {
        if (!/\.(js|css|svg)$/.test(name)) continue;
        const file = join(dir!, name);
        const content = readFileSync(file);
        if (content.length < 1024) continue;
        writeFileSync(`${file}.br`, brotliCompressSync(content));
        writeFileSync(`${file}.gz`, gzipSync(content, { level: 9 }));
      }
    },
  };
}
