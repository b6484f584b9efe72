import { resolve } from 'node:path';
import { z } from 'zod';

const port = z.coerce.number().int().min(0).max(65_535);
const flag = z.enum(['true', 'false', '1', '0']).transform((value) => value === 'true' || value === '1');

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
    FAIRDRAW_UPLOAD_MB: z.coerce.number().int().min(1).max(4096).default(512).describe('largest import file'),
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
    fallback: String(type instanceof z.ZodDefault ? type.def.defaultValue : ''),
  }));
}
