"""Components of a table: targets that list a common officer belong together,
and so on (page, section 11)."""


def components(targets):
    """Lists of targets (entries of the table, ascending by index)."""
    parent = list(range(len(targets)))

    def top(n):
        while parent[n] != n:
            parent[n] = parent[parent[n]]
            n = parent[n]
        return n

    first_with = {}
    for n, target in enumerate(targets):
        for slot in target['slots']:
            for officer in slot['officers']:
                other = first_with.setdefault(officer, n)
                if other != n:
                    a, b = top(other), top(n)
                    if a != b:
                        parent[max(a, b)] = min(a, b)
    groups = {}
    for n, target in enumerate(targets):
        groups.setdefault(top(n), []).append(target)
    return list(groups.values())


def officers_of(targets):
    """The officers listed by any of the targets, ascending."""
    return sorted({officer for target in targets for slot in target['slots']
                   for officer in slot['officers']})
