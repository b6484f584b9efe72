import { formatId, type Identify } from '../shared/identifiers/index.js';
import { readCitations } from '../shared/legal-basis/index.js';
import {
  dateOrder,
  type FaultWords,
  FieldReader,
  type ParsedRow,
  type RowFields,
} from '../shared/table-file/index.js';
import { type NumberedPaper, readColumn, readPaper } from './column.read.js';
import { columnsOf, isPersonCategory } from './columns/index.js';
import type { DecisionDraft } from './decision.draft.js';
import { DecisionKind, type DecisionProcedure } from './decision.states.js';
import { readDecisionNumber } from './decision-number.js';

/** What a decision is read by. */
export interface DecisionGround {
  readonly kind: DecisionKind;
  readonly today: string;
  /** The file has the headings of the former standard. */
  readonly isOlder: boolean;
  readonly identify: Identify;
}

const noArticle: FaultWords = {
  zh: '处罚依据没有写明法律名称和条款（第几条）。',
  en: 'The basis names no law with its article.',
  remedy: {
    zh: '请按决定书写明，如《中华人民共和国食品安全法》第一百二十五条第一款。',
    en: 'Write it as the document does: the law in 《》 with the number of its article.',
  },
};

const futureDay: FaultWords = {
  zh: '决定日期晚于今天。',
  en: 'The decision is dated later than today.',
  remedy: { zh: '请核对决定书载明的日期。', en: 'Compare it with the date on the document.' },
};

const noCode: FaultWords = {
  zh: '没有填写行政相对人的统一社会信用代码、工商注册号或组织机构代码。',
  en: 'Neither credit code nor registration number nor organisation code of the party is given.',
  remedy: { zh: '请按证照补填其中一项。', en: 'Fill one of them in from the licence of the party.' },
};

const wrongVisit: FaultWords = {
  zh: '检查任务标识不是本系统的标识。',
  en: 'This is no id of a visit of ours.',
  remedy: { zh: '请从检查任务列表中复制，或留空。', en: 'Copy it from the list of visits, or leave it out.' },
};

const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

type Texts = Record<string, string>;

/** Everything that the columns hold, each checked by itself. */
function readContent(reader: FieldReader, { kind, isOlder }: DecisionGround): Texts {
  const content: Texts = {};
  for (const column of columnsOf[kind]) {
    if (column.form === 'personNumber') continue;
    const text = readColumn(reader, column, isOlder);
    if (text !== undefined && text !== '') content[column.field] = text;
  }
  return content;
}

/** Numbers of persons: of the party where it is one, of the representative elsewhere too. */
function readPersons(reader: FieldReader, ground: DecisionGround, content: Texts, isPerson: boolean) {
  const { identify } = ground;
  const paperOf = (field: string, word: string | undefined) => readPaper(reader, identify, { field, word });
  const representative = paperOf('representativeNumber', content.representativePaper);
  if (representative) content.representativeNumber = representative.paper.number;
  if (!isPerson) {
    delete content.personPaper;
    return undefined;
  }
  for (const column of columnsOf[ground.kind]) {
    if (column.isOfPerson && reader.isBlank(column.field)) reader.requiredText(column.field);
  }
  const person = paperOf('personNumber', content.personPaper);
  if (person) content.personNumber = person.paper.number;
  return person;
}

function checkDays(reader: FieldReader, content: Texts, today: string): void {
  const { decidedOn, validFromOn, validToOn, publishToOn } = content;
  if (decidedOn && decidedOn > today) reader.refuse('decidedOn', 'FUTURE_DATE', futureDay);
  if (decidedOn && validToOn && validToOn < decidedOn) {
    const words = dateOrder('有效期止于决定日期之前。', 'Its validity ends before the decision.');
    reader.refuse('validToOn', 'DATE_ORDER', words);
  } else if (validFromOn && validToOn && validToOn < validFromOn) {
    const words = dateOrder('有效期止于有效期起之前。', 'Its validity ends before it begins.');
    reader.refuse('validToOn', 'DATE_ORDER', words);
  }
  if (decidedOn && publishToOn && publishToOn < decidedOn) {
    const words = dateOrder('公示截止期早于决定日期。', 'Its publication ends before the decision.');
    reader.refuse('publishToOn', 'DATE_ORDER', words);
  }
}

/** The party's ids in the fixed priority of schemes. */
function idsOf(content: Texts, person: NumberedPaper | undefined): string[] {
  const { creditCode, organisationCode, registrationNo } = content;
  return [
    ...(creditCode ? [formatId('uscc', creditCode)] : []),
    ...(organisationCode ? [formatId('orgcode', organisationCode)] : []),
    ...(registrationNo ? [formatId('regno', registrationNo)] : []),
    ...(person ? [person.id] : []),
  ];
}

/** Reads one decision from the fields of its columns; everything that is wrong with it is told at once. */
export function readDecision(fields: RowFields, ground: DecisionGround): ParsedRow<DecisionDraft> {
  const { kind } = ground;
  const reader = new FieldReader(fields);
  const content = readContent(reader, ground);
  const isPerson = isPersonCategory(kind, content.category ?? '');
  const person = readPersons(reader, ground, content, isPerson);
  checkDays(reader, content, ground.today);
  const cites = readCitations(content.basis ?? '').some(({ articles }) => articles.length > 0);
  if (kind === DecisionKind.PENALTY && content.basis && !cites) {
    reader.refuse('basis', 'NO_ARTICLE', noArticle);
  }
  if (content.assignmentId && !ID.test(content.assignmentId)) {
    reader.refuse('assignmentId', 'BAD_IDENTIFIER', wrongVisit);
  }
  const partyIds = idsOf(content, person);
  const hasCode = ['creditCode', 'organisationCode', 'registrationNo'].some(
    (field) => !reader.isBlank(field),
  );
  if (!isPerson && !hasCode) reader.refuse('creditCode', 'BLANK_FIELD', noCode);
  const { documentNo = '', decidedOn = '', caseNo = '' } = content;
  return reader.outcome<DecisionDraft>({
    ...{ kind, caseNo, documentNo, decidedOn, content, partyIds, isPerson },
    procedure: content.procedure as DecisionProcedure,
    number: readDecisionNumber(documentNo),
    assignmentId: content.assignmentId,
    partyId: (isPerson ? person?.id : undefined) ?? partyIds[0] ?? '',
  });
}
