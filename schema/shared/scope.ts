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
