import { registrationCheckDigit } from '../../../../schema/shared/identifiers/index.js';
import { expectRefused } from '../../../support/unchanged.js';
import { openRegistryHouse, type RegistryHouse } from '../registry-house.js';
import { licence, registrarOf, regno, uscc } from './target-console.js';

let house: RegistryHouse;
let health: ReturnType<typeof registrarOf>;
beforeAll(async () => {
  house = await openRegistryHouse('2026-03-02T01:00:00Z');
  health = registrarOf(house, house.health.id);
});
afterAll(() => house.close());
afterEach(() => house.clock.advance({ minutes: 1 }));

let count = 0;
/** Enters an entity under a number of its own. @returns its real-world id */
async function shop(more: Record<string, unknown> = {}): Promise<string> {
  count += 1;
  const { target } = await health.enter({
    name: `虚构${count}号店`,
    identifiers: [licence(`A-${count}`)],
    ...more,
  });
  return target.realId;
}

async function lookUp(word: string) {
  const source = `query ($word: Text!) { targetsKnownAs(word: $word) { id updatedAt realId status statusOn responsibleId
    currentIds formerIds aliases { kind undoneAt } } }`;
  const found = (await health.ask(source, { word })).targetsKnownAs;
  return found.find((one: { realId: string }) => one.realId === word) ?? found[0];
}

test('a shop becomes a company: its id stays known, and the company has its past', async () => {
  const number = `44080000000999${registrationCheckDigit('44080000000999')}`;
  const { target: old } = await health.enter({ name: '虚构小店', identifiers: [regno(number)] });
  const { target: branch } = await health.enter({
    name: '虚构分店',
    kind: 'PREMISES',
    responsibleId: old.realId,
  });
  const company = {
    name: '虚构有限公司',
    divisionCode: '440803',
    identifiers: [uscc('9144030071526726XG'), regno(number)],
  };
  const done = await health.record({
    kind: 'CONVERSION',
    fromRealIds: [old.realId],
    newTargets: [company],
    documentNo: '湛市监〔2026〕1号',
  });
  expect(done).toMatchObject({ __typename: 'AliasRecorded', remainingBelowCount: 0 });
  const now = 'uscc:9144030071526726XG';
  expect(await lookUp(old.realId)).toMatchObject({
    status: 'MERGED',
    statusOn: '2026-03-01',
    currentIds: [now],
    aliases: [{ kind: 'CONVERSION' }],
  });
  expect(await lookUp(now)).toMatchObject({ status: 'ACTIVE', currentIds: [now], formerIds: [old.realId] });
  expect(await lookUp(branch.realId)).toMatchObject({ realId: `${old.realId}/1`, responsibleId: now });

  house.clock.advance({ days: 1 });
  const undone = await health.undo(done.alias.id);
  expect(undone).toMatchObject({ __typename: 'AliasUndone', alias: { undoneReason: '登记有误' } });
  expect(await lookUp(old.realId)).toMatchObject({
    status: 'ACTIVE',
    statusOn: null,
    currentIds: [old.realId],
    formerIds: [],
  });
  expect(await lookUp(branch.realId)).toMatchObject({ responsibleId: old.realId });
  expect(await lookUp(now)).toMatchObject({ status: 'REMOVED', formerIds: [] });
  await expectRefused(house, 'AliasAlreadyUndone', () => health.undo(done.alias.id));

  const again = await health.record({ kind: 'CONVERSION', fromRealIds: [old.realId], newTargets: [company] });
  expect(again.__typename).toBe('AliasRecorded');
  expect(await lookUp(now)).toMatchObject({
    status: 'ACTIVE',
    aliases: [{ kind: 'CONVERSION' }, { undoneAt: null }],
  });
});

test('a merger of several, a split of one, followed both ways to the end', async () => {
  const [a, b, c] = [await shop(), await shop(), await shop()];
  const merged = await health.record({ kind: 'MERGE', fromRealIds: [a, b], toRealIds: [c] });
  const parts = [1, 2].map((n) => ({
    name: `虚构分立${n}`,
    divisionCode: '440802',
    identifiers: [licence(`S-${n}`)],
  }));
  const split = await health.record({ kind: 'SPLIT', fromRealIds: [c], newTargets: parts });
  expect(split.alias.toRealIds).toEqual(['licence:S-1', 'licence:S-2']);
  expect(await lookUp(a)).toMatchObject({ currentIds: ['licence:S-1', 'licence:S-2'], formerIds: [] });
  expect(await lookUp('licence:S-2')).toMatchObject({ formerIds: [a, b, c], currentIds: ['licence:S-2'] });
  // The merger is undone on its own: what it changed stands as it left it.
  expect((await health.undo(merged.alias.id)).__typename).toBe('AliasUndone');
  expect(await lookUp('licence:S-2')).toMatchObject({ formerIds: [c] });
  expect(await lookUp(b)).toMatchObject({ status: 'ACTIVE', currentIds: [b] });
});

test('what stands below an entity that was split waits to be assigned', async () => {
  const whole = await shop();
  const { target: below } = await health.enter({ name: '虚构仓库', kind: 'PREMISES', responsibleId: whole });
  const split = await health.record({
    kind: 'SPLIT',
    fromRealIds: [whole],
    toRealIds: [await shop(), await shop()],
  });
  expect(split).toMatchObject({ remainingBelowCount: 1 });
  expect(await lookUp(below.realId)).toMatchObject({ status: 'ACTIVE', responsibleId: whole });
});

test('what cannot be is refused by its name', async () => {
  const [a, b, c] = [await shop(), await shop(), await shop()];
  const act = (more: Record<string, unknown>) => () =>
    health.record({ kind: 'MERGE', fromRealIds: [a], toRealIds: [b], ...more });
  await expectRefused(house, 'AliasWithItself', act({ toRealIds: [a] }));
  await expectRefused(house, 'AliasInvalid', act({ fromRealIds: [a, a] }));
  await expectRefused(house, 'AliasInvalid', act({ kind: 'SPLIT' }));
  await expectRefused(house, 'AliasInvalid', act({ kind: 'CONVERSION', fromRealIds: [a, c] }));
  await expectRefused(house, 'AliasInvalid', act({ effectiveOn: '2027-01-01' }));
  const unknown = await expectRefused(house, 'AliasPartyUnknown', act({ toRealIds: ['licence:none'] }));
  expect(unknown.realIds).toEqual(['licence:none']);
  await expectRefused(
    house,
    'TargetInvalid',
    act({ toRealIds: [], newTargets: [{ name: '虚构', divisionCode: '440802' }] }),
  );
  const taken = { name: '虚构', divisionCode: '440802', identifiers: [licence(c.slice(8))] };
  await expectRefused(house, 'IdentifierTaken', act({ toRealIds: [], newTargets: [taken] }));

  const gone = await shop({ status: 'CLOSED', statusOn: '2026-01-31' });
  const ended = await expectRefused(house, 'AliasPartyEnded', act({ fromRealIds: [gone] }));
  expect(ended).toMatchObject({ realId: gone, status: 'CLOSED', statusOn: '2026-01-31' });
  await expectRefused(house, 'AliasPartyEnded', act({ toRealIds: [gone] }));
  const { target: premises } = await health.enter({ name: '虚构场所', kind: 'PREMISES', responsibleId: c });
  await expectRefused(house, 'AliasInvalid', act({ toRealIds: [premises.realId] }));

  expect((await act({})()).__typename).toBe('AliasRecorded');
  const merged = await expectRefused(house, 'AliasAlreadyMerged', act({ toRealIds: [c] }));
  expect(merged.currentIds).toEqual([b]);
  await expectRefused(house, 'AliasCycle', act({ fromRealIds: [b], toRealIds: [a] }));
  const row = await lookUp(a);
  const edited = await expectRefused(house, 'TargetMerged', () => health.change(row, { status: 'ACTIVE' }));
  expect(edited.currentIds).toEqual([b]);
  await expectRefused(house, 'TargetInvalid', () =>
    health.enter({ name: '虚构', kind: 'PREMISES', responsibleId: a }),
  );
  await expectRefused(house, 'AliasNotFound', () => health.undo('00000000-0000-7000-8000-000000000009'));
});

test('what changed since is told, and nothing is restored', async () => {
  const [a, b] = [await shop(), await shop()];
  const next = { name: '虚构新设', divisionCode: '440802', identifiers: [licence('Z-1')] };
  const first = await health.record({ kind: 'MERGE', fromRealIds: [a, b], newTargets: [next] });
  const second = await health.record({
    kind: 'MERGE',
    fromRealIds: ['licence:Z-1'],
    toRealIds: [await shop()],
  });
  const refused = await expectRefused(house, 'AliasChangedSince', () => health.undo(first.alias.id));
  expect(refused.changes).toEqual([
    { realId: 'licence:Z-1', field: 'status', expected: 'ACTIVE', found: 'MERGED' },
    { realId: 'licence:Z-1', field: 'statusOn', expected: null, found: '2026-03-01' },
  ]);
  expect((await health.undo(second.alias.id)).__typename).toBe('AliasUndone');
  expect((await health.undo(first.alias.id)).__typename).toBe('AliasUndone');
  expect(await lookUp(a)).toMatchObject({ status: 'ACTIVE', statusOn: null });
});

test('an undoing that would give one number to two targets is refused', async () => {
  const [a, b] = [await shop(), await shop()];
  const { alias } = await health.record({ kind: 'MERGE', fromRealIds: [b], toRealIds: [a] });
  const heir = await lookUp(a);
  const numbers = [a, b].map((id) => licence(id.slice('licence:'.length)));
  expect((await health.change(heir, { identifiers: numbers })).changedFields).toEqual(['identifiers']);
  await expectRefused(house, 'IdentifierTaken', () => health.undo(alias.id));
});
