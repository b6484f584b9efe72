import { Role } from '../../../../schema/shared/roles.js';
import { askAs } from '../console.js';
import type { RegistryHouse } from '../registry-house.js';

const targetFields = `id realId name kind subject identifiers formerNames responsibleId stage tradeCodes
  trades { code name } riskClass classSystem weight status statusLabel statusOn establishedOn district
  businessAddress longitude latitude datum tags requiredSkills updatedAt`;

/** The registrar's part of the console, for one department. */
export function registrarOf(house: RegistryHouse, departmentId: string) {
  const actor = { departmentId, roles: [Role.REGISTRAR] };
  // biome-ignore lint/suspicious/noExplicitAny: tests look into whatever they asked for
  const ask = async (source: string, variables: Record<string, unknown> = {}): Promise<any> => {
    const { data, errors } = await askAs(house, actor, source, variables);
    if (errors)
      throw new Error(
        errors.map(({ message, originalError }) => `${message} ${JSON.stringify(originalError)}`).join('; '),
      );
    return data;
  };
  return {
    ask,
    enter: async (input: Record<string, unknown>) =>
      (
        await ask(
          `mutation ($input: EnterTargetInput!) { enterTarget(input: $input) { __typename
             ... on TargetEntered { target { ${targetFields} } }
             ... on ConsoleError { message messageEn } ... on TargetInvalid { faults { field } }
             ... on IdentifierTaken { identifier takenBy status } } }`,
          { input: { divisionCode: '440802', ...input } },
        )
      ).enterTarget,
    change: async (target: { id: string; updatedAt: unknown }, details: Record<string, unknown>) =>
      (
        await ask(
          `mutation ($input: ChangeTargetInput!) { changeTarget(input: $input) { __typename
             ... on TargetChanged { changedFields target { ${targetFields} } }
             ... on ConsoleError { message messageEn } ... on TargetInvalid { faults { field } }
             ... on TargetChangedMeanwhile { updatedAt } ... on RealIdWouldChange { realId newRealId }
             ... on IdentifierTaken { identifier takenBy } ... on TargetMerged { currentIds } } }`,
          { input: { id: target.id, expectedUpdatedAt: target.updatedAt, details } },
        )
      ).changeTarget,
    knownAs: async (word: string): Promise<string[]> =>
      (
        await ask('query ($word: Text!) { targetsKnownAs(word: $word) { realId } }', { word })
      ).targetsKnownAs.map(({ realId }: { realId: string }) => realId),
    record: async (input: Record<string, unknown>) =>
      (
        await ask(
          `mutation ($input: RecordAliasInput!) { recordAlias(input: $input) { __typename
             ... on AliasRecorded { remainingBelowCount alias { id fromRealIds toRealIds } }
             ... on ConsoleError { message messageEn } ... on AliasPartyUnknown { realIds }
             ... on AliasAlreadyMerged { currentIds } ... on AliasPartyEnded { realId status statusOn }
             ... on AliasInvalid { field } } }`,
          { input: { effectiveOn: '2026-03-01', reason: '登记机关核准', ...input } },
        )
      ).recordAlias,
    undo: async (id: string) =>
      (
        await ask(
          `mutation ($input: UndoAliasInput!) { undoAlias(input: $input) { __typename
             ... on AliasUndone { alias { undoneAt undoneReason } } ... on ConsoleError { message messageEn }
             ... on AliasChangedSince { changes { realId field expected found } } } }`,
          { input: { id, reason: '登记有误' } },
        )
      ).undoAlias,
  };
}

/** Numbers as the console takes them. */
export const uscc = (number: string) => ({ scheme: 'USCC', number });
export const regno = (number: string) => ({ scheme: 'REGNO', number });
export const licence = (number: string) => ({ scheme: 'LICENCE', number });
