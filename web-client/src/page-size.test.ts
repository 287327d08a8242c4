import { gzipSync } from "node:zlib";
import { build, type Rolldown } from "vite";
import { beforeAll, expect, test } from "vitest";

/** Bytes that the first visit of a page may take, compressed. */
const budget = 150 * 1024;

let chunks: Map<string, Rolldown.OutputChunk>;

beforeAll(async () => {
  const built = (await build({ configFile: "vite.config.ts", logLevel: "silent", build: { write: false } })) as Rolldown.RolldownOutput;
  chunks = new Map(built.output.flatMap((file) => (file.type === "chunk" ? [[file.fileName, file] as const] : [])));
}, 120_000);

/** A chunk with all that it cannot do without. */
function needed(name: string, all = new Set<string>()): Set<string> {
  if (!all.has(name)) {
    all.add(name);
    chunks.get(name)?.imports.forEach((other) => needed(other, all));
  }
  return all;
}

test.each(["home-page", "studio-page", "watch-page", "overlay-builder-page", "library-page", "recording-page", "admin-page"])(
  "The first visit of %s takes less than 150 KB",
  (page) => {
    const find = (part: string) => [...chunks.keys()].find((name) => name.includes(`/${part}-`))!;
    const files = needed(find(page), needed(find("index")));
    const bytes = [...files].reduce((sum, name) => sum + gzipSync(chunks.get(name)!.code).length, 0);
    expect(files.size).toBeGreaterThan(1);
    expect(bytes).toBeLessThan(budget);
  },
);
