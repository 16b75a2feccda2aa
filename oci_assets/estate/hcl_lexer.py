"""HCL text -> tokens, exact where guessing goes wrong: comments, nested templates, heredocs. Never fails.

Linear in time and without recursion, however deep a text nests; python-hcl2 stays the reference (tests compare both).
Rules: https://github.com/hashicorp/hcl/blob/main/hclsyntax/spec.md, and scan_tokens.rl beside it where the two differ.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cached_property

from oci_assets.estate.hcl_escapes import quoted_value, unquoted_value
from oci_assets.estate.hcl_tokens import (
    CLOSE,
    ID,
    INTERPOLATE,
    LITERAL,
    NEWLINE,
    NUMBER,
    OPEN,
    RESUME,
    TEXT,
    UNKNOWN,
    Tokens,
)

_BARE = ""  # the mark of a template that is a whole text
_SILENT = r"[ \t\r]+|\#[^\n]*|//[^\n]*|/\*.*?\*/"
# Always matches, so that nothing is ever tried twice. The group that matched tells what it is.
_CODE = re.compile(
    rf"""(?:{_SILENT})*
    (?:(\n(?:\n|{_SILENT})*)             # 1 line ends, with what says nothing between them
    |([^\W\d][\w-]*)                     # 2 identifier
    |"([^"\\\n$%]*)"                     # 3 a string without escapes and templates
    |([0-9](?:\.*(?:[eE][+-]?)?[0-9])*)  # 4 number
    |(=>|==|!=|<=|>=|&&|\|\||\.\.\.|[,.=:?*+%!>&|~-]|<(?!<-?[^\W\d][\w-]*\r?\n)|/(?!\*))  # 5
    |([{{(\[])                           # 6
    |([}})\]])                           # 7
    |(")                                 # 8 every other string
    |<<-?([^\W\d][\w-]*)\r?\n            # 9 heredoc
    |(.)                                 # 10 anything else: a mistake
    |\Z)""",
    re.DOTALL | re.VERBOSE,
)
_PLAIN = ("", NEWLINE, ID, TEXT, NUMBER)  # by group
_MARK, _OPENS, _CLOSES, _HEREDOC, _MISTAKE = 5, 6, 7, 9, 10
_QUOTED = re.compile(r'(?:[^"\\\n$%]+|\\[^\n]|\$\$\{~?|%%\{~?|[$%](?!\{))*')
_UNQUOTED = re.compile(r"(?:[^$%]+|\$\$\{~?|%%\{~?|[$%](?!\{))*")
_BEGIN = re.compile(r"[$%]\{~?")
_SPACES = r"[\t\v\f\r \x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]*"  # what Go trims from a line
_ONE_WORD = re.compile(rf"^{_SPACES}([^\W\d][\w-]*){_SPACES}$", re.MULTILINE)
_PAIRS = {"}": "{", ")": "(", "]": "["}
_REACH = 8  # how far a wrong bracket looks for its own, so that a bad text costs linear time


def lex(text: str) -> Tokens:
    """The tokens of HCL code."""
    return _Lexer(text).read(0)


def lex_template(text: str) -> Tokens:
    """The tokens of a text that is one template as a whole, as strings in JSON configuration are."""
    lexer = _Lexer(text)
    lexer.open(OPEN, _BARE, 0)
    return lexer.read(0)


class _Lexer:
    def __init__(self, text: str) -> None:
        self._text = text
        self._tokens = Tokens(text)
        self._opened: list[int] = []  # brackets, templates, interpolations

    def read(self, position: int) -> Tokens:
        tokens, opened = self._tokens, self._opened
        while position < len(self._text) or (opened and tokens.values[opened[-1]] == _BARE):
            in_template = opened and tokens.kinds[opened[-1]] == OPEN
            position = self._template(position) if in_template else self._code(position)
        for index in opened:
            what = "a template" if tokens.kinds[index] == OPEN else repr(tokens.values[index])
            tokens.fail(f"{what} that is never closed", tokens.ends[index])
            tokens.partners[index] = len(tokens)
        return tokens

    def open(self, kind: str, value: str, end: int) -> None:
        self._opened.append(len(self._tokens))
        self._tokens.add(kind, value, end)

    def _code(self, position: int) -> int:
        """Read code up to where a template begins or goes on; gives that place."""
        match, text, add = _CODE.match, self._text, self._tokens.add
        while (found := match(text, position)) and (group := found.lastindex):
            value, position = found[group], found.end()
            if group < _MARK:
                add(_PLAIN[group], value, position)
            elif group == _MARK:
                add(value, value, position)
            elif group == _OPENS:
                self.open(value, value, position)
            elif group == _CLOSES:
                if self._close(value, position):
                    return position
            elif group == _MISTAKE:
                position = self._unknown(position - 1)
            else:
                self.open(OPEN, value, position - (group == _HEREDOC))  # not after its line end
                return position
        return len(text)

    def _close(self, mark: str, end: int) -> bool:
        """A closing bracket; True where it ends an interpolation. A wrong one closes what is left open inside."""
        tokens, opened, wanted = self._tokens, self._opened, _PAIRS[mark]
        for depth, opener in enumerate(reversed(opened[-_REACH:]), start=1):
            kind = tokens.kinds[opener]
            ends_template = kind == INTERPOLATE and mark == "}"
            if kind == wanted or ends_template:
                for inner in opened[-depth:]:
                    tokens.partners[inner] = len(tokens)
                del opened[-depth:]
                tokens.add(RESUME if ends_template else mark, mark, end)
                if depth > 1:
                    tokens.fail(f"{mark!r} where something else is open", end)
                return ends_template
            if kind == INTERPOLATE:
                break
        tokens.add(mark, mark, end)
        tokens.fail(f"{mark!r} that closes nothing", end)
        return False

    def _unknown(self, start: int) -> int:
        """A character that begins no token, the end of a comment that is none, or an identifier that goes on."""
        text, tokens = self._text, self._tokens
        if tokens.kinds and tokens.kinds[-1] == ID and tokens.ends[-1] == start and f"a{text[start]}".isidentifier():
            end = start + 1  # after a combining mark, which \w leaves out
            while end < len(text) and (text[end] == "-" or f"a{text[end]}".isidentifier()):
                end += 1
            tokens.values[-1] += text[start:end]
            tokens.ends[-1] = end
            return end
        if text.startswith("/*", start):
            tokens.fail("a comment that does not end", start)
            return len(text)
        tokens.add(UNKNOWN, text[start], start + 1)
        tokens.fail(f"unknown character {text[start]!r}", start)
        return start + 1

    def _template(self, position: int) -> int:
        """Read a template up to its end or its next interpolation; gives where to go on."""
        text, tokens, opener = self._text, self._tokens, self._opened[-1]
        is_quoted = tokens.values[opener] == '"'
        stop, after = (len(text), 0) if is_quoted else self._end_of(opener, position)
        found = (_QUOTED if is_quoted else _UNQUOTED).match(text, position, stop)
        end = found.end() if found else position
        if end > position:
            literal = text[position:end]
            tokens.add(LITERAL, quoted_value(literal) if is_quoted else unquoted_value(literal), end)
        begin = _BEGIN.match(text, end, stop)
        if begin:
            self.open(INTERPOLATE, begin[0], begin.end())
            return begin.end()
        if is_quoted:
            is_whole = text.startswith('"', end)
            after = end + is_whole
            if not is_whole:
                tokens.fail("a string that does not end", end)
        self._end_template(after)
        return after

    def _end_of(self, opener: int, position: int) -> tuple[int, int]:
        """Where the text of a heredoc stops, and where its mark does: alone in a line, outside of interpolations."""
        tokens, mark, end = self._tokens, self._tokens.values[opener], len(self._text)
        if mark == _BARE:
            return end, end
        places = self._mark_lines.get(mark, [])
        index = bisect_left(places, (position, position))
        if index == len(places):
            tokens.fail(f"a heredoc without its {mark}", tokens.ends[opener])
            return end, end
        return places[index]

    @cached_property
    def _mark_lines(self) -> dict[str, list[tuple[int, int]]]:
        """Lines that hold nothing but a word, by word: where heredocs may end."""
        found: dict[str, list[tuple[int, int]]] = {}
        for line in _ONE_WORD.finditer(self._text):
            found.setdefault(line[1], []).append(line.span())
        return found

    def _end_template(self, end: int) -> None:
        tokens, opener = self._tokens, self._opened.pop()
        length = len(tokens) - opener
        if length == 1 or (length == 2 and tokens.kinds[-1] == LITERAL):
            value = tokens.values[-1] if length == 2 else ""
            tokens.cut(opener)
            tokens.add(TEXT, value, end)
        else:
            tokens.partners[opener] = len(tokens)
            tokens.add(CLOSE, "", end)
