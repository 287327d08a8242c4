import { defineConfig } from "vite";

/** The script for other sites' pages: one file with nothing beside it, by a name that stays. */
export default defineConfig({
  publicDir: false,
  build: {
    target: "es2022",
    outDir: "dist/embed",
    lib: { entry: "src/embed/live-captions.ts", formats: ["es"], fileName: () => "live-captions.js" },
  },
});
