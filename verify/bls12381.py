"""BLS12-381: signatures of drand beacons, verification only (page, section 6).

The scheme is `bls-unchained-g1-rfc9380`: signatures in G1 (48 bytes), public
keys in G2 (96 bytes), the message SHA-256(round as u64, big-endian) hashed to
G1 by the suite BLS12381G1_XMD:SHA-256_SSWU_RO_ of RFC 9380. A signature holds
when e(signature, generator of G2) = e(hash, public key).

The tower of fields (all coefficients are integers modulo P):

    Fp2  = Fp[u]  / (u^2 + 1)        a pair (a, b) = a + b*u
    Fp6  = Fp2[v] / (v^3 - (1 + u))  six integers, three pairs
    Fp12 = Fp6[w] / (w^2 - v)        two elements of Fp6

E: y^2 = x^3 + 4 over Fp; its twist E': y^2 = x^3 + 4*(1 + u) over Fp2, which
(x, y) -> (x / w^2, y / w^3) brings to E over Fp12.
"""

from hashlib import sha256

X = 0xd201000000010000              # the parameter of the curve is -X
P = 0x1a0111ea397fe69a4b1ba7b6434bacd764774b84f38512bf6730d2a0f6b0f6241eabfffeb153ffffb9feffffffffaaab
R = 0x73eda753299d7d483339d80809a1d80553bda402fffe5bfeffffffff00000001     # order of G1, G2
DST = b'BLS_SIG_BLS12381G1_XMD:SHA-256_SSWU_RO_NUL_'

G2 = ((0x024aa2b2f08f0a91260805272dc51051c6e47ad4fa403b02b4510b647ae3d1770bac0326a805bbefd48056c8c121bdb8,
       0x13e02b6052719f607dacd3a088274f65596bd0d09920b61ab5da61bbdc7f5049334cf11213945d57e5ac7d055d042b7e),
      (0x0ce5d527727d6e118cc9cdc6da2e351aadfd9baa8cbdd3a76d429a695160d12c923ac9cc3baca289e193548608b82801,
       0x0606c4a02ea734cc32acd2b02bc28b99cb3e287e85a763af267492ab572e99ab3f370d275cec1da1aaa9075ff05f79be))


# --- Fp ----------------------------------------------------------------------

def _sqrt(a):
    """A square root modulo P, or None."""
    root = pow(a, (P + 1) // 4, P)
    return root if root * root % P == a % P else None


# --- Fp2 ---------------------------------------------------------------------

def _mul2(a, b):
    t0 = a[0] * b[0]
    t1 = a[1] * b[1]
    return (t0 - t1) % P, ((a[0] + a[1]) * (b[0] + b[1]) - t0 - t1) % P


def _sqr2(a):
    return (a[0] + a[1]) * (a[0] - a[1]) % P, 2 * a[0] * a[1] % P


def _add2(a, b):
    return (a[0] + b[0]) % P, (a[1] + b[1]) % P


def _sub2(a, b):
    return (a[0] - b[0]) % P, (a[1] - b[1]) % P


def _inv2(a):
    norm = pow(a[0] * a[0] + a[1] * a[1], -1, P)
    return a[0] * norm % P, -a[1] * norm % P


def _pow2(a, k):
    result = (1, 0)
    for bit in bin(k)[2:]:
        result = _sqr2(result)
        if bit == '1':
            result = _mul2(result, a)
    return result


def _sqrt2(a):
    """A square root in Fp2, or None (norm method, P = 3 mod 4)."""
    if a[1] == 0:
        root = _sqrt(a[0])
        if root is not None:
            return root, 0
        root = _sqrt(-a[0] % P)
        return None if root is None else (0, root)
    norm = _sqrt((a[0] * a[0] + a[1] * a[1]) % P)
    if norm is None:
        return None
    half = (P + 1) // 2
    real = _sqrt((a[0] + norm) * half % P)
    if real is None:
        real = _sqrt((a[0] - norm) * half % P)
        if real is None:
            return None
    return real, a[1] * half % P * pow(real, -1, P) % P


# --- Fp6: (a0 + a1 u) + (a2 + a3 u) v + (a4 + a5 u) v^2 ------------------------

def _mul6(a, b):
    """Karatsuba over three pairs; what comes out is reduced once."""
    a0, a1, a2, a3, a4, a5 = a
    b0, b1, b2, b3, b4, b5 = b
    # v0 = A0*B0, v1 = A1*B1, v2 = A2*B2 (real part r, imaginary part i)
    s, t = a0 * b0, a1 * b1
    v0r, v0i = s - t, (a0 + a1) * (b0 + b1) - s - t
    s, t = a2 * b2, a3 * b3
    v1r, v1i = s - t, (a2 + a3) * (b2 + b3) - s - t
    s, t = a4 * b4, a5 * b5
    v2r, v2i = s - t, (a4 + a5) * (b4 + b5) - s - t
    # (A1 + A2)(B1 + B2) - v1 - v2, times 1 + u
    x, y, z, w = a2 + a4, a3 + a5, b2 + b4, b3 + b5
    s, t = x * z, y * w
    r, i = s - t - v1r - v2r, (x + y) * (z + w) - s - t - v1i - v2i
    c0, c1 = v0r + r - i, v0i + r + i
    # (A0 + A1)(B0 + B1) - v0 - v1 + (1 + u) v2
    x, y, z, w = a0 + a2, a1 + a3, b0 + b2, b1 + b3
    s, t = x * z, y * w
    c2 = s - t - v0r - v1r + v2r - v2i
    c3 = (x + y) * (z + w) - s - t - v0i - v1i + v2r + v2i
    # (A0 + A2)(B0 + B2) - v0 - v2 + v1
    x, y, z, w = a0 + a4, a1 + a5, b0 + b4, b1 + b5
    s, t = x * z, y * w
    c4 = s - t - v0r - v2r + v1r
    c5 = (x + y) * (z + w) - s - t - v0i - v2i + v1i
    return c0 % P, c1 % P, c2 % P, c3 % P, c4 % P, c5 % P


def _add6(a, b):
    return tuple((x + y) % P for x, y in zip(a, b))


def _sub6(a, b):
    return tuple((x - y) % P for x, y in zip(a, b))


def _times_v(a):
    """v * a: v^3 = 1 + u."""
    return (a[4] - a[5]) % P, (a[4] + a[5]) % P, a[0], a[1], a[2], a[3]


def _inv6(a):
    x, y, z = a[0:2], a[2:4], a[4:6]
    xi = (1, 1)
    c0 = _sub2(_sqr2(x), _mul2(xi, _mul2(y, z)))
    c1 = _sub2(_mul2(xi, _sqr2(z)), _mul2(x, y))
    c2 = _sub2(_sqr2(y), _mul2(x, z))
    norm = _add2(_mul2(x, c0), _mul2(xi, _add2(_mul2(z, c1), _mul2(y, c2))))
    inverse = _inv2(norm)
    return _mul2(c0, inverse) + _mul2(c1, inverse) + _mul2(c2, inverse)


# --- Fp12: f0 + f1 w -----------------------------------------------------------

ONE = ((1, 0, 0, 0, 0, 0), (0, 0, 0, 0, 0, 0))


def _mul12(f, g):
    t0 = _mul6(f[0], g[0])
    t1 = _mul6(f[1], g[1])
    mixed = _mul6(_add6(f[0], f[1]), _add6(g[0], g[1]))
    return _add6(t0, _times_v(t1)), _sub6(_sub6(mixed, t0), t1)


def _sqr12(f):
    t = _mul6(f[0], f[1])
    whole = _mul6(_add6(f[0], f[1]), _add6(f[0], _times_v(f[1])))
    return _sub6(_sub6(whole, t), _times_v(t)), _add6(t, t)


def _conj12(f):
    """f to the power of P^6: the inverse in the cyclotomic subgroup."""
    return f[0], tuple(-x % P for x in f[1])


def _inv12(f):
    norm = _sub6(_mul6(f[0], f[0]), _times_v(_mul6(f[1], f[1])))
    inverse = _inv6(norm)
    return (_mul6(f[0], inverse), tuple(-x % P for x in _mul6(f[1], inverse)))


_GAMMA = [_pow2((1, 1), i * (P - 1) // 6) for i in range(6)]    # w^P = gamma * w


def _frobenius(f):
    """f to the power of P. The pairs of f0 belong to w^0, w^2, w^4, those of
    f1 to w^1, w^3, w^5."""
    halves = []
    for half, first in ((f[0], 0), (f[1], 1)):
        out = ()
        for n in range(3):
            pair = (half[2 * n], -half[2 * n + 1] % P)
            out += _mul2(pair, _GAMMA[2 * n + first])
        halves.append(out)
    return halves[0], halves[1]


def _pow_x(f):
    """f to the power of the curve's parameter, -X; f is cyclotomic."""
    result = f
    for bit in bin(X)[3:]:
        result = _sqr12(result)
        if bit == '1':
            result = _mul12(result, f)
    return _conj12(result)


def _is_one_after_final_power(f):
    """Whether f^((P^12 - 1) / R) is 1.

    The easy part is (P^6 - 1)(P^2 + 1). Of the hard part we take the triple,
    3 (P^4 - P^2 + 1) / R = (x - 1)^2 (x + P)(x^2 + P^2 - 1) + 3 with x = -X
    (Hayashida, Hayasaka, Teruya 2020); as 3 does not divide R, the result is
    1 for the one exactly when it is for the other."""
    f = _mul12(_conj12(f), _inv12(f))
    f = _mul12(_frobenius(_frobenius(f)), f)
    a = _mul12(_pow_x(f), _conj12(f))               # f^(x - 1)
    a = _mul12(_pow_x(a), _conj12(a))               # ... ^(x - 1)
    a = _mul12(_pow_x(a), _frobenius(a))            # ... ^(x + P)
    b = _mul12(_pow_x(_pow_x(a)), _frobenius(_frobenius(a)))
    b = _mul12(b, _conj12(a))                       # ... ^(x^2 + P^2 - 1)
    return _mul12(b, _mul12(_sqr12(f), f)) == ONE


# --- the Miller loop ------------------------------------------------------------

def _times_line(f, slope, t, p):
    """f times the line through t (on the twist) of that slope, at p in G1.

    Brought from the twist, the line at (x, y) is, up to a factor of a proper
    subfield (which the final power takes to 1),
    (slope*xT - yT) + (-slope * x) w^2 + y w^3."""
    a = _sub2(_mul2(slope, t[0]), t[1])
    b = (-slope[0] * p[0] % P, -slope[1] * p[0] % P)
    return _mul12(f, (a + b + (0, 0), (0, 0, p[1], 0, 0, 0)))


def _pairings_multiply_to_one(pairs):
    """Whether the product of e(p, q) over the pairs (p, q) is 1. With -X for X
    every factor is the inverse of the pairing; that makes no difference."""
    f = ONE
    points = [q for _p, q in pairs]
    for bit in bin(X)[3:]:
        f = _sqr12(f)
        for n, (p, q) in enumerate(pairs):
            x, y = t = points[n]
            xx = _sqr2(x)
            slope = _mul2((3 * xx[0], 3 * xx[1]), _inv2((2 * y[0], 2 * y[1])))
            f = _times_line(f, slope, t, p)
            points[n] = t = _chord(slope, t, t)
            if bit == '1':
                slope = _mul2(_sub2(t[1], q[1]), _inv2(_sub2(t[0], q[0])))
                f = _times_line(f, slope, t, p)
                points[n] = _chord(slope, t, q)
    return _is_one_after_final_power(f)


def _chord(slope, s, t):
    """s + t on the twist, the slope through them being known."""
    x = _sub2(_sub2(_sqr2(slope), s[0]), t[0])
    return x, _sub2(_mul2(slope, _sub2(s[0], x)), s[1])


# --- groups ------------------------------------------------------------------

def _add1(p, q):
    """p + q on E over Fp in affine coordinates; None is zero."""
    if p is None:
        return q
    if q is None:
        return p
    if p[0] == q[0]:
        if (p[1] + q[1]) % P == 0:
            return None
        slope = 3 * p[0] * p[0] * pow(2 * p[1], -1, P) % P
    else:
        slope = (q[1] - p[1]) * pow(q[0] - p[0], -1, P) % P
    x = (slope * slope - p[0] - q[0]) % P
    return x, (slope * (p[0] - x) - p[1]) % P


def _times1(p, k):
    """k * p on E over Fp."""
    result = None
    for bit in bin(k)[2:]:
        result = _add1(result, result)
        if bit == '1':
            result = _add1(result, p)
    return result


def _addt(p, q):
    """p + q on the twist; None is zero."""
    if p is None:
        return q
    if q is None:
        return p
    if p[0] == q[0]:
        if _add2(p[1], q[1]) == (0, 0):
            return None
        xx = _sqr2(p[0])
        slope = _mul2((3 * xx[0], 3 * xx[1]), _inv2(_add2(p[1], p[1])))
    else:
        slope = _mul2(_sub2(q[1], p[1]), _inv2(_sub2(q[0], p[0])))
    return _chord(slope, p, q)


def _timest(p, k):
    result = None
    for bit in bin(k)[2:]:
        result = _addt(result, result)
        if bit == '1':
            result = _addt(result, p)
    return result


def _decode_g1(encoded):
    """The point of G1 of 48 compressed bytes; None when it is not one: no
    canonical encoding, not on the curve, not in the subgroup, or zero."""
    if len(encoded) != 48 or encoded[0] >> 6 != 2:      # compressed, not zero
        return None
    x = int.from_bytes(encoded, 'big') & ((1 << 381) - 1)
    if x >= P:
        return None
    y = _sqrt((x * x * x + 4) % P)
    if y is None:
        return None
    if (y > (P - 1) // 2) != bool(encoded[0] & 0x20):
        y = P - y
    point = (x, y)
    return point if _times1(point, R) is None else None


def _decode_g2(encoded):
    """The point of G2 of 96 compressed bytes; None when it is not one."""
    if len(encoded) != 96 or encoded[0] >> 6 != 2:
        return None
    x1 = int.from_bytes(encoded[:48], 'big') & ((1 << 381) - 1)
    x0 = int.from_bytes(encoded[48:], 'big')
    if x0 >= P or x1 >= P:
        return None
    x = (x0, x1)
    y = _sqrt2(_add2(_mul2(_sqr2(x), x), (4, 4)))
    if y is None:
        return None
    larger = y[1] > (P - 1) // 2 if y[1] else y[0] > (P - 1) // 2
    if larger != bool(encoded[0] & 0x20):
        y = (-y[0] % P, -y[1] % P)
    point = (x, y)
    return point if _timest(point, R) is None else None


# --- hash to the curve (RFC 9380) ----------------------------------------------

# The curve E1: y^2 = x^3 + A1*x + B1, isogenous to E (section 8.8.1).
A1 = 0x144698a3b8e9433d693a02c96d4982b0ea985383ee66a8d8e8981aefd881ac98936f8da0e0f97f5cf428082d584c1d
B1 = 0x12e2908d11688030018b12e8753eee3b2016c1f0f24f4070a0b9c14fcef35ef55a23215a316ceaa5d1cc48e98e172be0
Z = 11
H_EFF = 0xd201000000010001

# The isogeny of degree 11 from E1 to E (appendix E.2): coefficients of
# numerator and denominator of x, then of y, the lowest power first.
X_NUMERATOR = (
    0x11a05f2b1e833340b809101dd99815856b303e88a2d7005ff2627b56cdb4e2c85610c2d5f2e62d6eaeac1662734649b7,
    0x17294ed3e943ab2f0588bab22147a81c7c17e75b2f6a8417f565e33c70d1e86b4838f2a6f318c356e834eef1b3cb83bb,
    0xd54005db97678ec1d1048c5d10a9a1bce032473295983e56878e501ec68e25c958c3e3d2a09729fe0179f9dac9edcb0,
    0x1778e7166fcc6db74e0609d307e55412d7f5e4656a8dbf25f1b33289f1b330835336e25ce3107193c5b388641d9b6861,
    0xe99726a3199f4436642b4b3e4118e5499db995a1257fb3f086eeb65982fac18985a286f301e77c451154ce9ac8895d9,
    0x1630c3250d7313ff01d1201bf7a74ab5db3cb17dd952799b9ed3ab9097e68f90a0870d2dcae73d19cd13c1c66f652983,
    0xd6ed6553fe44d296a3726c38ae652bfb11586264f0f8ce19008e218f9c86b2a8da25128c1052ecaddd7f225a139ed84,
    0x17b81e7701abdbe2e8743884d1117e53356de5ab275b4db1a682c62ef0f2753339b7c8f8c8f475af9ccb5618e3f0c88e,
    0x80d3cf1f9a78fc47b90b33563be990dc43b756ce79f5574a2c596c928c5d1de4fa295f296b74e956d71986a8497e317,
    0x169b1f8e1bcfa7c42e0c37515d138f22dd2ecb803a0c5c99676314baf4bb1b7fa3190b2edc0327797f241067be390c9e,
    0x10321da079ce07e272d8ec09d2565b0dfa7dccdde6787f96d50af36003b14866f69b771f8c285decca67df3f1605fb7b,
    0x6e08c248e260e70bd1e962381edee3d31d79d7e22c837bc23c0bf1bc24c6b68c24b1b80b64d391fa9c8ba2e8ba2d229,
)
X_DENOMINATOR = (
    0x8ca8d548cff19ae18b2e62f4bd3fa6f01d5ef4ba35b48ba9c9588617fc8ac62b558d681be343df8993cf9fa40d21b1c,
    0x12561a5deb559c4348b4711298e536367041e8ca0cf0800c0126c2588c48bf5713daa8846cb026e9e5c8276ec82b3bff,
    0xb2962fe57a3225e8137e629bff2991f6f89416f5a718cd1fca64e00b11aceacd6a3d0967c94fedcfcc239ba5cb83e19,
    0x3425581a58ae2fec83aafef7c40eb545b08243f16b1655154cca8abc28d6fd04976d5243eecf5c4130de8938dc62cd8,
    0x13a8e162022914a80a6f1d5f43e7a07dffdfc759a12062bb8d6b44e833b306da9bd29ba81f35781d539d395b3532a21e,
    0xe7355f8e4e667b955390f7f0506c6e9395735e9ce9cad4d0a43bcef24b8982f7400d24bc4228f11c02df9a29f6304a5,
    0x772caacf16936190f3e0c63e0596721570f5799af53a1894e2e073062aede9cea73b3538f0de06cec2574496ee84a3a,
    0x14a7ac2a9d64a8b230b3f5b074cf01996e7f63c21bca68a81996e1cdf9822c580fa5b9489d11e2d311f7d99bbdcc5a5e,
    0xa10ecf6ada54f825e920b3dafc7a3cce07f8d1d7161366b74100da67f39883503826692abba43704776ec3a79a1d641,
    0x95fc13ab9e92ad4476d6e3eb3a56680f682b4ee96f7d03776df533978f31c1593174e4b4b7865002d6384d168ecdd0a,
    0x1,
)
Y_NUMERATOR = (
    0x90d97c81ba24ee0259d1f094980dcfa11ad138e48a869522b52af6c956543d3cd0c7aee9b3ba3c2be9845719707bb33,
    0x134996a104ee5811d51036d776fb46831223e96c254f383d0f906343eb67ad34d6c56711962fa8bfe097e75a2e41c696,
    0xcc786baa966e66f4a384c86a3b49942552e2d658a31ce2c344be4b91400da7d26d521628b00523b8dfe240c72de1f6,
    0x1f86376e8981c217898751ad8746757d42aa7b90eeb791c09e4a3ec03251cf9de405aba9ec61deca6355c77b0e5f4cb,
    0x8cc03fdefe0ff135caf4fe2a21529c4195536fbe3ce50b879833fd221351adc2ee7f8dc099040a841b6daecf2e8fedb,
    0x16603fca40634b6a2211e11db8f0a6a074a7d0d4afadb7bd76505c3d3ad5544e203f6326c95a807299b23ab13633a5f0,
    0x4ab0b9bcfac1bbcb2c977d027796b3ce75bb8ca2be184cb5231413c4d634f3747a87ac2460f415ec961f8855fe9d6f2,
    0x987c8d5333ab86fde9926bd2ca6c674170a05bfe3bdd81ffd038da6c26c842642f64550fedfe935a15e4ca31870fb29,
    0x9fc4018bd96684be88c9e221e4da1bb8f3abd16679dc26c1e8b6e6a1f20cabe69d65201c78607a360370e577bdba587,
    0xe1bba7a1186bdb5223abde7ada14a23c42a0ca7915af6fe06985e7ed1e4d43b9b3f7055dd4eba6f2bafaaebca731c30,
    0x19713e47937cd1be0dfd0b8f1d43fb93cd2fcbcb6caf493fd1183e416389e61031bf3a5cce3fbafce813711ad011c132,
    0x18b46a908f36f6deb918c143fed2edcc523559b8aaf0c2462e6bfe7f911f643249d9cdf41b44d606ce07c8a4d0074d8e,
    0xb182cac101b9399d155096004f53f447aa7b12a3426b08ec02710e807b4633f06c851c1919211f20d4c04f00b971ef8,
    0x245a394ad1eca9b72fc00ae7be315dc757b3b080d4c158013e6632d3c40659cc6cf90ad1c232a6442d9d3f5db980133,
    0x5c129645e44cf1102a159f748c4a3fc5e673d81d7e86568d9ab0f5d396a7ce46ba1049b6579afb7866b1e715475224b,
    0x15e6be4e990f03ce4ea50b3b42df2eb5cb181d8f84965a3957add4fa95af01b2b665027efec01c7704b456be69c8b604,
)
Y_DENOMINATOR = (
    0x16112c4c3a9c98b252181140fad0eae9601a6de578980be6eec3232b5be72e7a07f3688ef60c206d01479253b03663c1,
    0x1962d75c2381201e1a0cbd6c43c348b885c84ff731c4d59ca4a10356f453e01f78a4260763529e3532f6102c2e49a03d,
    0x58df3306640da276faaae7d6e8eb15778c4855551ae7f310c35a5dd279cd2eca6757cd636f96f891e2538b53dbf67f2,
    0x16b7d288798e5395f20d23bf89edb4d1d115c5dbddbcd30e123da489e726af41727364f2c28297ada8d26d98445f5416,
    0xbe0e079545f43e4b00cc912f8228ddcc6d19c9f0f69bbb0542eda0fc9dec916a20b15dc0fd2ededda39142311a5001d,
    0x8d9e5297186db2d9fb266eaac783182b70152c65550d881c5ecd87b6f0f5a6449f38db9dfa9cce202c6477faaf9b7ac,
    0x166007c08a99db2fc3ba8734ace9824b5eecfdfa8d0cf8ef5dd365bc400a0051d5fa9c01a58b1fb93d1a1399126a775c,
    0x16a3ef08be3ea7ea03bcddfabba6ff6ee5a4375efa1f4fd7feb34fd206357132b920f5b00801dee460ee415a15812ed9,
    0x1866c8ed336c61231a1be54fd1d74cc4f9fb0ce4c6af5920abc5750c4bf39b4852cfe2f7bb9248836b233d9d55535d4a,
    0x167a55cda70a6e1cea820597d94a84903216f763e13d87bb5308592e7ea7d4fbc7385ea3d529b35e346ef48bb8913f55,
    0x4d2f259eea405bd48f010a01ad2911d9c6dd039bb61a6290e591b36e636a5c871a5c29f4f83060400f8b49cba8f6aa8,
    0xaccbb67481d033ff5852c1e48c50c477f94ff8aefce42d28c0f9a88cea7913516f968986f7ebbea9684b529e2561092,
    0xad6b9514c767fe3c3613144b45f1496543346d98adf02267d5ceef9a00d9b8693000763e3b90ac11e99b138573345cc,
    0x2660400eb2e4f3b628bdd0d53cd76f2bf565b94e72927c1cb748df27942480e420517bd8714cc80d1fadc1326ed06f7,
    0xe0fa1d816ddc03e6b24255e0d7819c171c40f65e273b853324efcd6356caa205ca2f570f13497804415473a1d634b8f,
    0x1,
)

def _expand(message, length, dst):
    """expand_message_xmd with SHA-256 (section 5.3.1)."""
    dst = dst + bytes([len(dst)])
    first = sha256(bytes(64) + message + length.to_bytes(2, 'big') + b'\x00' + dst).digest()
    block = sha256(first + b'\x01' + dst).digest()
    out = block
    for n in range(2, length // 32 + 1):
        mixed = bytes(x ^ y for x, y in zip(first, block))
        block = sha256(mixed + bytes([n]) + dst).digest()
        out += block
    return out


def _sswu(u):
    """The simplified map of Shallue, van de Woestijne and Ulas to E1
    (section 6.6.2)."""
    zuu = Z * u * u % P
    tv = (zuu * zuu + zuu) % P
    if tv:
        x = -B1 * pow(A1, -1, P) * (1 + pow(tv, -1, P)) % P
    else:
        x = B1 * pow(Z * A1, -1, P) % P
    y = _sqrt((x * x * x + A1 * x + B1) % P)
    if y is None:
        x = zuu * x % P
        y = _sqrt((x * x * x + A1 * x + B1) % P)
    if y & 1 != u & 1:
        y = P - y
    return x, y


def _polynomial(coefficients, x):
    value = 0
    for coefficient in reversed(coefficients):
        value = (value * x + coefficient) % P
    return value


def _isogeny(point):
    x, y = point
    x_below = _polynomial(X_DENOMINATOR, x)
    y_below = _polynomial(Y_DENOMINATOR, x)
    if x_below == 0 or y_below == 0:
        return None
    return (_polynomial(X_NUMERATOR, x) * pow(x_below, -1, P) % P,
            y * _polynomial(Y_NUMERATOR, x) * pow(y_below, -1, P) % P)


def hash_to_g1(message, dst=DST):
    """The point of G1 to which a message is hashed."""
    stream = _expand(message, 128, dst)
    u0 = int.from_bytes(stream[:64], 'big') % P
    u1 = int.from_bytes(stream[64:], 'big') % P
    return _times1(_add1(_isogeny(_sswu(u0)), _isogeny(_sswu(u1))), H_EFF)


# --- what the draw asks -----------------------------------------------------------

_keys = {}
_verdicts = {}


def _key(public_key):
    if public_key not in _keys:
        if len(_keys) > 1000:
            _keys.clear()
        _keys[public_key] = _decode_g2(public_key)
    return _keys[public_key]


def usable_key(public_key):
    """Whether 96 bytes are a point of G2 and not its zero."""
    return _key(public_key) is not None


def _verify(public_key, number, signature):
    key = _key(public_key)
    point = _decode_g1(signature)
    if key is None or point is None:
        return False
    hashed = hash_to_g1(sha256(number.to_bytes(8, 'big')).digest())
    if hashed is None:
        return False
    minus = (point[0], P - point[1])
    return _pairings_multiply_to_one([(minus, G2), (hashed, key)])


def verify_round(public_key, number, signature):
    """Whether the signature is that of the round `number` by the chain's key."""
    question = (public_key, number, signature)
    if question not in _verdicts:
        if len(_verdicts) > 10000:
            _verdicts.clear()
        _verdicts[question] = _verify(public_key, number, signature)
    return _verdicts[question]
