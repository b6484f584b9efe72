import type { SourceFile } from './source-files.js';

/** Words that do not stand in certain places, and why. */
interface Ban {
  readonly what: RegExp;
  readonly where: RegExp;
  readonly except?: RegExp;
  readonly why: string;
}

const bans: readonly Ban[] = [
  {
    what: /\bDate\.now\(|new Date\(\s*\)|performance\.now\(|process\.hrtime/,
    where: /^(scheduler|schema|server|migrations|web)\//,
    except: /^(server\/platform\/|web\/visit-queue\/surroundings\.ts$)/,
    why: 'time is an argument (Clock)',
  },
  {
    what: /\bMath\.random\(|\brandomBytes\(|\brandomUUID\(|getRandomValues\(|\brandomInt\(/,
    where: /^(scheduler|schema|server|migrations|web)\//,
    except: /^(server\/platform\/|web\/visit-queue\/surroundings\.ts$)/,
    why: 'chance is an argument (Chance)',
  },
  {
    what: /\.transactional\(|\.flush\(|\.(begin|commit|rollback)\(\s*\)/,
    where: /^(schema|server|tools|bench)\//,
    except: /^server\/platform\//,
    why: 'a transaction is a step: a value returned from a bare one commits what was written',
  },
  {
    what: /\bfilters:\s*(false|\{)|setFilterParams\(/,
    where: /^(schema|server|tools|bench)\//,
    except: /^server\/platform\/application-role\.ts$/,
    why: 'whoever looks past the scope says why: `beyond` (docs/scope.md)',
  },
  {
    what: /\.fork\(|setTransactionContext\(|getConnection\(|fairdraw\.scope|\b(re)?set (local )?role\b/,
    where: /^schema\//,
    why: 'a scope belongs to the entity manager that a reader or a step was given',
  },
  { what: /^export default\b/m, where: /^/, why: 'no default exports' },
  {
    what: /@(ObjectType|InterfaceType)\(|createUnionType\(/,
    where: /^schema\/shared\//,
    except: /^schema\/shared\/result-union\.ts$/,
    why: 'shared holds no type of either schema: it would carry fields from one into the other',
  },
  {
    what: /manyToOne\(\(\) =>/,
    where: /\.entity\.ts$/,
    why: 'write `key: () => p.manyToOne(Target)`; MikroORM does not find a target in a function',
  },
  {
    what: /\bBuffer\b|\bprocess\b\./,
    where: /^scheduler\/(draw|calendar)\//,
    why: 'runs unchanged in a browser',
  },
];

const badNames = /(^|[/.-])(utils?|common|helpers?|misc|v\d+|legacy)([./-]|$)|(^|\/)new([./]|$)/;
const kebabCase = /^[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9]+(-[a-z0-9]+)*)*\.tsx?$/;

/** Comments may name what code may not do. */
function withoutComments(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|\s)\/\/.*$/gm, '$1');
}

/** What is wrong with the words and the name of a file. */
export function judgeWords({ path, text }: SourceFile): string[] {
  const code = withoutComments(text);
  const faults = bans
    .filter(({ where, except }) => where.test(path) && !except?.test(path))
    .filter(({ what }) => what.test(code))
    .map(({ why }) => `${path}: ${why}`);
  if (badNames.test(path)) faults.push(`${path}: a name says what is inside`);
  if (!kebabCase.test(path.split('/').at(-1) as string))
    faults.push(`${path}: names are kebab-case with a role suffix`);
  return faults;
}
