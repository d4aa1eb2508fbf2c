// Reads [{ file, code }] on stdin and answers, on stdout, the ids of the rules each text would break if it stood in that file.
// No file is written, so nothing can be left behind. Each text is linted from its project's folder, as `nx lint` does it.
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { createProjectGraphAsync } from '@nx/devkit';
import { ESLint } from 'eslint';

const root = join(import.meta.dirname, '../..');
const projectOf = (file) => file.slice(0, file.indexOf('/src/'));

// Without a project graph the boundary rule skips itself and reports nothing.
await createProjectGraphAsync({ exitOnError: true, resetDaemonClient: true });

const linters = new Map();
const answers = [];
for (const { file, code } of JSON.parse(await text(process.stdin))) {
  const project = projectOf(file);
  if (!linters.has(project)) linters.set(project, new ESLint({ cwd: join(root, project) }));
  const [result] = await linters.get(project).lintText(code, { filePath: join(root, file) });
  answers.push(result.messages.map(({ ruleId, message }) => ({ ruleId, message })));
}
process.stdout.write(JSON.stringify(answers));
