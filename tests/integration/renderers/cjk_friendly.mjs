// Paragraphs as a JSON list on standard input; their HTML as a JSON list on standard output. Argument: node_modules.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

const require = createRequire(pathToFileURL(`${process.argv[2]}/_.js`));
const load = async (name) => (await import(pathToFileURL(require.resolve(name)).href)).default;
const md = (await load("markdown-it"))("commonmark").use(await load("markdown-it-cjk-friendly"));
console.log(JSON.stringify(JSON.parse(readFileSync(0, "utf8")).map((text) => md.render(text))));
