import { createReadStream, existsSync, readFileSync, statSync } from "node:fs";
import { createServer, type Server, type ServerResponse } from "node:http";
import { extname, join, normalize, sep } from "node:path";

const mediaTypes: Record<string, string> = {
  ".html": "text/html; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".json": "application/json",
  ".yaml": "application/yaml",
  ".js": "text/javascript; charset=utf-8",
  ".png": "image/png",
};

/**
 * A server, not listening yet, of the files in `folder` below `basePath` (which begins and ends with a slash). What is
 * not there is answered 404 with the page 404.html; nothing outside of `folder` can be reached.
 */
export function createSiteServer(folder: string, basePath = "/"): Server {
  return createServer((request, response) => {
    const file = fileFor(folder, basePath, request.url ?? "/");
    if (file === undefined) {
      answerNotFound(response, join(folder, "404.html"), basePath);
      return;
    }
    response.writeHead(200, { "content-type": mediaTypes[extname(file)] ?? "application/octet-stream" });
    // A file that goes while it is read breaks one answer off, and not the server.
    createReadStream(file)
      .on("error", () => response.destroy())
      .pipe(response);
  });
}

/** The page's links are relative to the site's root, wherever the address that was asked for seems to lie. */
function answerNotFound(response: ServerResponse, file: string, basePath: string): void {
  const page = existsSync(file) ? readFileSync(file, "utf8") : "<!doctype html>\n<head>\n<title>Not found</title>";
  const html = page.replace("<head>", `<head>\n<base href="${basePath}">`);
  response.writeHead(404, { "content-type": mediaTypes[".html"] }).end(html);
}

function fileFor(folder: string, basePath: string, target: string): string | undefined {
  const path = decodedPath(target);
  if (path === undefined || !path.startsWith(basePath)) return undefined;
  const asked = normalize(join(folder, path.slice(basePath.length)));
  const file = asked.endsWith(sep) || asked === folder ? join(asked, "index.html") : asked;
  const isInside = file.startsWith(folder + sep);
  return isInside && isFile(file) ? file : undefined;
}

// A name that no file can have (NUL, thousands of characters) is an error of the system, and just as little there.
function isFile(path: string): boolean {
  try {
    return statSync(path).isFile();
  } catch {
    return false;
  }
}

function decodedPath(target: string): string | undefined {
  try {
    return decodeURIComponent(target.split("?")[0] ?? "");
  } catch {
    return undefined;
  }
}
