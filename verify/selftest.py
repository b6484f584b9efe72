"""The known values of section 19 of the page, and published vectors of the
standards it builds on. `python3 verify/verify.py --selftest`"""

import sys
import time
from hashlib import sha256, sha512

import assign
import bls12381
import ed25519
from canonical import NotCanonical, parse, text_of
from certificate import certify, check_cut
from chance import Generator, Rc4, sub, tickets
from entropy import chain_hash
from hashing import H, document_hash, leaf, nodes_for, pool_salter, root, root_from_nodes
from outcome import staff

ZERO = bytes(32)

# RFC 8032, section 7.1: public key, message, signature.
RFC8032 = (
    ('d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a', '',
     'e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b'
     '46bd25bf5f0595bbe24655141438e7a100b'),
    ('3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c', '72',
     '92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d'
     '8c387b2eaeb4302aeeb00d291612bb0c00'),
    ('fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025', 'af82',
     '6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6'
     '594a7c15e9716ed28dc027beceea1ec40a'),
)

# RFC 6962: the leaves of the reference implementation, and the roots.
LEAVES = ('', '00', '10', '2021', '3031', '40414243', '5051525354555657',
          '606162636465666768696a6b6c6d6e6f')
ROOTS = (
    'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
    '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
    'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
    'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
    'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
    '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
    '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
    'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
    '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328')

QUICKNET = {
    'type': 'beacon', 'id': 'quicknet', 'period': 3, 'genesis': 1692803367,
    'chainHash': '52db9ba70e0cc0f6eaf7803dd07447a1f5477735fd3f661792ba94600c84e971',
    'publicKey':
        '83cf0f2896adee7eb8b5f01fcad3912212c437e0073e911fb90022d3e760183c8c4b450b6a0a6c3ac6a5776a2d106'
        '4510d1fec758c921cc22b0e17e63aaf4bcb5ed66304de9cf809bd274ca73bab4af5a6e9c76a4bc09e76eae8991ef5'
        'ece45a',
    'groupHash': 'f477d5c89f21a17c863a7f937c6a6d15859414d2be09cd448d4279af331c5d3e',
    'beaconId': 'quicknet'}
ROUND_1000 = ('b44679b9a59af2ec876b1a6b1ad52ea9b1615fc3982b19576350f93447cb1125e342b73a8dd2bacbe47e4b6b'
              '63ed5e39')


def _slots(*pairs):
    return [{'n': n, 'officers': officers} for n, officers in pairs]


def _table(targets, capacities):
    return {'targets': [{'index': index, 'slots': slots} for index, slots in targets],
            'officers': [{'index': n, 'capacity': capacity}
                         for n, capacity in enumerate(capacities)]}


def _canonical(text):
    try:
        return text_of(parse(text)) == text
    except NotCanonical:
        return False


def _signed_with_torsion():
    """A signature whose R has a part of order 8: it holds with the cofactor
    and would not without."""
    seed = sha512(b'selftest').digest()
    a = int.from_bytes(seed[:32], 'little') % ed25519.L
    r = int.from_bytes(seed[32:], 'little') % ed25519.L
    key = ed25519._encode(ed25519._times(ed25519.BASE, a))
    y = 2                                   # find a point of small order
    while True:
        point = ed25519.decode(y.to_bytes(32, 'little'))
        y += 1
        if point is not None:
            torsion = ed25519._times(point, ed25519.L)
            if not ed25519._is_zero(torsion):
                break
    big_r = ed25519._encode(ed25519._add(ed25519._times(ed25519.BASE, r), torsion))
    k = int.from_bytes(sha512(big_r + key + b'm').digest(), 'little') % ed25519.L
    s = (r + k * a) % ed25519.L
    return key, b'm', big_r + s.to_bytes(32, 'little'), s


def checks():
    """(name, whether it holds), one after the other."""
    # --- section 19
    yield 'H', H('a', 'bc', '', '一').hex() == \
        '0c8e138788748e9090e10eeb1ac0c55bb3417d548a038e6bf1e4fa9d3940e509'
    yield 'sub', sub(ZERO, 'alloc') == \
        'f62f458bb0296aef8e7713008aaaa07746f840b39450f0c20c333ce25af67b3d'
    generator = Generator(ZERO, 'alloc')
    yield 'outputs', [f'{generator.output():08x}' for _ in range(4)] == \
        ['d2ad033c', 'bdd9999e', 'a1982cd6', '61ae5036']
    yield 'seeded order', ''.join(Generator(ZERO, 'x').seeded_order('abcdefgh')) == 'gbhdfeca'
    yield 'salt', pool_salter(b'\x03' * 32, 'pool/s1')('licence:L1').hex() == \
        '160e6aa89789522d0a38067bb680397f'
    own = tickets(ZERO, 's1', 10000)
    first = sorted(range(10000), key=lambda unit: (own[unit], unit))[:5]
    yield 'tickets', own[0].hex() == '5d9739a428e95fd4' \
        and first == [5483, 8655, 1192, 1173, 3148] and own[3148].hex() == '001941b243e93e2d'

    five = [0, 1, 2, 3, 4]
    table = _table([(3, _slots((2, five))), (7, _slots((2, five))), (8, _slots((2, five))),
                    (9, _slots((1, [5]), (2, [4, 5])))], [2, 2, 2, 2, 2, 1])
    yield 'tableHash', document_hash('dr/1/table', table).hex() == \
        '95fa334c156054046969ba21b1dfa00c3e30cf49e126ba66c01ad206999fea87'
    yield 'sr-assign/1', assign.assign(table, ZERO) == (
        {3: [[1, 0]], 7: [[4, 0]], 8: [[3, 2]]}, [9])
    certificate = certify(table, {'alg': 'sr-assign/1'})
    check_cut(certificate, table, {'alg': 'sr-assign/1'})
    yield 'certificate', text_of(certificate) == \
        '{"demand":9,"flow":8,"officers":[],"targets":[{"index":9,"slots":[0,1]}]}'

    table = _table([(3, _slots((2, [0, 1, 2, 3]))), (7, _slots((1, [0, 1]), (1, [1, 2]))),
                    (8, _slots((1, [0, 3])))], [1, 1, 2, 2])
    team = {'alg': 'sr-assign-me/1', 'bound': 750_000}
    made = staff(table, team, ZERO)
    yield 'probabilities', [text_of(line) for line in made.lines] == [
        '{"index":3,"slots":[[1073741824,1073741824,3221225472,3221225472]]}',
        '{"index":7,"slots":[[2147483648,2147483648],[1073741824,3221225472]]}',
        '{"index":8,"slots":[[1073741824,3221225472]]}']
    yield 'their root', made.probabilities == {
        'count': 3, 'max': 3221225472,
        'root': '23486cc5214f50cab1bb9f193000dba87d858cc8cd7c0a58090d44e55c859af6'}
    yield 'sr-assign-me/1', made.teams == {3: [[2, 0]], 7: [[1], [2]], 8: [[3]]} \
        and made.held == []

    # --- canonical JSON
    yield 'canonical texts', all(map(_canonical, (
        '{}', '[]', '""', '0', '-1', 'true', '9007199254740991', '"一\x7f"', '"\\u001f\\n\\""',
        '{"A":1,"a":[{}]}', '[' * 32 + ']' * 32)))
    yield 'other texts', not any(map(_canonical, (
        '', ' {}', '{} ', '-0', '1.0', '1e3', '01', '9007199254740992', 'null', '[null]',
        '{"a":null}', '{"b":1,"a":2}', '{"a":1,"a":1}', '{"一":1}', '"\\u4e00"', '"\\/"', '"\\u000a"',
        '"\\u001F"', '"\\ud800"', '"\t"', '\ufeff{}', 'NaN', '[1,]', "{'a':1}", '[' * 33 + ']' * 33,
        '[' * 100000)))

    # --- RFC 6962
    leaves = [leaf(b'', bytes.fromhex(one)) for one in LEAVES]
    yield 'RFC 6962 roots', all(root(leaves[:n]).hex() == ROOTS[n] for n in range(9))
    yield 'nodes', all(
        root_from_nodes({n: leaves[n] for n in known}, count, nodes_for(leaves[:count], known))
        == root(leaves[:count])
        for count in range(1, 9) for mask in range(1, 2 ** count)
        for known in [[n for n in range(count) if mask >> n & 1]])

    # --- seedrandom 3.0.5: seedrandom('hello.')
    yield 'seedrandom', Rc4(b'hello.').take(8).hex() == 'eda24ef30c130d60'

    # --- Ed25519
    vectors = [tuple(map(bytes.fromhex, one)) for one in RFC8032]
    yield 'RFC 8032', all(ed25519.verify(*one) for one in vectors)
    yield 'RFC 8032, tampered', not any(
        ed25519.verify(key, message + b'x', sig)
        or ed25519.verify(key, message, bytes([sig[0] ^ 1]) + sig[1:])
        or ed25519.verify(key, message, sig[:63] + bytes([sig[63] ^ 1]))
        for key, message, sig in vectors)
    key, message, signature, s = _signed_with_torsion()
    yield 'Ed25519 with the cofactor', ed25519.verify(key, message, signature)
    yield 'Ed25519, S not reduced', not ed25519.verify(
        key, message, signature[:32] + (s + ed25519.L).to_bytes(32, 'little'))
    yield 'Ed25519, keys refused', not any(ed25519.usable_key(one.to_bytes(32, 'little')) for one in (
        0, 1, ed25519.P - 1, ed25519.P, ed25519.P + 1, 1 | 1 << 255, 2 ** 256 - 1))

    # --- BLS12-381: RFC 9380, appendix J.9.1, the empty message
    point = bls12381.hash_to_g1(b'', b'QUUX-V01-CS02-with-BLS12381G1_XMD:SHA-256_SSWU_RO_')
    yield 'RFC 9380', [f'{one:096x}' for one in point] == [
        '052926add2207b76ca4fa57a8734416c8dc95e24501772c814278700eed6d1e4e8cf62d9c09db0fac349612b759e79a1',
        '08ba738453bfed09cb546dbb0783dbb3a5f1f566ed67bb6be0e8c67e2e81a4cc68ee29813bb7994998f3eae0c9c6a265']
    key, signature = bytes.fromhex(QUICKNET['publicKey']), bytes.fromhex(ROUND_1000)
    yield 'quicknet, chainHash', chain_hash(QUICKNET) == QUICKNET['chainHash']
    yield 'quicknet, key', bls12381.usable_key(key)
    yield 'quicknet, randomness', sha256(signature).hexdigest() == \
        'fe290beca10872ef2fb164d2aa4442de4566183ec51c56ff3cd603d930e54fdd'
    yield 'quicknet, round 1000', bls12381.verify_round(key, 1000, signature)
    yield 'quicknet, another round', not bls12381.verify_round(key, 1001, signature)
    other = bytes([signature[0] ^ 0x20]) + signature[1:]            # the point's negative
    yield 'quicknet, tampered', not bls12381.verify_round(key, 1000, other) \
        and not bls12381.verify_round(key, 1000, signature[:47] + bytes([signature[47] ^ 1]))
    yield 'points refused', not bls12381.usable_key(bytes([0xc0]) + bytes(95)) \
        and not bls12381.usable_key(bytes([key[0] ^ 0x80]) + key[1:]) \
        and not bls12381.verify_round(key, 1000, bytes([0xc0]) + bytes(47))


def main():
    failed = 0
    start = time.time()
    for name, holds in checks():
        failed += not holds
        print(f'{"ok  " if holds else "FAIL"} {name}')
    print(f'{failed} failed, {time.time() - start:.1f} s')
    return 1 if failed else 0


if __name__ == '__main__':
    sys.exit(main())
