import { Migration } from '@mikro-orm/migrations';

/**
 * A target's name with former names, Latin letters small: by the same letters whatever the database's locale. Each function
 * repeats it rather than call another: indexes are built with an empty search path.
 */
const words = `translate(
    case when former_names = '{}' then name else name || E'\\n' || array_to_string(former_names, E'\\n') end,
    'ABCDEFGHIJKLMNOPQRSTUVWXYZ', 'abcdefghijklmnopqrstuvwxyz')`;

/** Immutable though `array_to_string` is not: of texts it is. */
const nameWords = `create function target_words(name text, former_names text[]) returns text
  language plpgsql immutable parallel safe as $$
begin
  return ${words};
end $$`;

/**
 * What a name is searched by: its characters one by one and in twos. Searches of one or two Chinese characters are the
 * ordinary case, and a trigram needs three.
 */
const nameGrams = `create function target_grams(name text, former_names text[]) returns text[]
  language plpgsql immutable parallel safe as $$
declare
  words text := ${words};
begin
  return string_to_array(words, null) || string_to_array(
    regexp_replace(words, '(..)', E'\\\\1\\t', 'g') || E'\\t' || regexp_replace(substr(words, 2), '(..)', E'\\\\1\\t', 'g'), E'\\t');
end $$`;

/** What else a target is searched by, each a mark of its kind; of a trade code and of other identifiers also beginnings. */
const targetMarks = `create function target_marks(
    risk_class text, status text, division text, district text, trade text, trade_codes text[], tags text[], identifiers text[]
  ) returns text[] language plpgsql immutable parallel safe as $$
declare
  marks text[] := array['c=' || coalesce(risk_class, '-'), 's=' || status, 'd=' || division, 'a=' || district,
    't=' || coalesce(trade, '-')];
begin
  if trade_codes <> '{}' then
    marks := marks || array(select distinct 'g=' || left(code, n) from unnest(trade_codes) code, generate_series(1, length(code)) n);
  end if;
  if tags <> '{}' then
    marks := marks || array(select 'k=' || tag from unnest(tags) tag);
  end if;
  if identifiers <> '{}' then
    marks := marks || array(select distinct 'i=' || left(substr(i, strpos(i, ':') + 1), n)
      from unnest(identifiers) i, unnest(array[4, 8, 12]) n where length(substr(i, strpos(i, ':') + 1)) >= n);
  end if;
  return marks;
end $$`;

/**
 * Indexes on expressions, which no entity describes. One alone serves every search of targets, for each costs speed of
 * imports. Those of the history find what has been by whom it was: the register of a past day page by page, and the parts
 * of an inspector.
 */
export const expressionIndexes: Readonly<Record<string, string>> = {
  target_search: `on "target" using gin (target_grams(name, former_names),
    target_marks(risk_class, status, division_code, district, trade, trade_codes, tags, identifiers))`,
  register_history_targets: `on "register_history" ("department_id", (("row" ->> 'real_id') collate "C"))
    where "register" = 'target'`,
  register_history_parts: `on "register_history" (("row" ->> 'inspector_id'))
    where "register" in ('certificate', 'leave', 'secondment')`,
};

/**
 * Search by part of a name, code, division, trade, tag, class and status. `pg_trgm` is a trusted extension: the owner of the
 * database may create it.
 */
export class Search extends Migration {
  override up(): void {
    this.addSql('create extension if not exists pg_trgm');
    this.addSql(nameWords);
    this.addSql(nameGrams);
    this.addSql(targetMarks);
    for (const [name, on] of Object.entries(expressionIndexes)) this.addSql(`create index "${name}" ${on}`);
  }
}
