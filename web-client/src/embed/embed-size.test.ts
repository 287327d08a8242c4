import { gzipSync } from "node:zlib";
import { build } from "vite";
import { expect, test } from "vitest";

/** Bytes that a page of somebody else's may have to fetch for captions. */
const budget = 40 * 1024;

test("The script for other sites is one file of less than 40 KB", async () => {
  const built = await build({ configFile: "vite.embed.config.ts", logLevel: "silent", build: { write: false } });
  const files = (Array.isArray(built) ? built : [built]).flatMap((one) => ("output" in one ? one.output : []));
  expect(files.map(({ fileName }) => fileName)).toEqual(["live-captions.js"]);
  const code = files[0]!.type === "chunk" ? files[0]!.code : "";
  expect(code).not.toMatch(/\bimport\b\s*[("'{]/);
  expect(gzipSync(code).length).toBeLessThan(budget);
}, 60_000);
