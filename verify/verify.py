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

PASSED_OVER = ('Thumbs.db', 'desktop.ini')         # and names with a dot in front (section 17)


def read_folder(folder):
    """{name: bytes} of the files of a folder, names with '/'. Links and what
    systems leave behind are passed over; without draw.json it is no bundle
    and not read through."""
    files = {}
    if not os.path.exists(os.path.join(folder, 'draw.json')):
        return files

    def unreadable(error):
        raise error

    for place, _folders, names in os.walk(folder, onerror=unreadable):
        for name in names:
            path = os.path.join(place, name)
            if name.startswith('.') or name in PASSED_OVER \
                    or os.path.islink(path) or not os.path.isfile(path):
                continue
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
        parser.error('请给出一个文件夹，或 --batch，或 --selftest。 '
                     'Give one of FOLDER, --batch and --selftest.')
    if options.batch:
        return batch(sys.stdin.buffer, sys.stdout)
    if options.selftest:
        from selftest import main as selftest
        return selftest()
    if not os.path.isdir(options.folder):
        return wrong(f'没有文件夹 {options.folder}。 There is no folder {options.folder}.')
    try:
        files = read_folder(options.folder)
    except OSError as error:
        return wrong(f'读不了 {error.filename}（{error.strerror}）。 '
                     f'{error.filename} cannot be read: {error.strerror}.')
    answer = checked(verify, files, options.restricted, {
        'authority': options.authority, 'heads': options.head, 'witnesses': options.witness})
    if options.json:
        print(json.dumps(answer, ensure_ascii=False))
    else:
        knows = options.head or options.witness
        print('\n'.join(words_of(answer, options.restricted, knows)))
    if answer.get('code') == 'INTERNAL':
        return 2
    return 0 if answer['ok'] else 1


def wrong(sentence):
    """A command that cannot be followed."""
    print(f'verify.py: {sentence}', file=sys.stderr)
    return 2


STATES = {'frozen': '已封库，待见证', 'anchored': '已见证，待揭示', 'revealing': '揭示中',
          'complete': '已全部揭示', 'drawn': '已抽取', 'opened': '已公开', 'void': '已作废',
          'lapsed': '已失效'}
ASSURANCES = {'SELF': '自证：没有见证人', 'WITNESSED': '有见证：除非操作人与全部见证人串通',
              'PUBLIC': '有见证，并有公开号码', 'BEACON': '有见证，并有公开随机信标'}
LABELS = (('authority', '机关'), ('campaign', '任务'), ('drawNo', '封库次序'),
          ('state', '状态'), ('assurance', '保证等级'), ('count', '抽中数'),
          ('substitutions', '替换次数'), ('C', '封库指纹'), ('receiptHash', '抽取结果指纹'),
          ('seed', '种子'), ('head', '日志末端'))


def words_of(answer, restricted, knows):
    """The answer in lines for people."""
    level = '受限级 restricted level' if restricted else '公开级 public level'
    if not answer['ok']:
        return [f'核验未通过 NOT VERIFIED ({level})',
                f'  {answer["code"]}: {answer["zh"]}',
                f'  {" " * len(answer["code"])}  {answer["en"]}']
    said = {**answer, 'state': f'{answer["state"]} {STATES[answer["state"]]}',
            'assurance': f'{answer["assurance"]} {ASSURANCES[answer["assurance"]]}'}
    lines = [f'核验通过 VERIFIED ({level})']
    if answer['series'] == 'R':
        lines.append('  *** 演练 REHEARSAL ***')
    lines += [f'  {zh} {key}: {said[key]}' for key, zh in LABELS if key in said]
    if answer['state'] in ('drawn', 'opened') and 'seed' not in answer:
        lines.append('  保密抽取尚未公开，结果现在无从核验。 '
                     'Confidential and not opened yet: its outcome cannot be verified now.')
    if not knows:
        lines.append('  未带入 --witness 或 --head：整套伪造的日志也会自相一致。 '
                     'Without --witness or --head a whole invented log would verify, too.')
    return lines


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
    return checked(_answer, line)


def checked(ask, *question):
    """An answer, a named refusal, or the word that this program has a fault."""
    try:
        return ask(*question)
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
