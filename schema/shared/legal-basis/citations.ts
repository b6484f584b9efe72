/** What a basis (检查依据) cites: a document in 《》 with its articles. */
export interface Citation {
  /** Without 《》. */
  readonly title: string;
  /** As written, without blanks: `第十条第二款`. */
  readonly articles: readonly string[];
  /** Law, regulation or rule (法律、法规、规章); a notice or an opinion is only a normative document. */
  readonly isLaw: boolean;
}

const number = '[〇零一二三四五六七八九十百千两0-9０-９]+';
const part = `\\s*第?\\s*[（(]?\\s*${number}\\s*[）)]?\\s*(?:款|项|目)`;
/** `第十条`, `第 10 条`, `第八至十条`, `第十、十一条`, `第一百二十条之一`, each with 款, 项 and 目. */
const article = `第\\s*${number}(?:\\s*[、，,至到和及—~～-]\\s*第?\\s*${number})*\\s*条(?!例|件|约)(?:之${number})?(?:${part})*`;

/** Articles in a text, as it words them. */
export const articlePattern = new RegExp(article, 'gu');

/** A title may hold another: 《关于实施〈…〉的办法》, or the same with 《》 within. */
const titlePattern = /《((?:[^《》]|《[^《》]*》)+)》/gu;

/** `（以下简称《食品安全法》）` and quoted text name nothing of their own. */
const asides = /[（(][^（）()]*简称[^（）()]*[）)]|“[^”]*”|"[^"]*"|「[^」]*」/gu;

/** Words of a command: a text with one is what an article says, not a further basis. */
export const commanding =
  /应当|应予|不得|有权|负责|可以|必须|禁止|责令|处以|没收|吊销|违反|予以|履行|有下列/u;

const byTheirEnding =
  /(?:通知|意见|方案|通告|公告|函|批复|答复|纪要|要点|清单|目录|规划|计划|指南|指引|标准|规程|规范|制度|职责|规定动作|手册)$/u;
/** Rules of ministries that end like a norm (GSP, GMP, GCP …). */
const rulesNamedAsNorms = /质量管理规范$/u;
/** `〔2020〕12号`, right after a title, numbers a document; an order (令) numbers a rule. */
const documentNumber = /^\s*[（(]?[^《》，。；、）)]{0,12}[〔[［(（]20\d\d[〕\]］)）]\s*第?\d+号/u;
const order = /^\s*[（(][^（）()]*令/u;

function isLaw(title: string, after: string): boolean {
  if (order.test(after) || rulesNamedAsNorms.test(title)) return true;
  const bare = title.replace(/[（(〔][^（）()〔〕]*[）)〕]\s*$/u, '').trim();
  return !byTheirEnding.test(bare) && !documentNumber.test(after);
}

/** The text without what it quotes in quotation marks and without its abbreviations. */
export function withoutAsides(basis: string): string {
  return basis.replace(asides, '');
}

/** Whether a title stands within the words of an article: `第十条：违反《食品安全法》规定的……`. */
function isQuoted(before: string): boolean {
  const clause = before.slice(before.search(/[^。；;\n]*$/u));
  const cited = [...clause.matchAll(articlePattern)].at(-1);
  return cited !== undefined && commanding.test(clause.slice(cited.index + cited[0].length));
}

/** The documents that a basis cites, in its order. */
export function readCitations(basis: string): Citation[] {
  const text = withoutAsides(basis);
  const titles = [...text.matchAll(titlePattern)].filter((match) => !isQuoted(text.slice(0, match.index)));
  return titles.map((match, index) => {
    const after = text.slice(match.index + match[0].length, titles[index + 1]?.index);
    const articles = [...after.matchAll(articlePattern)].map(([words]) => words.replace(/\s/g, ''));
    const title = (match[1] ?? '').trim();
    return { title, articles, isLaw: isLaw(title, after) };
  });
}
