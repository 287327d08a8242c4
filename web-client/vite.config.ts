import { defineConfig } from "vitest/config";

// Vitest 5 reports failures with Map.groupBy, which Node.js 20 (Debian's) does not have yet.
Map.groupBy ??= (items, keyOf) => {
  const groups = new Map();
  let index = 0;
  for (const item of items) {
    const key = keyOf(item, index++);
    groups.set(key, [...(groups.get(key) ?? []), item]);
  }
  return groups;
};

const server = "http://127.0.0.1:5080";

export default defineConfig({
  build: {
    target: "es2022",
    // The audio worklet has to stay a file: browsers refuse data: addresses for worklets under a content security policy.
    assetsInlineLimit: 0,
    rollupOptions: { input: ["index.html", "overlay.html", "404.html"] },
  },
  plugins: [
    {
      name: "overlay-address",
      configureServer: ({ middlewares }) =>
        void middlewares.use((request, _, next) => {
          const asked = request as { url?: string };
          asked.url = asked.url?.replace(/^\/overlay\/[^/?]+/, "/overlay.html") ?? "/";
          next();
        }),
    },
  ],
  // The colors of the page's style sheet are tested.
  test: { css: true },
  server: {
    proxy: {
      "/api": server,
      "/hubs": { target: server, ws: true },
      "/ws": { target: server, ws: true },
      "/whip": server,
    },
  },
});
