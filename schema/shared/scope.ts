/**
 * The filter that every table of one department's matters carries. It is on by default and its argument is set
 * once, when an entity manager is forked for an actor: a foreign row is not found, as if it were not there.
 */
export const departmentScope = {
  scope: {
    name: 'scope',
    cond: (args: { departments?: readonly string[] }) =>
      args.departments ? { department: { $in: [...args.departments] } } : {},
    default: true,
  },
};

/** The same of matters that departments may have together: `jointWith` names those that take part in another's. */
export const jointScope = {
  scope: {
    name: 'scope',
    cond: (args: { departments?: readonly string[] }) =>
      args.departments
        ? {
            $or: [
              { department: { $in: [...args.departments] } },
              { jointWith: { $overlap: [...args.departments] } },
            ],
          }
        : {},
    default: true,
  },
};
