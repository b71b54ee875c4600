"""Our fixed words in Polish: all of them, with the same things filled in, printed with their accents."""

from __future__ import annotations

import hashlib
import re
import string
import subprocess
from collections import Counter
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from shutil import which

import docx
import pikepdf
import pytest
from reading_back import folded, read_tagged

from welfare_desk import resources
from welfare_desk.letters import in_language, templates
from welfare_desk.letters.pdf import render_pdf
from welfare_desk.letters.word import render_docx

ACCENTS = set("ąćęłńóśźż")
STAY_ENGLISH = {"form-answers"}  # copied by hand into a form that is in English
TO_A_CLIENT = [
    kind
    for kind in templates.KINDS
    if "subject" in templates.shipped(kind).front.to and kind not in STAY_ENGLISH
]
_TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}", re.DOTALL)
_WORDS = re.compile(r"\"[^\"]*\"")
_ONLY_ENGLISH_SHEET = {"recipient.address", "advisor.name", "sign_off"}  # stand on the English page already

# The English each Polish text says. Where one fails here, its English has changed: bring the Polish after it,
# empty its "checked", then put the new mark.
ENGLISH = {
    "consent-sheet": "c5f5edcef0f725f5",
    "consent-renewal": "fb3b340f709420b7",
    "attend-alone": "d592df3aaa43bcb3",
    "client-care": "a073e205c0feff2e",
    "appointment": "533764d703ad3435",
    "missed-appointment": "4b84c44fa7f46687",
    "award": "ca23441946ea68da",
    "closing": "a4673878d07e5e0f",
    "signposting": "6ba0d5d226a66d4e",
    "subject-access-cover": "ba28f1307b74c602",
}


def told(language: str, kind: str) -> str:
    return resources.text(f"letters/{kind}.md" if language == "en-GB" else f"letters/{language}/{kind}.md")


def filled_in(source: str) -> Counter[str]:
    """Every field and tag of a text, without the words it falls back on and without its trimming."""
    body = source.split("+++\n", 2)[2]
    plain = (_WORDS.sub('""', tag) if "join" not in tag else tag for tag in _TAG.findall(body))
    return Counter(" ".join(tag.replace("-%}", "%}").replace("{%-", "{%").split()) for tag in plain)


def test_every_letter_to_a_client_has_its_polish() -> None:
    there = {file.stem for file in resources.path("letters/pl").glob("*.md")}
    assert there == set(TO_A_CLIENT)


@pytest.mark.parametrize("kind", TO_A_CLIENT)
def test_the_polish_has_the_same_things_filled_in(kind: str) -> None:
    polish = in_language.translation(kind, "pl")
    assert polish is not None and polish.kind == kind
    ours, theirs = filled_in(told("en-GB", kind)), filled_in(told("pl", kind))
    missing = ours - theirs
    if polish.beside:
        missing = Counter(
            {tag: n for tag, n in missing.items() if tag.strip("{ }") not in _ONLY_ENGLISH_SHEET}
        )
    assert not missing and not theirs - ours


@pytest.mark.parametrize("kind", TO_A_CLIENT)
def test_a_changed_english_asks_for_its_polish_again(kind: str) -> None:
    body = told("en-GB", kind).split("+++\n", 2)[2]
    assert hashlib.sha256(body.encode()).hexdigest()[:16] == ENGLISH[kind]


def test_every_sentence_round_a_letter_has_its_polish() -> None:
    polish = resources.table("letters/pl/words.toml")["frame"]
    assert polish.keys() == in_language.ENGLISH.keys()
    for key, ours in in_language.ENGLISH.items():
        named = [{name for _, name, _, _ in string.Formatter().parse(text)} for text in (ours, polish[key])]
        assert named[0] == named[1], key


def test_every_label_of_consent_and_every_rhythm_of_pay_has_its_polish() -> None:
    known = resources.table("letters/pl/words.toml")["facts"]
    labels = resources.consent_words().labels
    wanted = [*labels["purposes"].values(), *labels["categories"].values(), *labels["always_ask"].values()]
    beyond = set(resources.table("consent.toml")["purposes_beyond_consent"].values())
    assert [word for word in wanted if word not in known and word not in beyond] == []
    assert in_language.fact("Thursdays, 9:30 to 12:30", "pl") == "w czwartki, 9:30–12:30"
    assert in_language.fact("Thursdays", "pl") == "w czwartki"
    assert in_language.fact("Blue badge", "pl") == "Blue badge" == in_language.fact("Blue badge", "en-GB")


@pytest.mark.parametrize("kind", TO_A_CLIENT)
@pytest.mark.parametrize("large", [False, True])
def test_every_polish_letter_prints_and_says_which_language_it_is_in(kind: str, large: bool) -> None:
    template = templates.shipped_in(kind, "pl")
    document = template.document(replace(template.sample(), large_print=large))
    made = render_pdf(document, prove=True)
    with pikepdf.open(BytesIO(made.data)) as pdf:
        assert str(pdf.Root.Lang) == ("en-GB" if template.beside else "pl")
        assert b"<rdf:li>" + str(pdf.Root.Lang).encode() in pdf.Root.Metadata.read_bytes()
    text = read_tagged(made.data).text
    assert ACCENTS & set(text), "not a Polish letter stands on its page"
    assert ("Our reference" in text) == (template.beside is not None)
    word = docx.Document(BytesIO(render_docx(document)))
    assert ACCENTS & set("".join(paragraph.text for paragraph in word.paragraphs))


@pytest.mark.skipif(which("pdftotext") is None, reason="pdftotext (poppler-utils) is not installed")
def test_every_polish_letter_of_the_alphabet_can_be_copied_out_of_the_file(tmp_path: Path) -> None:
    template = templates.shipped_in("appointment", "pl")
    alphabet = "ąćęłńóśźż ĄĆĘŁŃÓŚŹŻ „cudzysłów”"
    facts = template.sample()
    file = tmp_path / "list.pdf"
    file.write_bytes(render_pdf(template.document(replace(facts, asked={"also": alphabet}))).data)
    said = subprocess.run(
        ["pdftotext", "-layout", str(file), "-"], capture_output=True, check=True
    ).stdout.decode()
    assert alphabet in folded(said)
    fonts = subprocess.run(["pdffonts", str(file)], capture_output=True, check=True).stdout.decode()
    assert all(line.split()[-5] == "yes" for line in fonts.splitlines()[2:]), "a font is not embedded"


def test_the_sheet_to_sign_stays_english_and_has_its_polish_on_a_page_of_its_own() -> None:
    template = templates.shipped_in("consent-sheet", "pl")
    made = render_pdf(template.document(template.sample()))
    tags = read_tagged(made.data)
    [translated] = [tag for tag in tags.root.walk() if tag.kind == "Sect"]
    assert (
        "May we see your medical record?" in tags.text and "liczy się tekst angielski" in translated.words()
    )
    assert "nie sprawdziła jeszcze" in translated.words() and "☐" not in translated.words()
    with pikepdf.open(BytesIO(made.data)) as pdf:
        sections = [kid for kid in pdf.Root.StructTreeRoot.K[0].K if str(kid.S) == "/Sect"]
        assert [str(section.Lang) for section in sections] == ["pl"]


def test_money_and_days_of_an_award_are_written_the_polish_way() -> None:
    template = templates.shipped_in("award", "pl")
    text = read_tagged(render_pdf(template.document(template.sample())).data).text
    english = read_tagged(render_pdf(templates.shipped("award").document(template.sample())).data).text
    assert re.search(r"\d,\d\d £", text) and "£1" not in text and " r." in text
    assert re.search(r"£\d", english) and "tygodniowo" not in english


def test_a_letter_to_an_office_is_never_in_another_language() -> None:
    for kind in set(templates.KINDS) - set(TO_A_CLIENT):
        assert templates.shipped_in(kind, "pl") is templates.shipped(kind)


def test_nobody_has_checked_the_polish_yet_and_the_texts_say_so() -> None:
    assert {in_language.translation(kind, "pl").checked for kind in TO_A_CLIENT} == {""}  # type: ignore[union-attr]
