#!/usr/bin/env python3
"""An independent verifier of the public draw protocol dr/1 (docs/draw.md).

    python3 verify/verify.py FOLDER [--restricted] [--witness ID=KEY]...
                             [--head HASH]... [--authority CODE] [--json]
    python3 verify/verify.py --batch
    python3 verify/verify.py --selftest

It exits with 0 for a draw that holds, 1 for one that does not, 2 for a wrong
command. Python 3.11, standard library only; it shares no code with the engine.
"""

import argparse
import base64
import binascii
import json
import os
import re
import sys

from bundle import run, verify_public, verify_restricted
from refusal import Refusal, malformed

HEX32 = re.compile('[0-9a-f]{64}').fullmatch


def verify(files, restricted, expect):
    """The answer for a bundle: {'ok': True, ...} or a named refusal."""
    try:
        return (verify_restricted if restricted else verify_public)(files, expect)
    except Refusal as refusal:
        return refusal.answer()


# --- a folder ----------------------------------------------------------------------

def read_folder(folder):
    """{name: bytes} of all files of a folder, names with '/'."""
    files = {}
    for place, _folders, names in os.walk(folder):
        for name in names:
            path = os.path.join(place, name)
            with open(path, 'rb') as file:
                files[os.path.relpath(path, folder).replace(os.sep, '/')] = file.read()
    return files


def _witness(text):
    name, equals, key = text.partition('=')
    if not equals or not name or not HEX32(key):
        raise argparse.ArgumentTypeError('ID=KEY, the key as 64 hex digits')
    return name, key


def _head(text):
    if not HEX32(text):
        raise argparse.ArgumentTypeError('64 hex digits')
    return text


def main(arguments):
    parser = argparse.ArgumentParser(
        prog='verify.py', allow_abbrev=False,
        description='Verify a draw (dr/1) from its published files.')
    parser.add_argument('folder', nargs='?')
    parser.add_argument('--restricted', action='store_true', help='a bundle with the pools')
    parser.add_argument('--witness', action='append', default=[], type=_witness, metavar='ID=KEY',
                        help='the public key of a witness, as known from elsewhere')
    parser.add_argument('--head', action='append', default=[], type=_head, metavar='HASH',
                        help='the hash of an event seen before')
    parser.add_argument('--authority', metavar='CODE')
    parser.add_argument('--json', action='store_true', help='answer with one line of JSON')
    parser.add_argument('--batch', action='store_true', help='answer lines of standard input')
    parser.add_argument('--selftest', action='store_true', help='check the known values')
    options = parser.parse_args(arguments)         # leaves with 2 when wrong
    # What cannot be written as UTF-8 (a name of a file may) is escaped.
    sys.stdout.reconfigure(encoding='utf-8', errors='backslashreplace')
    if options.batch + options.selftest + (options.folder is not None) != 1:
        parser.error('one of FOLDER, --batch and --selftest')
    if options.batch:
        return batch(sys.stdin.buffer, sys.stdout)
    if options.selftest:
        from selftest import main as selftest
        return selftest()
    if not os.path.isdir(options.folder):
        parser.error(f'{options.folder} is not a folder')
    try:
        files = read_folder(options.folder)
    except OSError as error:
        parser.error(f'{options.folder} cannot be read: {error}')
    answer = verify(files, options.restricted, {
        'authority': options.authority, 'heads': options.head, 'witnesses': options.witness})
    if options.json:
        print(json.dumps(answer, ensure_ascii=False))
    elif answer['ok']:
        print(f'OK: the draw holds ({answer["level"]} level). 核验通过。')
        for key, value in answer.items():
            if key not in ('ok', 'level'):
                print(f'  {key}: {value}')
    else:
        print(f'{answer["code"]}: {answer["en"]}')
        print(f'  {answer["zh"]}')
    return 0 if answer['ok'] else 1


# --- many questions to one process -----------------------------------------------------

def batch(source, target):
    """Answer each line of `source` (bytes) with a line."""
    for line in source:
        if not line.strip():
            continue
        answer = answer_line(line)
        target.write(json.dumps(answer, ensure_ascii=False, separators=(',', ':')) + '\n')
        target.flush()
    return 0


def answer_line(line):
    try:
        return _answer(line)
    except Refusal as refusal:
        return refusal.answer()
    except Exception as error:          # a fault of this program, not of the bundle
        if os.environ.get('VERIFY_RAISE'):
            raise
        return {'ok': False, 'code': 'INTERNAL', 'en': f'fault of the verifier: {error!r}',
                'zh': f'核验程序故障：{error!r}'}


def _answer(line):
    try:
        question = json.loads(line)
    except (ValueError, RecursionError):
        raise malformed('line', 'a line of JSON', '一行 JSON') from None
    if type(question) is not dict or question.get('do') not in ('verify', 'run'):
        raise malformed('do', 'verify or run', 'verify 或 run')
    files = _files(question.get('files'))
    if question['do'] == 'verify':
        level = question.get('level')
        if level not in ('public', 'restricted'):
            raise malformed('level', 'public or restricted', 'public 或 restricted')
        expect = _expect(question.get('expect', {}))
        return verify(files, level == 'restricted', expect)
    secret = question.get('secret')
    if secret is not None:
        if type(secret) is not str or not HEX32(secret):
            raise Refusal('SECRET_MISMATCH')
        secret = bytes.fromhex(secret)
    made = run(files, secret)
    return {'ok': True, 'files': {
        name: base64.b64encode(data).decode('ascii') for name, data in made.items()}}


def _files(files):
    if type(files) is not dict:
        raise malformed('files', 'an object of files', '文件的对象')
    result = {}
    for name, text in files.items():
        try:
            result[name] = base64.b64decode(text, validate=True)
        except (TypeError, ValueError, binascii.Error):
            raise malformed(f'files.{name}', 'base64', 'base64') from None
    return result


def _expect(expect):
    """What is known from elsewhere: authority, heads, and witnesses as a list
    of {id, publicKey} (or as an object of id and key)."""
    wrong = malformed('expect', '{authority?, heads?, witnesses?}',
                      '{authority?, heads?, witnesses?}')
    if type(expect) is not dict or not expect.keys() <= {'authority', 'heads', 'witnesses'}:
        raise wrong
    authority, heads = expect.get('authority'), expect.get('heads', [])
    witnesses = expect.get('witnesses', [])
    if type(witnesses) is dict:
        witnesses = [{'id': name, 'publicKey': key} for name, key in witnesses.items()]
    if not (authority is None or type(authority) is str) \
            or type(heads) is not list or not all(type(one) is str for one in heads) \
            or type(witnesses) is not list or not all(
                type(one) is dict and type(one.get('id')) is str
                and type(one.get('publicKey')) is str for one in witnesses):
        raise wrong
    return {'authority': authority, 'heads': heads,
            'witnesses': [(one['id'], one['publicKey']) for one in witnesses]}


if __name__ == '__main__':
    sys.exit(main(sys.argv[1:]))
