/** What class-validator asks of a field, in words for officials; `numbers` are those of its own message. */
const words: Readonly<Record<string, (numbers: readonly string[]) => readonly [zh: string, en: string]>> = {
  minLength: ([least]) => [`至少 ${least} 个字符`, `at least ${least} characters`],
  maxLength: ([most]) => [`最多 ${most} 个字符`, `at most ${most} characters`],
  isLength: (numbers) =>
    numbers.length > 1
      ? [`${numbers[0]} 至 ${numbers[1]} 个字符`, `${numbers[0]} to ${numbers[1]} characters`]
      : [`字符数须符合 ${numbers[0] ?? ''} 的限制`, `within the limit of ${numbers[0] ?? ''} characters`],
  min: ([least]) => [`不得小于 ${least}`, `not less than ${least}`],
  max: ([most]) => [`不得大于 ${most}`, `not greater than ${most}`],
  arrayMinSize: ([least]) => [`至少 ${least} 项`, `at least ${least} entries`],
  arrayMaxSize: ([most]) => [`最多 ${most} 项`, `at most ${most} entries`],
  arrayUnique: () => ['不得有重复的项', 'no entry twice'],
  isUuid: () => ['须为系统给出的标识', 'an id that the system gave'],
  isIn: () => ['须为列明的值之一', 'one of the values listed'],
};

/** A remedy in Chinese and English for a constraint of class-validator; its own words where none are known here. */
export function fieldWords(constraint: string, message: string): string {
  const numbers = message.match(/-?\d+(?:\.\d+)?/g) ?? [];
  const found = words[constraint]?.(numbers);
  return found ? `${found[0]} / ${found[1]}` : message;
}
