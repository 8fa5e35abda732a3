import type { Answer } from './respond.js';

const page = `<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>连心 Lianxin</title>
<style>
body { font: 16px/1.6 system-ui, sans-serif; max-width: 40rem; margin: 4rem auto; padding: 0 1rem; color: #222 }
a { color: #b3261e } code { background: #f3f3f3; padding: .1em .3em; border-radius: 3px }
</style>
</head>
<body>
<h1>连心 Lianxin</h1>
<p>一张图,连起人大、代表、家站点、承办单位与群众。<br>
One graph that joins a People's Congress, its deputies, its liaison stations, the departments and the people.</p>
<ul>
<li><a href="/graphiql">GraphiQL</a>: 写下第一个查询 · write your first query</li>
<li><code>/graphql</code>: POST, WebSocket (<code>graphql-transport-ws</code>), SSE (<code>Accept: text/event-stream</code>)</li>
<li><a href="/health/ready">/health/ready</a> · <a href="/health/live">/health/live</a> · <a href="/metrics">/metrics</a></li>
</ul>
</body>
</html>
`;

/** What somebody sees who opens the bare address. */
export const welcomePage: Answer = {
  status: 200,
  headers: {
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; frame-ancestors 'none'",
    'cache-control': 'no-cache',
  },
  body: page,
};
