import { z } from 'zod';
import { ExportRegister, type ExportRequest, TargetStatus } from '../../schema/registry/index.js';
import { isCalendarDate } from '../../schema/shared/scalars.js';
import { sheetStyle } from './sheet-answer.js';

/** The registers as the path names them. */
export const exportPaths: Readonly<Record<string, ExportRegister>> = {
  targets: ExportRegister.TARGETS,
  inspectors: ExportRegister.INSPECTORS,
  items: ExportRegister.ITEMS,
  'special-pools': ExportRegister.SPECIAL_POOLS,
};

const text = z.string().min(1).max(200);
/** A parameter given once or several times. */
const texts = z.preprocess((value) => (value === undefined ? value : [value].flat()), z.array(text).max(100));
const yes = z.enum(['true', 'false']).transform((value) => value === 'true');
const day = z.string().refine(isCalendarDate);
const instant = z.iso.datetime({ offset: true }).transform((value) => new Date(value));

const parameters = z.strictObject({
  department: text.optional(),
  asOf: z.union([day, instant]).optional(),
  ...sheetStyle,
  keys: yes.default(false),
  name: text.optional(),
  id: text.optional(),
  riskClass: texts.optional(),
  trade: texts.optional(),
  division: texts.optional(),
  tag: texts.optional(),
  status: z.preprocess(
    (value) => (value === undefined ? value : [value].flat()),
    z.array(z.enum(TargetStatus)).max(10).optional(),
  ),
});

/**
 * Reads `GET /exports/<register>?…`. Undefined for a register that there is not; else the request, or the name of the
 * first parameter at fault.
 */
export function readExportRequest(
  path: string,
  query: unknown,
):
  | (Omit<ExportRequest, 'departmentCode'> & { readonly departmentCode?: string })
  | { fault: string }
  | undefined {
  const register = exportPaths[path];
  if (register === undefined) return undefined;
  const read = parameters.safeParse(query);
  if (!read.success) {
    const [issue] = read.error.issues;
    return {
      fault: issue?.code === 'unrecognized_keys' ? issue.keys.join(', ') : String(issue?.path[0] ?? ''),
    };
  }
  const { department, asOf, format, encoding, keys, name, id, ...lists } = read.data;
  const filter = {
    nameContains: name,
    realId: id,
    riskClasses: lists.riskClass,
    trades: lists.trade,
    divisions: lists.division,
    tags: lists.tag,
    statuses: lists.status,
  };
  const given = Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== undefined));
  return { register, departmentCode: department, asOf, format, encoding, withKeys: keys, filter: given };
}
