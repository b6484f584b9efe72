/** What a target is. Below an entity stand its premises, licences, projects, products, equipment and activities. */
export type TargetKind =
  | 'enterprise'
  | 'individualBusiness'
  | 'cooperative'
  | 'publicInstitution'
  | 'socialOrganisation'
  | 'governmentBody'
  | 'premises'
  | 'licence'
  | 'project'
  | 'product'
  | 'equipment'
  | 'activity'
  | 'other';

/** Whether a target still exists; only an active one is drawn. */
export type EntityStatus = 'active' | 'suspended' | 'revoked' | 'closed' | 'moved';

/** Spellings without blanks, in half width and lower case. */
export const TARGET_KINDS: Readonly<Record<string, TargetKind>> = {
  企业: 'enterprise',
  个体工商户: 'individualBusiness',
  个体: 'individualBusiness',
  农民专业合作社: 'cooperative',
  合作社: 'cooperative',
  事业单位: 'publicInstitution',
  社会组织: 'socialOrganisation',
  机关: 'governmentBody',
  机关单位: 'governmentBody',
  社会团体: 'socialOrganisation',
  民办非企业单位: 'socialOrganisation',
  场所: 'premises',
  经营场所: 'premises',
  许可: 'licence',
  许可证: 'licence',
  项目: 'project',
  工程项目: 'project',
  建设项目: 'project',
  产品: 'product',
  设备: 'equipment',
  特种设备: 'equipment',
  活动: 'activity',
  其他: 'other',
  enterprise: 'enterprise',
  individualbusiness: 'individualBusiness',
  cooperative: 'cooperative',
  publicinstitution: 'publicInstitution',
  socialorganisation: 'socialOrganisation',
  governmentbody: 'governmentBody',
  premises: 'premises',
  licence: 'licence',
  project: 'project',
  product: 'product',
  equipment: 'equipment',
  activity: 'activity',
  other: 'other',
};

/** Registration states as registers word them. */
export const ENTITY_STATUSES: Readonly<Record<string, EntityStatus>> = {
  存续: 'active',
  在业: 'active',
  开业: 'active',
  在营: 'active',
  正常: 'active',
  登记成立: 'active',
  '在营(开业)企业': 'active',
  '存续(在营、开业、在册)': 'active',
  迁入: 'active',
  歇业: 'suspended',
  停业: 'suspended',
  吊销: 'revoked',
  '吊销,未注销': 'revoked',
  '吊销,已注销': 'closed',
  撤销: 'revoked',
  注销: 'closed',
  已注销: 'closed',
  注销企业: 'closed',
  迁出: 'moved',
  active: 'active',
  suspended: 'suspended',
  revoked: 'revoked',
  closed: 'closed',
  moved: 'moved',
};
