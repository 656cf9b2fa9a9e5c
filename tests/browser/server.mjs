// A plain file server on loopback that has the site below a path of its own, as many a host does.

import { createReadStream, existsSync, statSync } from "node:fs";
import { createServer } from "node:http";
import path from "node:path";

const TYPES = {
  ".html": "text/html; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".jpg": "image/jpeg",
  ".xml": "application/xml",
};

/** Serves `folder` at `prefix`; everything else is 404. Gives `{origin, close}`. */
export async function serve(folder, prefix) {
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url, "http://localhost");
    const relative = path.posix.normalize("/" + decodeURIComponent(pathname.slice(prefix.length)));
    const file = path.join(folder, relative.endsWith("/") ? `${relative}index.html` : relative);
    if (!pathname.startsWith(prefix) || !existsSync(file) || !statSync(file).isFile()) {
      response.writeHead(404).end();
      return;
    }
    response.writeHead(200, { "content-type": TYPES[path.extname(file)] ?? "application/octet-stream" });
    createReadStream(file).pipe(response);
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    origin: `http://127.0.0.1:${server.address().port}`,
    close: () => new Promise((resolve) => server.close(resolve).closeAllConnections()),
  };
}
