"""Ed25519 (RFC 8032), verification only, with the cofactor.

A signature holds when 8*S*B = 8*R + 8*k*A (RFC 8032, section 5.1.7).
Encodings that are not canonical and keys of small order are refused, as the
page says (section 6). Points are in extended coordinates (X, Y, Z, T) with
x = X/Z, y = Y/Z, x*y = T/Z on -x^2 + y^2 = 1 + d*x^2*y^2.
"""

from hashlib import sha512

P = 2 ** 255 - 19
L = 2 ** 252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, -1, P) % P
D2 = 2 * D % P
ROOT_OF_MINUS_ONE = pow(2, (P - 1) // 4, P)
ZERO = (0, 1, 1, 0)


def _add(p, q):
    """p + q (complete addition, RFC 8032 section 5.1.4)."""
    x1, y1, z1, t1 = p
    x2, y2, z2, t2 = q
    a = (y1 - x1) * (y2 - x2) % P
    b = (y1 + x1) * (y2 + x2) % P
    c = t1 * D2 * t2 % P
    d = 2 * z1 * z2 % P
    e = b - a
    f = d - c
    g = d + c
    h = b + a
    return e * f % P, g * h % P, f * g % P, e * h % P


def _double(p):
    x1, y1, z1, _t1 = p
    a = x1 * x1 % P
    b = y1 * y1 % P
    c = 2 * z1 * z1 % P
    h = a + b
    e = h - (x1 + y1) * (x1 + y1) % P
    g = a - b
    f = c + g
    return e * f % P, g * h % P, f * g % P, e * h % P


def _negative(p):
    return P - p[0], p[1], p[2], P - p[3]


def _is_zero(p):
    return p[0] % P == 0 and (p[1] - p[2]) % P == 0


def decode(encoded):
    """The point of 32 bytes, or None when they are no canonical encoding."""
    y = int.from_bytes(encoded, 'little')
    sign = y >> 255
    y &= (1 << 255) - 1
    if y >= P:
        return None
    u = (y * y - 1) % P
    v = (D * y * y + 1) % P
    # x = (u/v)^((p+3)/8) in one power (RFC 8032, section 5.1.3)
    v3 = v * v % P * v % P
    x = u * v3 % P * pow(u * v3 % P * v3 % P * v % P, (P - 5) // 8, P) % P
    vxx = v * x % P * x % P
    if vxx != u:
        if (vxx + u) % P:
            return None
        x = x * ROOT_OF_MINUS_ONE % P
    if x == 0 and sign:
        return None
    if x & 1 != sign:
        x = P - x
    return x, y, 1, x * y % P


def _encode(p):
    inverse = pow(p[2], -1, P)
    x = p[0] * inverse % P
    y = p[1] * inverse % P
    return (y | (x & 1) << 255).to_bytes(32, 'little')


_by = 4 * pow(5, -1, P) % P
BASE = decode(_by.to_bytes(32, 'little'))


def _table(point):
    """Multiples 1 ... 15 of 16^i * point for i = 0 ... 63."""
    rows = []
    for _ in range(64):
        row = [ZERO, point]
        for _ in range(14):
            row.append(_add(row[-1], point))
        rows.append(row)
        point = _add(row[-1], point)
    return rows


def _times_table(table, k):
    """k times the point of a table."""
    result = ZERO
    for row in table:
        digit = k & 15
        if digit:
            result = _add(result, row[digit])
        k >>= 4
        if not k:
            break
    return result


def _times(point, k):
    """k * point, four bits at a time."""
    row = [ZERO, point]
    for _ in range(14):
        row.append(_add(row[-1], point))
    result = ZERO
    for shift in range(k.bit_length() + 3 & ~3, -4, -4):
        result = _double(_double(_double(_double(result))))
        digit = k >> shift & 15
        if digit:
            result = _add(result, row[digit])
    return result


_base_table = None
_keys = {}              # public key -> [point or None, times used, table]
_verdicts = {}          # (key, message, signature) -> bool


def _key(public_key):
    entry = _keys.get(public_key)
    if entry is None:
        point = decode(public_key)
        if point is not None and _is_zero(_double(_double(_double(point)))):
            point = None                        # of small order
        if len(_keys) > 10000:
            _keys.clear()
        entry = _keys[public_key] = [point, 0, None]
    return entry


def usable_key(public_key):
    """Whether 32 bytes are a canonical public key and not of small order."""
    return _key(public_key)[0] is not None


def _verify(public_key, message, signature):
    global _base_table
    entry = _key(public_key)
    point = entry[0]
    if point is None or len(signature) != 64:
        return False
    r = signature[:32]
    s = int.from_bytes(signature[32:], 'little')
    if s >= L:
        return False
    k = int.from_bytes(sha512(r + public_key + message).digest(), 'little') % L
    if _base_table is None:
        _base_table = _table(BASE)
    entry[1] += 1
    if entry[2] is None and entry[1] == 4:      # a table pays for keys in use
        entry[2] = _table(_negative(point))
    if entry[2] is not None:
        minus_ka = _times_table(entry[2], k)
    else:
        minus_ka = _times(_negative(point), k)
    expected = _add(_times_table(_base_table, s), minus_ka)     # S*B - k*A
    if _encode(expected) == r:
        return True                 # R itself; what we encode is canonical
    point_r = decode(r)
    if point_r is None:
        return False
    rest = _add(expected, _negative(point_r))
    return _is_zero(_double(_double(_double(rest))))


def verify(public_key, message, signature):
    """Whether the signature of the message is by the key (all bytes)."""
    question = (public_key, message, signature)
    verdict = _verdicts.get(question)
    if verdict is None:
        if len(_verdicts) > 100000:
            _verdicts.clear()
        verdict = _verdicts[question] = _verify(public_key, message, signature)
    return verdict
