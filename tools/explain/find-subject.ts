import { ClientError } from '../client/client-error.js';
import type { Facts } from './facts.js';

/** Whom an explanation or a proof is about. */
export type Subject =
  | { readonly kind: 'unit'; readonly stratum: string; readonly index: number; readonly id?: string }
  | { readonly kind: 'excluded'; readonly id: string; readonly reason: string }
  | { readonly kind: 'officer'; readonly index: number; readonly id?: string };

/**
 * Finds whom somebody means: an id, its number without the scheme, or a name that only one has; `<stratum>/<leaf number>`
 * and `officer/<leaf number>` at every level. @throws ClientError `ID_UNKNOWN`
 */
export function findSubject(facts: Facts, said: string): Subject {
  const found = byLeaf(facts, said) ?? byRecord(facts, said);
  if (found) return found;
  throw facts.level === 'restricted' ? inNoPool(said) : notPublic(said);
}

function byLeaf({ draw }: Facts, said: string): Subject | undefined {
  const [, tree, digits] = /^([a-z0-9-]{1,32})\/(\d{1,9})$/.exec(said) ?? [];
  if (!tree) return undefined;
  const index = Number(digits);
  const stratum = draw.commit.strata.find(({ code }) => code === tree);
  if (stratum && index < stratum.count) return { kind: 'unit', stratum: tree, index };
  const isOfficer = tree === 'officer' && index < draw.commit.inspectors.count;
  return isOfficer ? { kind: 'officer', index } : undefined;
}

function byRecord(facts: Facts, said: string): Subject | undefined {
  const all = facts.pools ? everybody(facts) : selectedOnly(facts);
  const exact = all.filter(({ subject }) => subject.id === said);
  if (exact.length === 1) return exact[0]!.subject;
  const meant = all.filter(
    ({ subject, name }) => subject.id?.slice(subject.id.indexOf(':') + 1) === said || name === said,
  );
  if (meant.length > 1)
    throw several(
      said,
      meant.map(({ subject }) => subject.id ?? ''),
    );
  return meant[0]?.subject;
}

interface Known {
  readonly subject: Subject;
  readonly name?: string;
}

function selectedOnly({ selected }: Facts): Known[] {
  return [...selected].map(([id, { stratum, index, record }]) => ({
    subject: { kind: 'unit', stratum, index, id },
    name: record.name,
  }));
}

function everybody({ pools }: Facts): Known[] {
  const { strata, excluded, inspectors } = pools!;
  return [
    ...strata.flatMap(({ code, file }) =>
      file.ids.map(
        (id, index): Known => ({
          subject: { kind: 'unit', stratum: code, index, id },
          name: file.record(index).name,
        }),
      ),
    ),
    ...excluded.ids.map(
      (id, i): Known => ({
        subject: { kind: 'excluded', id, reason: excluded.record(i).reason },
      }),
    ),
    ...inspectors.ids.map(
      (id, index): Known => ({
        subject: { kind: 'officer', index, id },
        name: inspectors.record(index).name,
      }),
    ),
  ];
}

function inNoPool(said: string): ClientError {
  return new ClientError(
    'ID_UNKNOWN',
    `“${said}”不在本次封存的名录、排除名单和人员名录中：没有参加抽取。请核对写法。`,
    `"${said}" is in no pool of this draw, is not excluded and is no officer: it took no part. See how it is written.`,
  );
}

function notPublic(said: string): ClientError {
  return new ClientError(
    'ID_UNKNOWN',
    `“${said}”不在公布的抽中名单中。公开文件不含未抽中的对象；可用“层/序号”（如 a/12）或 officer/序号 查询，或向机关索取凭证。`,
    `"${said}" is not on the published list. Public files do not name units that were not drawn; ask by stratum/number (a/12) or officer/number, or ask the authority for a proof.`,
  );
}

function several(said: string, ids: readonly string[]): ClientError {
  const some = ids.slice(0, 5).join('、');
  return new ClientError(
    'ID_SEVERAL',
    `“${said}”不止一个：${some}。请写完整标识。`,
    `"${said}" is more than one: ${some}. Give the whole id.`,
  );
}
