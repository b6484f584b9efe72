import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';
import {
  type GraphiqlPage,
  graphiqlHtml,
  graphiqlPolicy,
  graphiqlScript,
  graphiqlStyle,
} from './graphiql-page.js';

const ASSETS = '/graphiql/assets';

const consolePage: GraphiqlPage = {
  title: '公正抽 · 工作台 Fairdraw console',
  endpoint: '/graphql',
  signIn: true,
  example: `# 先在上方登录，再按 Ctrl-Enter 运行。Sign in above, then press Ctrl-Enter.
# 也可用变更登录 / or by a mutation:
#   mutation { signIn(input: { username: "…", password: "…" }) { __typename } }
{
  me {
    username
    displayName
    roles
  }
}
`,
};

const portalPage: GraphiqlPage = {
  title: '公正抽 · 公示 Fairdraw portal',
  endpoint: '/portal/graphql',
  signIn: false,
  example: `# 公示查询，按 Ctrl-Enter 运行。The public register; press Ctrl-Enter.
{
  service {
    name
    today
    training
  }
  records(first: 5) {
    edges {
      node {
        entityName
        realId
        resultText
        departmentName
        publishedAt
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
  draws(first: 3) {
    edges {
      node {
        commitment
        state
        assurance
        drawnCount
        files {
          url
        }
      }
    }
  }
}
`,
};

/** Files of installed packages that the pages load, by the folder of each. */
const bundled: readonly (readonly [name: string, folder: string, file: string])[] = [
  ['graphiql', '', 'graphiql.min.js'],
  ['graphiql', '', 'graphiql.min.css'],
  ['react', 'umd', 'react.production.min.js'],
  ['react-dom', 'umd', 'react-dom.production.min.js'],
];

function folderOf(name: string): string {
  return dirname(createRequire(import.meta.url).resolve(`${name}/package.json`));
}

/** GraphiQL for both endpoints, from installed packages alone. */
export async function addGraphiqlRoutes(app: FastifyInstance): Promise<void> {
  await app.register(fastifyStatic, { root: folderOf('graphiql'), serve: false });
  for (const [name, folder, file] of bundled) {
    const root = join(folderOf(name), folder);
    app.get(`${ASSETS}/${file}`, (_request, reply) => reply.sendFile(file, root, { maxAge: '1d' }));
  }
  app.get(`${ASSETS}/page.js`, (_request, reply) =>
    reply.type('text/javascript; charset=utf-8').send(graphiqlScript),
  );
  app.get(`${ASSETS}/page.css`, (_request, reply) =>
    reply.type('text/css; charset=utf-8').send(graphiqlStyle),
  );
  for (const [url, page] of [
    ['/graphiql', consolePage],
    ['/portal/graphiql', portalPage],
  ] as const) {
    app.get(url, (_request, reply) =>
      reply
        .header('content-security-policy', graphiqlPolicy)
        .type('text/html; charset=utf-8')
        .send(graphiqlHtml(page, ASSETS)),
    );
  }
}
