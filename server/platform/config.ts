import { resolve } from 'node:path';
import { z } from 'zod';
import { Role } from '../../schema/shared/roles.js';

const port = z.coerce.number().int().min(0).max(65_535);
const roleList = z.string().transform((text, context) => {
  const names = text === 'none' ? [] : text.split(',').map((name) => name.trim());
  const unknown = names.filter((name) => !(name in Role));
  if (unknown.length > 0) context.addIssue(`unknown roles: ${unknown.join(', ')}`);
  return names as Role[];
});
const flag = z.enum(['true', 'false', '1', '0']).transform((value) => value === 'true' || value === '1');

function isSafeIssuer(issuer: string): boolean {
  const { protocol, hostname } = new URL(issuer);
  return protocol === 'https:' || ['127.0.0.1', '[::1]', 'localhost'].includes(hostname);
}

/** What is in the bucket is encrypted, but names and keys of requests are not to be read on the way. */
function isBucket(place: string): boolean {
  const endpoint =
    URL.canParse(place) && new URL(place).host ? new URL(place).searchParams.get('endpoint') : null;
  return endpoint !== null && URL.canParse(endpoint) && isSafeIssuer(endpoint);
}

const settings = z
  .object({
    PORT: port.default(4000).describe('TCP port; 0 takes a free one'),
    HOST: z.string().min(1).default('127.0.0.1').describe('address to listen on'),
    DATABASE_URL: z
      .url({ protocol: /^postgres(ql)?$/ })
      .optional()
      .describe('PostgreSQL 15 or newer; the embedded database when absent'),
    FAIRDRAW_DATA_DIR: z.string().min(1).default('./data').describe('folder of the embedded database'),
    FAIRDRAW_TLS_CERT: z
      .string()
      .optional()
      .describe('PEM file of the certificate; with its key, serves https'),
    FAIRDRAW_TLS_KEY: z.string().optional().describe('PEM file of the private key'),
    FAIRDRAW_TRUST_PROXY: flag.default(false).describe('take the client address from X-Forwarded-For'),
    FAIRDRAW_SESSION_MINUTES: z.coerce
      .number()
      .int()
      .min(5)
      .max(1440)
      .default(480)
      .describe('longest session'),
    FAIRDRAW_IDLE_MINUTES: z.coerce
      .number()
      .int()
      .min(1)
      .max(480)
      .default(30)
      .describe('a session that is not used for so long is over'),
    FAIRDRAW_ONE_SESSION: flag.default(false).describe('a sign-in ends the other sessions of its account'),
    FAIRDRAW_SECOND_FACTOR_ROLES: roleList
      .prefault('SYSTEM_ADMIN,SECURITY_ADMIN,AUDIT_ADMIN')
      .describe('roles that need a second factor, separated by commas; none for nobody'),
    FAIRDRAW_PUBLIC_URL: z
      .url({ protocol: /^https?$/ })
      .optional()
      .describe('the address that browsers see; needed for OIDC'),
    FAIRDRAW_OIDC_ISSUER: z
      .url({ protocol: /^https?$/ })
      .optional()
      .describe('the OpenID Connect provider; no such sign-in when absent'),
    FAIRDRAW_OIDC_CLIENT_ID: z.string().optional().describe('the client id at the provider'),
    FAIRDRAW_OIDC_CLIENT_SECRET: z.string().optional().describe('the client secret at the provider'),
    FAIRDRAW_KEY_FILE: z
      .string()
      .optional()
      .describe('file of the installation’s secret keys; fairdraw.keys.json in the data folder when absent'),
    FAIRDRAW_AUDIT_SIGNATURE: z
      .enum(['ed25519', 'sm2-sm3'])
      .default('ed25519')
      .describe('how checkpoints of the audit record are signed'),
    FAIRDRAW_AUDIT_DAYS: z.coerce
      .number()
      .int()
      .min(184)
      .default(3650)
      .describe('how long audit events are kept at least, in days'),
    FAIRDRAW_OWNER_DATABASE_URL: z
      .url({ protocol: /^postgres(ql)?$/ })
      .optional()
      .describe('the owner’s address of the PostgreSQL database, for migrate, backup and restore alone'),
    FAIRDRAW_BACKUP_DIR: z
      .string()
      .optional()
      .describe('folder of the nightly copies; backups in the data folder when absent'),
    FAIRDRAW_BACKUP_AT: z
      .string()
      .regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/)
      .default('03:00')
      .describe('when the embedded database is copied each night, Asia/Shanghai'),
    FAIRDRAW_BACKUP_KEEP: z.coerce
      .number()
      .int()
      .min(1)
      .max(1000)
      .default(14)
      .describe('how many nightly copies are kept'),
    FAIRDRAW_METRICS_TOKEN: z
      .string()
      .min(16)
      .optional()
      .describe('bearer token of /metrics; without it only this machine may read them'),
    FAIRDRAW_UPLOAD_MB: z.coerce.number().int().min(1).max(4096).default(512).describe('largest import file'),
    FAIRDRAW_EVIDENCE_STORE: z
      .string()
      .min(1)
      .optional()
      .describe(
        'where evidence lies: a folder, or s3://bucket/prefix?endpoint=https://…&region=…; evidence in the data folder when absent',
      ),
    FAIRDRAW_EVIDENCE_S3_KEY: z.string().min(1).optional().describe('access key of the bucket'),
    FAIRDRAW_EVIDENCE_S3_SECRET: z.string().min(1).optional().describe('its secret'),
    FAIRDRAW_EVIDENCE_PHOTO_MB: z.coerce
      .number()
      .int()
      .min(1)
      .max(100)
      .default(20)
      .describe('largest photo or signature of a visit'),
    FAIRDRAW_EVIDENCE_DOCUMENT_MB: z.coerce
      .number()
      .int()
      .min(1)
      .max(1024)
      .default(50)
      .describe('largest document or recording of a visit'),
    FAIRDRAW_EVIDENCE_MEGAPIXELS: z.coerce
      .number()
      .int()
      .min(1)
      .max(250)
      .default(50)
      .describe('most pixels of a picture, in millions; decoding takes up to 6 bytes each'),
    FAIRDRAW_EVIDENCE_PER_VISIT: z.coerce
      .number()
      .int()
      .min(1)
      .max(1000)
      .default(100)
      .describe('how many photos, documents and signatures a visit may have'),
    FAIRDRAW_VISIT_BATCH_MB: z.coerce
      .number()
      .int()
      .min(1)
      .max(256)
      .default(16)
      .describe('largest batch of events that officers recorded without network'),
    FAIRDRAW_JOB_SECONDS: z.coerce
      .number()
      .int()
      .min(1)
      .max(30)
      .default(5)
      .describe('how often due jobs are looked for, in seconds'),
    FAIRDRAW_POOL_WAIT_SECONDS: z.coerce
      .number()
      .int()
      .min(0)
      .max(86_400)
      .default(600)
      .describe('how long an import waits for another import or a freeze of the same pools, in seconds'),
    FAIRDRAW_PLAN_RUSH_FROM_MONTH: z.coerce
      .number()
      .int()
      .min(2)
      .max(12)
      .default(11)
      .describe('from this month on an annual plan is near the end of its year'),
    FAIRDRAW_PLAN_RUSH_PERCENT: z.coerce
      .number()
      .int()
      .min(1)
      .max(100)
      .default(30)
      .describe('more than this share of a plan’s targets in those months is warned of as a rush'),
    FAIRDRAW_VISIBLE_AT: z
      .string()
      .regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/)
      .default('18:00')
      .describe('when teams see their targets, Asia/Shanghai; a department’s own rule goes before'),
    FAIRDRAW_VISIBLE_DAYS: z.coerce
      .number()
      .int()
      .min(0)
      .max(30)
      .default(1)
      .describe('how many working days before the visit that is; 0 is its day'),
    FAIRDRAW_REMIND_DAYS: z.coerce
      .number()
      .int()
      .min(0)
      .max(30)
      .default(3)
      .describe('officers are reminded so many working days before the last day'),
    FAIRDRAW_VISIBLE_BASIS: z
      .string()
      .min(2)
      .default('实践做法，待确认')
      .describe('the basis of these times, as it is shown'),
    FAIRDRAW_SMTP_URL: z
      .url({ protocol: /^smtps?$/ })
      .optional()
      .describe('mail server, smtp(s)://user:password@host:port; no e-mail when absent'),
    FAIRDRAW_SMTP_FROM: z.string().optional().describe('sender of e-mail'),
    FAIRDRAW_WEBHOOK_URL: z
      .url({ protocol: /^https?$/ })
      .optional()
      .describe('where messages are posted, signed; none when absent'),
    FAIRDRAW_WEBHOOK_SECRET: z.string().min(32).optional().describe('the key of those signatures'),
    FAIRDRAW_PORTAL_POINTS: z.coerce
      .number()
      .int()
      .min(0)
      .max(10_000_000)
      .default(1_200)
      .describe('points that one address may spend at the portal in a minute; 0 for no limit'),
    FAIRDRAW_PORTAL_KEY_POINTS: z.coerce
      .number()
      .int()
      .min(0)
      .max(10_000_000)
      .default(12_000)
      .describe('the same for the holder of an API key'),
    FAIRDRAW_PORTAL_MAX_AGE: z.coerce
      .number()
      .int()
      .min(0)
      .max(3_600)
      .default(60)
      .describe('how long others may keep an answer of the portal, in seconds; 0: they ask each time'),
    FAIRDRAW_PORTAL_CACHE_MB: z.coerce
      .number()
      .int()
      .min(0)
      .max(4_096)
      .default(32)
      .describe('memory for answers of the portal; 0 keeps none'),
    LOG_LEVEL: z
      .enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent'])
      .default('info')
      .describe('how much the log tells'),
  })
  .refine((all) => Boolean(all.FAIRDRAW_TLS_CERT) === Boolean(all.FAIRDRAW_TLS_KEY), {
    message: 'certificate and key go together',
    path: ['FAIRDRAW_TLS_KEY'],
    // Also beside other faults: all are named at once.
    when: () => true,
  })
  .refine((all) => Boolean(all.FAIRDRAW_SMTP_URL) === Boolean(all.FAIRDRAW_SMTP_FROM), {
    message: 'mail server and sender go together',
    path: ['FAIRDRAW_SMTP_FROM'],
    when: () => true,
  })
  .refine((all) => Boolean(all.FAIRDRAW_WEBHOOK_URL) === Boolean(all.FAIRDRAW_WEBHOOK_SECRET), {
    message: 'webhook and secret go together',
    path: ['FAIRDRAW_WEBHOOK_SECRET'],
    when: () => true,
  })
  .refine((all) => !all.FAIRDRAW_WEBHOOK_URL || isSafeIssuer(all.FAIRDRAW_WEBHOOK_URL), {
    message: 'must be https; http is for this very machine (127.0.0.1, ::1 or localhost)',
    path: ['FAIRDRAW_WEBHOOK_URL'],
    when: () => true,
  })
  .refine((all) => !all.FAIRDRAW_EVIDENCE_STORE?.startsWith('s3:') || isBucket(all.FAIRDRAW_EVIDENCE_STORE), {
    message:
      'a bucket is s3://name/prefix?endpoint=https://…; http is for this very machine (127.0.0.1, ::1 or localhost)',
    path: ['FAIRDRAW_EVIDENCE_STORE'],
    when: () => true,
  })
  .refine(
    (all) =>
      !all.FAIRDRAW_EVIDENCE_STORE?.startsWith('s3:') ||
      (all.FAIRDRAW_EVIDENCE_S3_KEY && all.FAIRDRAW_EVIDENCE_S3_SECRET),
    {
      message: 'a bucket needs FAIRDRAW_EVIDENCE_S3_KEY and FAIRDRAW_EVIDENCE_S3_SECRET',
      path: ['FAIRDRAW_EVIDENCE_S3_KEY'],
      when: () => true,
    },
  )
  .refine((all) => !all.FAIRDRAW_OIDC_ISSUER || (all.FAIRDRAW_OIDC_CLIENT_ID && all.FAIRDRAW_PUBLIC_URL), {
    message: 'needs FAIRDRAW_OIDC_CLIENT_ID and FAIRDRAW_PUBLIC_URL',
    path: ['FAIRDRAW_OIDC_ISSUER'],
    when: () => true,
  })
  // By http anybody on the way could answer for the provider, and so sign in as anybody; on this machine nobody is.
  .refine((all) => !all.FAIRDRAW_OIDC_ISSUER || isSafeIssuer(all.FAIRDRAW_OIDC_ISSUER), {
    message: 'must be https; http is for a provider on this very machine (127.0.0.1, ::1 or localhost)',
    path: ['FAIRDRAW_OIDC_ISSUER'],
    when: () => true,
  });

/** The settings of one server, read once at its start. */
export type Config = z.infer<typeof settings> & { readonly training: boolean; readonly dataDir: string };

/** A setting that cannot be used; the message names each and its remedy. */
export class ConfigError extends Error {}

/** Reads and validates the environment. @throws ConfigError naming every faulty setting at once */
export function readConfig(environment: NodeJS.ProcessEnv, training = false): Config {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));
  const parsed = settings.safeParse(given);
  if (!parsed.success) {
    const faults = parsed.error.issues.map((issue) => `  ${issue.path.join('.')}: ${issue.message}`);
    throw new ConfigError(`设置有误 / settings are wrong (docs/operating.md):\n${faults.join('\n')}`);
  }
  return { ...parsed.data, training, dataDir: resolve(parsed.data.FAIRDRAW_DATA_DIR) };
}

/** Name, default and meaning of every setting, for `--help` and docs/operating.md. */
export function listSettings(): { name: string; meaning: string; fallback: string }[] {
  return Object.entries(settings.shape).map(([name, type]) => ({
    name,
    meaning: type.description ?? '',
    fallback: String(
      type instanceof z.ZodDefault || type instanceof z.ZodPrefault ? type.def.defaultValue : '',
    ),
  }));
}
