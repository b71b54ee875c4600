"""Letter templates as strangers might write them: sixty that mean harm, forty that only look so.

Each is the text of a whole template. Where it matters, what it tries stands in its name.
"""

from __future__ import annotations

FRONT = '+++\nkind = "note"\nrecipient = "any office"\ntitle = "A note"\nneeds = ["client.name"]\n+++\n'


def body(text: str) -> str:
    return FRONT + text


def front(more: str, text: str = "Dear {{ client.name }}") -> str:
    return FRONT.replace('title = "A note"', 'title = "A note"\n' + more) + text


# What reaches for more than the facts --------------------------------------------------------------

REACHING = {
    "an attribute of Python": body("{{ client.__class__ }}"),
    "a text's class": body("{{ client.name.__class__.__mro__ }}"),
    "a class by its name in brackets": body("{{ client['__class__'] }}"),
    "subclasses of a literal": body("{{ ''.__class__.__mro__[1].__subclasses__() }}"),
    "a name made of another": body("{{ client[reference] }}"),
    "globals of a function": body("{{ client.name.__init__.__globals__ }}"),
    "the engine itself": body("{{ self }}"),
    "the template's surroundings": body("{{ template }} {{ environment }} {{ _context }}"),
    "a whole person at once": body("{{ client }}"),
    "a field there is not": body("{{ client.mother }}"),
    "the desk's key": body("{{ desk.key }}"),
    "a setting of the machine": body("{{ env.HOME }}"),
    "an id of a statement": body("{% for group in groups %}{{ group.id }}{% endfor %}"),
    "a class within a loop": body("{% for one in groups %}{{ one.__class__ }}{% endfor %}"),
    "a method within a loop": body("{% for one in awards %}{{ one.items }}{% endfor %}"),
    "an index into a list": body("{{ groups[0] }}"),
    "the first of a list": body("{{ groups.first }}"),
    "something never asked": body("{{ asked.passphrase }}"),
    "a file of the machine": body("{% include '/etc/passwd' %}"),
    "a file above": body("{% render '../../vault/keys.json' %}"),
    "another letter": body("{% include 'evidence' %}"),
    "a layout to take over": body("{% extends 'evidence' %}{% block a %}{% endblock %}"),
    "an import": body("{% import os %}{% from os import path %}"),
    "an assignment": body("{% assign a = client.name %}{{ a }}"),
    "a capture": body("{% capture a %}{{ client.name }}{% endcapture %}{{ a }}"),
    "a counter that stays": body("{% increment n %}{{ n }}"),
    "the many-in-one tag": body("{% liquid\n echo client.name\n%}"),
    "a table by a tag": body("{% tablerow x in groups %}{{ x.heading }}{% endtablerow %}"),
    "a filter that reads files": body("{{ '/etc/passwd' | read }}"),
    "a filter that decodes": body("{{ client.name | base64_decode }}"),
    "a filter that makes markup": body("{{ client.name | safe }}"),
    "a filter that repeats": body("{{ client.name | append: client.name }}"),
    "a filter that sums": body("{{ 2 | times: 2 }}"),
    "a seal of ours, forged": body("\ue000666f6f\ue001626172\ue002"),
    "half a seal": body("Dear \ue000 all"),
    "a number of the world's": body("{{ now }} {{ 'now' | date: '%s' }}"),
}

# What would not end, or would fill memory ----------------------------------------------------------

_IN_A_ROW = "{% for i in (1..1999) %}x{% endfor %}"

ENDLESS = {
    "a loop of a hundred million": body("{% for i in (1..100000000) %}x{% endfor %}"),
    "a loop beyond any number": body("{% for i in (1..99999999999999999999999) %}x{% endfor %}"),
    "a loop in a loop": body("{% for a in (1..2000) %}{% for b in (1..2000) %}x{% endfor %}{% endfor %}"),
    "ten loops in each other": body("{% for a in (1..9) %}" * 10 + "x" + "{% endfor %}" * 10),
    "a thousand loops in a row": body(_IN_A_ROW * 1_400),
    "a loop that prints much": body("{% for a in (1..1000) %}" + "x" * 2_000 + "{% endfor %}"),
    "a loop of nothing but doubts": body(
        "{% for a in (1..2000) %}" + "{% if late %}{% endif %}" * 2_000 + "{% endfor %}"
    ),
    "a loop that asks for ever": body(
        "{% for a in (1..2000) %}{% if " + " or ".join(["late"] * 3_000) + " %}x{% endif %}{% endfor %}"
    ),
    "sixty doubts in each other": body("{% if late %}" * 60 + "x" + "{% endif %}" * 60),
    "ten thousand doubts in each other": body("{% if late %}" * 3_000 + "x" + "{% endif %}" * 3_000),
    "brackets without end": body("{% if " + "(" * 5_000 + "late" + ")" * 5_000 + " %}x{% endif %}"),
    "a thousand openings never closed": body("{% if late %}\n" * 4_000),
    "thirty thousand lines and an opening": body("\n" * 30_000 + "{% if late %}"),
    "a table wider than a house": body(
        "|" + " a |" * 3_000 + "\n|" + "---|" * 3_000 + "\n|" + " b |" * 3_000
    ),
    "lines to write on for a mile": body("---\n\n" * 9_000),
    "a list without end": body("{% for i in (1..1990) %}\n- a\n- b\n- c\n{% endfor %}"),
    "a book": body(
        "word " * 11_000 + "{% for i in (1..1900) %}{{ sign_off }} {{ recipient.address }}{% endfor %}"
    ),
    "a book of one template": body("x" * 70_000),
    "a list in a list in a list": body("".join("  " * n + "- a\n" for n in range(200))),
    "a number of five thousand digits": front("answers = [" + "9" * 5_000 + "]"),
    "a front matter nested for ever": front("to = " + "[" * 8_000 + "]" * 8_000),
    "a key of ten thousand parts": front(".".join(["a"] * 10_000) + " = 1"),
    "two hundred things asked": front("")[: -len("+++\nDear {{ client.name }}")]
    + "".join(f'[[asks]]\nkey = "a{n}"\nwords = "A"\n' for n in range(200))
    + "+++\nDear",
    "a front matter that is a program": "+++\n__import__('os').system('x')\n+++\nDear",
}

HOSTILE = REACHING | ENDLESS

# What only looks so --------------------------------------------------------------------------------

HARMLESS = {
    "a name with an apostrophe": body("Dear {{ client.name }}, that’s all"),
    "words with curly brackets": body("Write {name} or { name } here"),
    "a brace at the end": body("The set {1, 2}"),
    "words with percent": body("100 % of what you’re owed, 5%"),
    "markup spelled out": body("<b>Not bold</b> &amp; <script>x</script>"),
    "a link spelled out": body("[see](http://example.org)"),
    "code marks": body("Use `this` and ```that```"),
    "a path": body("Look in C:\\Letters\\2026 or /home/letters"),
    "a word of Python": body("The import of this class is None; self is not lost"),
    "underscores": body("Sign here: __________ or client_name"),
    "double underscores round a word": body("This is __important__ and _so_ is this"),
    "a dunder as words": body("The word __class__ in a letter"),
    "an e-mail address": body("Write to {{ agency.email }} or a@b.example"),
    "a price list": body("| What | How much |\n|---|---|\n| One | £1.00 |\n| Two | £2.00 |"),
    "a wide table": body("|" + " a |" * 12 + "\n|" + "---|" * 12 + "\n|" + " b |" * 12),
    "twelve lines to write on": body("---\n\n" * 12),
    "a long letter": body("A sentence of words. " * 2_000),
    "a long list": body("\n".join(f"- point {n}" for n in range(300))),
    "a numbered list": body("1. one\n2. two\n3. three"),
    "a doubt in a doubt": body("{% if late %}{% if checked %}a{% else %}b{% endif %}{% else %}c{% endif %}"),
    "nine doubts in each other": body("{% if checked %}" * 9 + "x" + "{% endif %}" * 9),
    "a loop over debts": body(
        "{% for owed in debts %}\n- {{ owed.creditor }}: {{ owed.balance }}\n{%- endfor %}"
    ),
    "a loop in a loop": body(
        "{% for g in groups %}{{ g.heading }}{% for s in g.statements %}{{ s.text }}{% endfor %}{% endfor %}"
    ),
    "twenty boxes to tick": body("{% for n in (1..20) %}☐ {% endfor %}"),
    "a hundred loops in a row": body("{% for owed in debts %}{{ owed.creditor }} {% endfor %}\n\n" * 100),
    "the last in a loop": body(
        "{% for one in debts %}{{ one.creditor }}{% unless forloop.last %}, {% endunless %}{% endfor %}"
    ),
    "a word in place of nothing": body('{{ client.ni_number | default: "not known" }}'),
    "names joined": body('{{ copies_to | join: " and " }}'),
    "a choice of words": body(
        "{% case recipient.kind %}{% when 'sss' %}a{% when 'dwp' %}b{% else %}c{% endcase %}"
    ),
    "a comment": body("{% comment %} to {{ nobody }} {% endcomment %}Dear all"),
    "white space taken away": body("a {%- if checked -%} b {%- endif -%} c"),
    "Windows line ends": body("Dear {{ client.name }}\r\n\r\nWe write.\r\n")
    .replace("\n", "\r\n")
    .replace("\r\r", "\r"),
    "letters of other names": body("Łódź, Żółć, Ñandú, Straße, Ærø, Ceòl, Màiri"),
    "marks of the trade": body("“Quoted” – and — so … • € £ ½ §"),
    "an asterisk and a hash": body("2 * 3 * 4 and # not a heading and 1) this"),
    "a backslash at the end": body("one\\\ntwo\\\nthree"),
    "nothing at all": body(""),
    "a raw piece, printed as it is": body("{% raw %}{{ x }}{% endraw %}"),
    "a front matter in two lines of dashes": body("+++\nplain words\n+++"),
    "a quoted front matter": front('about = "He said \\"+++\\" and {{ left }}"'),
    "an asked question": FRONT[:-4] + '[[asks]]\nkey = "why"\nwords = "Why?"\n+++\nBecause {{ asked.why }}',
}
