"""Bytes to characters: right, or refused."""

import pytest

from analysis.errors import CrossreadError
from analysis.read.acquire.doubled import undoubled
from analysis.read.acquire.encodings import declared_encoding, decoded, known_encoding
from tests.read.acquire import articles

TEXTS = {
    "fa": articles.PERSIAN.text.translate(str.maketrans("ی۰۱۲۳۴۵۶۷۸۹", "ي0123456789")),
    "ar": articles.ARABIC.text,
    "fr": articles.FRENCH.text,
    "ja": articles.JAPANESE.text,
    "en": articles.FERRY.text,
    "ru": "Мэрия города сообщила в понедельник, что старый мост закроют на ремонт до конца сентября. По словам "
    "инженеров, трещины появились весной, и движение грузовиков запрещено.",
    "pl": "Władze miasta ogłosiły w poniedziałek, że stary most zostanie zamknięty. Według inżynierów pęknięcia "
    "pojawiły się wiosną, a ruch ciężarówek jest zabroniony aż do września.",
    "tr": "Belediye pazartesi günü eski köprünün eylül sonuna kadar kapatılacağını açıkladı. Mühendislere göre "
    "çatlaklar ilkbaharda ortaya çıktı ve kamyonların geçişi yasaklandı.",
    "de": "Die Gemeinde Süderlügum hat am Donnerstag über die Zukunft des Hafens gestritten. Für die Bürger wäre eine "
    "Schließung schlimm, sagte der Bürgermeister, große Schäden würden entstehen.",
    "el": "Ο δήμος ανακοίνωσε τη Δευτέρα ότι η παλιά γέφυρα θα κλείσει για επισκευή μέχρι το τέλος Σεπτεμβρίου. "
    "Σύμφωνα με τους μηχανικούς, οι ρωγμές εμφανίστηκαν την άνοιξη.",
    "he": "העירייה הודיעה ביום שני כי הגשר הישן ייסגר לתיקון עד סוף ספטמבר. לדברי המהנדסים, הסדקים הופיעו באביב "
    "ותנועת המשאיות נאסרה.",
    "zh": "市政府星期一宣布，旧桥将关闭维修至九月底。工程师表示，裂缝在春天出现，卡车已被禁止通行。",
}
FOUND = [
    ("fa", "cp1256"), ("ar", "cp1256"), ("ar", "iso8859_6"), ("fr", "cp1252"), ("ja", "cp932"), ("ja", "euc_jp"),
    ("en", "cp1252"), ("ru", "cp1251"), ("ru", "koi8_r"), ("pl", "cp1250"), ("tr", "cp1254"), ("de", "cp1252"),
    ("el", "cp1253"), ("he", "cp1255"), ("en", "utf-16"), ("ar", "utf-16-le"), ("ar", "utf-16-be"), ("ja", "utf-16-be"),
    ("en", "utf-32"), ("fa", "utf-8-sig"), ("fr", "utf-16-le"),
]  # fmt: skip
# Pairs in which the letters do not give the encoding away; a right guess is welcome, a wrong one is not.
HARD = [("pl", "iso8859_2"), ("de", "mac_roman"), ("de", "cp850"), ("zh", "gb18030"), ("zh", "big5"), ("fr", "cp850"),
        ("fr", "mac_roman"), ("tr", "iso8859_3"), ("el", "cp737"), ("pl", "cp852")]  # fmt: skip


class TestDecoded:
    @pytest.mark.parametrize(("language", "encoding"), FOUND)
    def test_a_news_text_is_read_in_its_encoding_without_being_told(self, language, encoding):
        content = TEXTS[language].encode(encoding, "ignore")
        wanted = content.decode(encoding)
        assert decoded(content)[0] == wanted

    @pytest.mark.parametrize(("language", "encoding"), FOUND + HARD)
    @pytest.mark.parametrize("length", [20, 40, 60, 80, 100, 150, 200, 300])
    def test_a_piece_of_it_is_read_rightly_or_refused_but_never_wrongly(self, language, encoding, length):
        content = TEXTS[language][:length].encode(encoding, "ignore")
        try:
            assert decoded(content)[0] == content.decode(encoding)
        except CrossreadError as error:
            assert "--encoding windows-1256" in str(error)

    def test_a_short_text_in_an_old_encoding_is_refused_with_the_remedy(self):
        with pytest.raises(CrossreadError, match=r"certainty.*name it, for instance with --encoding windows-1256"):
            decoded("Café fermé à Méricourt".encode("cp1252"))

    def test_the_named_encoding_is_taken(self):
        assert decoded("Café".encode("cp1252"), encoding="latin-1") == ("Café", "cp1252")
        assert decoded(TEXTS["ru"].encode("koi8_r"), encoding="KOI8-R")[0] == TEXTS["ru"]

    def test_a_named_encoding_that_does_not_fit_is_an_error(self):
        with pytest.raises(CrossreadError, match="--encoding says utf-8, but byte 3 does not fit"):
            decoded("Café".encode("cp1252"), encoding="utf-8")
        with pytest.raises(CrossreadError, match="written in utf-8; leave the option out"):
            decoded(TEXTS["fa"].encode(), encoding="windows-1256")
        with pytest.raises(CrossreadError, match="begins as utf-16-le does"):
            decoded("Café".encode("utf-16"), encoding="latin-1")

    @pytest.mark.parametrize(
        "name", ["klingon", "hex", "rot13", "utf-7", "unicode_escape", "idna", "", "é", "replacement"]
    )
    def test_a_name_that_is_no_encoding_of_text_is_unknown(self, name):
        assert known_encoding(name) == ""
        if name:
            with pytest.raises(CrossreadError, match="unknown; name one such as utf-8"):
                decoded(b"a", encoding=name)

    def test_utf8_goes_before_what_a_page_declares(self):
        assert decoded("Über".encode(), declared="windows-1252") == ("Über", "utf-8")

    def test_what_a_page_declares_is_believed_where_it_fits(self):
        assert decoded("Café".encode("cp1252"), declared="iso-8859-1") == ("Café", "cp1252")

    def test_a_page_that_declares_one_encoding_and_reads_like_another_is_refused(self):
        with pytest.raises(CrossreadError, match="declares windows-1252 but reads like cp1251"):
            decoded(TEXTS["ru"].encode("cp1251"), declared="windows-1252")

    def test_three_damaged_places_among_many_sound_ones_are_marked(self):
        content = TEXTS["fr"].encode().replace("é".encode(), b"\xc3", 2)
        text, name = decoded(content)
        assert (text.count("\ufffd"), name) == (2, "utf-8")

    def test_zero_bytes_that_are_no_wide_letters_are_refused(self):
        for content in (b"A swan\0\0 sat on the rails", bytes(range(256)), b"\0" * 100):
            with pytest.raises(CrossreadError, match="zero bytes"):
                decoded(content)


class TestDeclaredEncoding:
    @pytest.mark.parametrize(
        ("content", "media", "name"),
        [
            (b'<meta http-equiv="Content-Type" content="text/html; charset=windows-1256">', "", "windows-1256"),
            (b"<META CHARSET=Shift_JIS>", "text/html", "Shift_JIS"),
            (b'<?xml version="1.0" encoding="koi8-r"?>', "", "koi8-r"),
            (b"<meta charset=utf-8>", 'text/html; charset="big5"', "big5"),
            (b"<p>charset=nonsense</p>", "", ""),
        ],
    )
    def test_the_server_goes_before_the_page(self, content, media, name):
        assert declared_encoding(content, media) == name


class TestUndoubled:
    def test_a_text_encoded_twice_is_read_once_more_and_told(self):
        text = TEXTS["fr"].replace("À", "A")
        twice = "".join(bytes([b]).decode("cp1252", "replace").replace("\ufffd", chr(b)) for b in text.encode())
        mended, note = undoubled(twice)
        assert mended == text
        assert "encoded twice" in note

    @pytest.mark.parametrize("language", list(TEXTS))
    def test_any_other_text_stays(self, language):
        assert undoubled(TEXTS[language]) == (TEXTS[language], "")

    def test_one_quoted_example_stays(self):
        text = "The page showed “â€™” instead of an apostrophe, as pages do – a café’s, for instance."
        assert undoubled(text) == (text, "")
