"""Hashes, trees and salts (page, section 2)."""

from hashlib import sha256

from canonical import bytes_of


def lp(part):
    """The length of `part` as four bytes, big-endian, then `part` (bytes)."""
    return len(part).to_bytes(4, 'big') + part


def H(tag, *parts):
    """SHA-256 of lp(tag) lp(x1) lp(x2) ...; texts enter as UTF-8."""
    data = lp(tag.encode('utf-8'))
    for part in parts:
        if type(part) is str:
            part = part.encode('utf-8')
        data += len(part).to_bytes(4, 'big') + part
    return sha256(data).digest()


def document_hash(tag, value):
    """H(tag, canonical text of a JSON value)."""
    return H(tag, bytes_of(value))


# --- trees: RFC 6962, section 2.1 -------------------------------------------

NO_LEAF = sha256(b'').digest()


def leaf(salt, record):
    """The leaf of a record (its line without LF), with its salt."""
    return sha256(b'\x00' + salt + record).digest()


def root(leaves):
    """The root over leaves: pair level by level, an odd last node rises."""
    if not leaves:
        return NO_LEAF
    level = leaves
    while len(level) > 1:
        above = [sha256(b'\x01' + left + right).digest()
                 for left, right in zip(level[::2], level[1::2])]
        if len(level) & 1:
            above.append(level[-1])
        level = above
    return level[0]


def nodes_for(leaves, known):
    """The nodes that lead the leaves at the positions `known` to the root:
    level by level, for each known position, ascending, whose neighbour is in
    the level and not known, the neighbour's hash (page, section 17)."""
    nodes = []
    level = list(leaves)
    positions = sorted(known)
    while len(level) > 1:
        have = set(positions)
        for position in positions:
            other = position ^ 1
            if other < len(level) and other not in have:
                nodes.append(level[other])
        above = [sha256(b'\x01' + level[i] + level[i + 1]).digest()
                 for i in range(0, len(level) - 1, 2)]
        if len(level) & 1:
            above.append(level[-1])
        level = above
        positions = sorted({position >> 1 for position in positions})
    return nodes


def root_from_nodes(known, count, nodes):
    """The root that the leaves `known` {position: leaf} reach with `nodes`;
    None when nodes are lacking or left over."""
    level = dict(known)
    width = count
    used = 0
    while width > 1:
        above = {}
        for position in sorted(level):
            other = position ^ 1
            if other in level:
                if position & 1:
                    continue                    # done with its left neighbour
                left, right = level[position], level[other]
            elif other < width:
                if used == len(nodes):
                    return None
                sibling = nodes[used]
                used += 1
                if position & 1:
                    left, right = sibling, level[position]
                else:
                    left, right = level[position], sibling
            else:
                above[position >> 1] = level[position]      # rises unchanged
                continue
            above[position >> 1] = sha256(b'\x01' + left + right).digest()
        level = above
        width = (width + 1) >> 1
    return level[0] if used == len(nodes) else None


# --- salts -------------------------------------------------------------------

def pool_salter(pool_key, tree):
    """A function that gives the salt of an id in a tree of the pools."""
    prefix = (lp(b'dr/1/salt') + lp(pool_key) + lp(tree.encode('utf-8')))

    def salt(record_id):
        raw = record_id.encode('utf-8')
        return sha256(prefix + len(raw).to_bytes(4, 'big') + raw).digest()[:16]
    return salt


def result_salter(seed):
    """A function that gives the salt of the result of a unit (section 14)."""
    prefix = lp(b'dr/1/result-salt') + lp(seed)

    def salt(record_id):
        raw = record_id.encode('utf-8')
        return sha256(prefix + len(raw).to_bytes(4, 'big') + raw).digest()[:16]
    return salt
