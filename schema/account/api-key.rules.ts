/** What holds for API keys; days are counted in Asia/Shanghai. */
export const API_KEY_RULES = {
  /** A key ends by itself: nobody remembers a machine that was set up years ago. */
  longestDays: 366,
  /** So long a replaced key still serves, while the machines that use it are set to the next one. */
  graceDays: 7,
  /** So long before its end a key is told to end soon. */
  noticeDays: 30,
  /** Keys of one account that serve at the same time. */
  most: 10,
} as const;
