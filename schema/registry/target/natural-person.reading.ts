import type { MiddlewareFn } from 'type-graphql';
import type { Subject } from '../../audit/index.js';
import { beforeShowing, ReadingWay } from '../../personal/index.js';
import { batched } from '../../shared/batched.js';
import type { Context } from '../../shared/context.js';
import type { Reader } from '../../shared/unit.js';
import { isNaturalPerson, Target } from './target.entity.js';
import { SubjectKind } from './target.states.js';

/** On a field that tells of a natural person: by whichever query one is shown, it is written down first. */
export const recordsPerson: MiddlewareFn<Context> = async ({ root, context }, next) => {
  const target = root as Target;
  if (isNaturalPerson(target)) {
    const subject = { kind: 'target', id: target.id };
    await beforeShowing(context, { way: ReadingWay.NATURAL_PERSON, subject });
  }
  return next();
};

/** The same on a type that is no target, and names one: whom it names, and what is shown. */
export function recordsPersonOf<Root>(
  whom: (root: Root) => { readonly realId: string; readonly subject: Subject },
): MiddlewareFn<Context> {
  return async ({ root, context }, next) => {
    const { realId, subject } = whom(root as Root);
    if (await batched(context, findNaturalPersons, realId)) {
      await beforeShowing(context, { way: ReadingWay.NATURAL_PERSON, subject });
    }
    return next();
  };
}

/** Of these ids those of natural persons, in whatever register they stand. */
export async function findNaturalPersons(
  reader: Reader,
  realIds: readonly string[],
): Promise<Map<string, true>> {
  const others = realIds.filter((id) => !id.startsWith('np:'));
  const persons =
    others.length === 0
      ? []
      : await reader.beyond('entity', ({ em }) =>
          em.find(
            Target,
            {
              realId: { $in: [...others] },
              $or: [{ subject: SubjectKind.NATURAL_PERSON }, { responsibleId: { $like: 'np:%' } }],
            },
            { fields: ['realId'], disableIdentityMap: true },
          ),
        );
  const ids = [...realIds.filter((id) => id.startsWith('np:')), ...persons.map(({ realId }) => realId)];
  return new Map(ids.map((id) => [id, true]));
}
