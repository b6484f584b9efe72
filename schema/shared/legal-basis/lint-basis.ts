import { articlePattern, commanding, readCitations, withoutAsides } from './citations.js';

/** What may be wrong with a basis. */
export type BasisFault =
  | 'NO_LAW_NAMED'
  | 'NO_ARTICLE'
  | 'LAW_WITHOUT_ARTICLE'
  | 'ONLY_NORMATIVE_DOCUMENT'
  | 'CATCH_ALL_BASIS';

/** One finding in words of both languages, with what to do. */
export interface LintFinding<Code extends string = string> {
  readonly code: Code;
  /** An error keeps a list from being published; a warning is told and acknowledged. */
  readonly severity: 'ERROR' | 'WARNING';
  readonly message: string;
  readonly messageEn: string;
  readonly remedy: string;
  readonly remedyEn: string;
}

const law = '(?:法律|法规|规章|规定|依据|规范性文件|文件|条款|条文|要求|政策|制度|标准)';
/** Words that take in whatever there may be (兜底表述). */
const catchAlls: readonly RegExp[] = [
  new RegExp(`其[他它]的?(?:有关|相关)?的?(?:国家|地方|行政|行业|上级)?${law}`, 'u'),
  new RegExp(`(?:有关|相关)的?(?:国家|地方|行政|行业|上级)?的?${law}`, 'u'),
  new RegExp(`等(?:有关|相关)?的?(?:国家|地方|行政|行业|上级)?${law}`, 'u'),
  /(?:》|条|款|项|号|[）)])\s*等\s*(?:$|[，,、])/u,
  /法律[、，,]?\s*(?:行政)?法规(?:[、，,]?\s*规章)?(?:等|的)?规定的?其[他它]/u,
  /(?:法律[、，,]?法规|法规[、，,]?规章)(?:[、，,]?规章)?(?:等|的)*(?:规定|要求)/u,
  /(?:^|[及和与或、，,])\s*其[他它](?:情形|事项|内容|方面|规定|依据)?\s*(?:$|[，,）)])/u,
];

/** So many characters right after an article are its words: nobody leaves a door open that long. */
const longQuotation = 30;
const joining = /^\s*(?:的?规定)?\s*(?:[、，,]\s*)?(?:等|及|以及|和|与|或|并)/u;
const listed = /^\s*[（(]?[一二三四五六七八九十\d]+[）).、]/u;

/** What is left of a clause without the words of the article that it cites. */
function citingPart(clause: string, followsQuotation: boolean): string {
  const cited = [...clause.matchAll(articlePattern)].at(-1);
  if (!cited) return commanding.test(clause) || (followsQuotation && listed.test(clause)) ? '' : clause;
  const end = cited.index + cited[0].length;
  const rest = clause.slice(end);
  const isQuotation = !joining.test(rest) && (commanding.test(rest) || rest.length >= longQuotation);
  return isQuotation ? clause.slice(0, end) : clause;
}

function isCatchAll(basis: string): boolean {
  const text = withoutAsides(basis).replace(/《(?:[^《》]|《[^《》]*》)+》/gu, '《》');
  let followsQuotation = false;
  return text.split(/[。；;\n]/u).some((clause) => {
    const citing = citingPart(clause, followsQuotation);
    followsQuotation = citing !== clause || (followsQuotation && !clause.includes('《'));
    return catchAlls.some((words) => words.test(citing));
  });
}

const words: Readonly<Record<BasisFault, Omit<LintFinding<BasisFault>, 'code' | 'severity'>>> = {
  NO_LAW_NAMED: {
    message: '依据没有用《》写明法律、法规或规章的名称。',
    messageEn: 'The basis names no law in 《》.',
    remedy: '写明名称，如《公共场所卫生管理条例》第十条。',
    remedyEn: 'Name the law in 《》 with its article.',
  },
  NO_ARTICLE: {
    message: '依据没有写明条款（第几条）。',
    messageEn: 'The basis names no article.',
    remedy: '在名称之后写明第几条，可到款、项。',
    remedyEn: 'Write the number of the article after the name of the law.',
  },
  LAW_WITHOUT_ARTICLE: {
    message: '依据中有的法律、法规或规章没有写明条款。',
    messageEn: 'One of the laws stands there without an article.',
    remedy: '逐部写明第几条，或删去没有用到的一部。',
    remedyEn: 'Write the article of each, or leave out what is not used.',
  },
  ONLY_NORMATIVE_DOCUMENT: {
    message: '依据只有规范性文件（通知、意见、标准等），没有法律、法规或规章。',
    messageEn: 'The basis is a normative document only; a check needs a law, regulation or rule.',
    remedy: '补充设定该项检查的法律、法规或规章及条款。',
    remedyEn: 'Add the law, regulation or rule that provides for the check, with its article.',
  },
  CATCH_ALL_BASIS: {
    message: '依据使用了兜底表述（其他、等有关规定、相关法律法规）。',
    messageEn: 'The basis takes in whatever there may be (others, relevant provisions).',
    remedy: '逐条列明依据，删去兜底表述。',
    remedyEn: 'List every article, and leave the catch-all words out.',
  },
};

/** The vague places of a basis, the gravest first; none where every check rests on a named article of a named law. */
export function lintLegalBasis(basis: string): LintFinding<BasisFault>[] {
  const findings: LintFinding<BasisFault>[] = [];
  const found = (code: BasisFault, severity: 'ERROR' | 'WARNING') =>
    void findings.push({ code, severity, ...words[code] });
  const citations = readCitations(basis);
  const laws = citations.filter((citation) => citation.isLaw);
  const exact = laws.filter((citation) => citation.articles.length > 0);
  if (citations.length === 0) found('NO_LAW_NAMED', 'ERROR');
  else if (laws.length === 0) found('ONLY_NORMATIVE_DOCUMENT', 'ERROR');
  else if (exact.length === 0) found('NO_ARTICLE', 'ERROR');
  else if (exact.length < laws.length) found('LAW_WITHOUT_ARTICLE', 'WARNING');
  if (isCatchAll(basis)) found('CATCH_ALL_BASIS', exact.length > 0 ? 'WARNING' : 'ERROR');
  return findings;
}
