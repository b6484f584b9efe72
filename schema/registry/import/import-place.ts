import type { ImportGround, RowVerdict } from './import-plan.js';
import type { FieldRemark } from './import-remark.js';
import { RemarkCode } from './import-remark.js';

/** Where a row says that it belongs. */
interface Placed {
  readonly divisionCode?: string;
  readonly departmentCode?: string;
  readonly departmentName?: string;
}

/** The division of a row; one that names only this department is in this department's. */
export function divisionOf(row: Placed, { department }: ImportGround): string {
  return row.divisionCode ?? department.division;
}

export function unknownDivision(field: string): FieldRemark {
  return {
    field,
    code: RemarkCode.UNKNOWN_DIVISION,
    zh: '系统中没有这个区划代码。',
    en: 'No such division is known here.',
    remedy: {
      zh: '请核对代码；新设区划或开发区请系统管理员先登记。',
      en: 'Check the code; a system administrator enters a new division or development zone first.',
    },
  };
}

const otherDepartment: Omit<FieldRemark, 'field'> = {
  code: RemarkCode.OTHER_DEPARTMENT,
  zh: '该行属于另一部门，不能导入本部门的名录库。',
  en: 'This row belongs to another department and not into this one’s pool.',
  remedy: { zh: '请删除该行，由该部门导入。', en: 'Remove the row; that department imports it.' },
};

const unknownDepartment: Omit<FieldRemark, 'field'> = {
  code: RemarkCode.UNKNOWN_DEPARTMENT,
  zh: '管辖单位不是本部门，系统中也没有同名部门。',
  en: 'The supervising unit is not this department, and no department of that name is known.',
  remedy: {
    zh: '请核对单位名称，或填写区划代码。',
    en: 'Check the name of the unit, or give a division code.',
  },
};

/** Compares the place of a row with this department and with the known divisions. */
export function checkPlace(row: Placed, ground: ImportGround): RowVerdict {
  const { own, divisionCodes, otherDepartmentNames } = ground;
  const faults: FieldRemark[] = [];
  const warnings: FieldRemark[] = [];
  if (row.divisionCode !== undefined && !divisionCodes.has(row.divisionCode)) {
    faults.push(unknownDivision('divisionCode'));
  }
  if (row.departmentCode !== undefined && !own.creditCodes.has(row.departmentCode)) {
    faults.push({ ...otherDepartment, field: 'departmentCode' });
  }
  const { departmentName } = row;
  if (departmentName !== undefined && !own.names.has(departmentName)) {
    if (otherDepartmentNames.has(departmentName))
      faults.push({ ...otherDepartment, field: 'departmentName' });
    else if (row.departmentCode === undefined) {
      // A station below the department has a name of its own; the division then says where the row belongs.
      const remarks = row.divisionCode === undefined ? faults : warnings;
      remarks.push({ ...unknownDepartment, field: 'departmentName' });
    }
  }
  return { faults, warnings };
}
