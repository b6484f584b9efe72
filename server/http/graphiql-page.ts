/** What differs between the two GraphiQL pages. */
export interface GraphiqlPage {
  readonly title: string;
  readonly endpoint: string;
  /** The query that stands in the editor first. */
  readonly example: string;
  /** Whether the page offers to sign in. */
  readonly signIn: boolean;
}

/** Nothing from outside: a government network has none. Styles are set by the editor at run time. */
export const graphiqlPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "font-src 'self' data:",
  "connect-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');

export function graphiqlHtml(page: GraphiqlPage, assets: string): string {
  const settings = JSON.stringify(page).replace(/&/g, '&amp;').replace(/"/g, '&quot;');
  return `<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${page.title}</title>
<link rel="stylesheet" href="${assets}/graphiql.min.css">
<link rel="stylesheet" href="${assets}/page.css">
</head>
<body data-page="${settings}">
<form id="account" hidden>
<strong>${page.title}</strong>
<span id="who" role="status"></span>
<label>用户名 Name <input name="username" autocomplete="username"></label>
<label>密码 Password <input name="password" type="password" autocomplete="current-password"></label>
<button type="submit">登录 Sign in</button>
</form>
<div id="graphiql"></div>
<script src="${assets}/react.production.min.js"></script>
<script src="${assets}/react-dom.production.min.js"></script>
<script src="${assets}/graphiql.min.js"></script>
<script src="${assets}/page.js"></script>
</body>
</html>
`;
}

export const graphiqlStyle = `
body { display: flex; flex-direction: column; height: 100vh; margin: 0; }
#graphiql { flex: 1; min-height: 0; }
#account { align-items: center; background: #f3f4f6; display: flex; flex-wrap: wrap; font: 14px sans-serif; gap: 12px; padding: 8px 16px; }
#account[hidden], #account.signed-in label { display: none; }
`;

/** Runs in the browser. The password goes from its field into one request, and nowhere else. */
export const graphiqlScript = `
const page = JSON.parse(document.body.dataset.page);
const send = (body) =>
  fetch(page.endpoint, {
    method: 'POST',
    credentials: 'same-origin',
    headers: { 'content-type': 'application/json', accept: 'application/json' },
    body: JSON.stringify(body),
  }).then((answer) => answer.json());

const signInQuery =
  'mutation SignIn($input: SignInInput!) { signIn(input: $input) { __typename ... on ConsoleError { message messageEn } } }';

async function signIn(form) {
  const input = { username: form.username.value, password: form.password.value };
  const { data } = await send({ query: signInQuery, variables: { input } });
  if (data?.signIn?.__typename === 'SignedIn') location.reload();
  else document.getElementById('who').textContent = data?.signIn?.message ?? '登录失败 Sign-in failed';
}

async function offerSignIn() {
  const form = document.getElementById('account');
  const { data } = await send({ query: '{ me { displayName } }' });
  form.hidden = false;
  if (data?.me) {
    form.className = 'signed-in';
    document.getElementById('who').textContent = data.me.displayName;
    form.querySelector('button').textContent = '退出 Sign out';
  }
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    if (!data?.me) return void signIn(form);
    send({ query: 'mutation { signOut { __typename } }' }).then(() => location.reload());
  });
}

// The two pages share an origin; each keeps its own tabs and history.
const storage = {
  getItem: (key) => localStorage.getItem(page.endpoint + ' ' + key),
  setItem: (key, value) => localStorage.setItem(page.endpoint + ' ' + key, value),
  removeItem: (key) => localStorage.removeItem(page.endpoint + ' ' + key),
  clear: () => localStorage.clear(),
  get length() { return localStorage.length; },
};

if (page.signIn) offerSignIn();
ReactDOM.createRoot(document.getElementById('graphiql')).render(
  React.createElement(GraphiQL, {
    fetcher: send,
    defaultQuery: page.example,
    storage,
    shouldPersistHeaders: false,
  }),
);
`;
