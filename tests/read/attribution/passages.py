"""Short passages written for the tests, each with the attributions that a careful reader marks in it.

`PASSAGES` is the data; `recovered` tells whether what an engine found is what a passage lists. The marks follow the
usual practice of labelled news: the source is the whole noun phrase, apposition and relative clause included; the cue
is the verb with its auxiliaries, or "according to"; the content holds the reported words with "that", "whether" or
"to" and with their quotation marks. Caution: topics and people are invented; matching is lenient about edges.

    python -m tests.read.attribution.passages ENGINE [floors|misses]

prints for each construction how many passages an engine recovers, and every miss with what was found instead; with
`floors` or `misses` it prints the rows that `test_passages` holds of the engine.
"""

import re
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from analysis.read.attribution import Attribution, attributions
from analysis.read.quotations import quotations
from analysis.read.segments import paragraphs, sentences
from analysis.read.zones import Span


class Expected(NamedTuple):
    """One attribution as text; `act` is None where readers may differ about it.

    Where `optional`, careful readers differ about whether it is one at all: it may be found and need not be.
    """

    source: str | None
    cue: str
    content: tuple[str, ...]
    mode: str
    act: str | None = "speech"
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Passage:
    """A text, the construction that it stands for, and the attributions to be found in it.

    `key` is the construction with the number of the passage in it: new passages go to the end of their construction.
    """

    construction: str
    text: str
    expected: tuple[Expected, ...]
    key: str


def _direct(source, cue, *content, act="speech"):
    return Expected(source, cue, content, "direct", act)


def _indirect(source, cue, *content, act="speech", optional=False):
    return Expected(source, cue, content, "indirect", act, optional)


def _mixed(source, cue, *content, act="speech"):
    return Expected(source, cue, content, "mixed", act)


# Construction: rows of text and what is expected in it.
ROWS = {
    "direct, source then cue after": [
        ("“The bridge will open in May,” Renkel said.", _direct("Renkel", "said", "“The bridge will open in May,”")),
        (
            '"Nobody has seen the plans for the ferry," the harbour master complained on Tuesday.',
            _direct("the harbour master", "complained", '"Nobody has seen the plans for the ferry,"'),
        ),
        (
            "“Who pays for the new pumps?” Petra Lund asked.",
            _direct("Petra Lund", "asked", "“Who pays for the new pumps?”"),
        ),
        (
            "“It was the wettest spring in sixty years,” Dov Arlen, a farmer near Brackwater, told the local paper.",
            _direct("Dov Arlen, a farmer near Brackwater", "told", "“It was the wettest spring in sixty years,”"),
        ),
        (
            "'The kiln is cold and the yard is empty,' Stowe said.",
            _direct("Stowe", "said", "'The kiln is cold and the yard is empty,'"),
        ),
        (
            "The hall was full on Thursday. “If you had told me in spring that we would be pouring concrete by "
            "now, I would "
            "have laughed,” Ivo Tamsin, the site manager, told a small crowd at the northern pier.",
            _direct(
                "Ivo Tamsin, the site manager",
                "told",
                "“If you had told me in spring that we would be pouring concrete by now, I would have laughed,”",
            ),
        ),
    ],
    "direct, cue then source after": [
        ("“The bridge will open in May,” said Renkel.", _direct("Renkel", "said", "“The bridge will open in May,”")),
        (
            '"The library has lost a third of its readers," said the librarian of Varn.',
            _direct("the librarian of Varn", "said", '"The library has lost a third of its readers,"'),
        ),
        (
            "“These tiles came from our own clay,” explained Elin Thorsby, the potter.",
            _direct("Elin Thorsby, the potter", "explained", "“These tiles came from our own clay,”"),
        ),
        (
            "“We have waited long enough!” shouted one of the passengers.",
            _direct("one of the passengers", "shouted", "“We have waited long enough!”"),
        ),
        (
            "“The figures in the draft are three years old, and the town has grown since,” cautioned Berrin "
            "Stowe, an adviser "
            "to the port, after the meeting.",
            _direct(
                "Berrin Stowe, an adviser to the port",
                "cautioned",
                "“The figures in the draft are three years old, and the town has grown since,”",
            ),
        ),
    ],
    "direct, source and cue before": [
        (
            "Renkel said, “The bridge will open in May.”",
            _direct("Renkel", "said", "“The bridge will open in May.”"),
        ),
        (
            'Later the warden told the walkers, "The northern path is closed until the rocks are cleared."',
            _direct("the warden", "told", '"The northern path is closed until the rocks are cleared."'),
        ),
        (
            "After the tour Marit Quell replied, “The steel came two weeks late.”",
            _direct("Marit Quell", "replied", "“The steel came two weeks late.”"),
        ),
        (
            "The chair of the orchard society then added “The old pear trees are all healthy.”",
            _direct("The chair of the orchard society", "added", "“The old pear trees are all healthy.”"),
        ),
    ],
    "split quotation": [
        (
            "“The roof,” Renkel said, “will not last another winter.”",
            _direct("Renkel", "said", "“The roof,”", "“will not last another winter.”"),
        ),
        (
            '"In those days," recalled the old miller, "we ground rye by moonlight."',
            _direct("the old miller", "recalled", '"In those days,"', '"we ground rye by moonlight."'),
        ),
        (
            "“If the frost stays away,” said Ivo Tamsin, who grows apricots, “we may have fruit by July.”",
            _direct(
                "Ivo Tamsin, who grows apricots", "said", "“If the frost stays away,”", "“we may have fruit by July.”"
            ),
        ),
        (
            "“The tram is old,” she told the council, “but it has never failed us.”",
            _direct("she", "told", "“The tram is old,”", "“but it has never failed us.”"),
        ),
        (
            "“Every year,” says Marit Quell of the bird trust, “there are fewer nests on the cliff. This year we "
            "counted nine.”",
            _direct(
                "Marit Quell of the bird trust",
                "says",
                "“Every year,”",
                "“there are fewer nests on the cliff. This year we counted nine.”",
            ),
        ),
    ],
    "quotation goes on after its cue": [
        (
            "“The roof leaks,” Renkel said. “It has leaked for years.”",
            _direct("Renkel", "said", "“The roof leaks,”", "“It has leaked for years.”"),
        ),
        (
            "“The roof leaks,” said Runa Keswick. “It has leaked for years. The beams are rotten.”",
            _direct("Runa Keswick", "said", "“The roof leaks,”", "“It has leaked for years. The beams are rotten.”"),
        ),
        (
            '"The baths opened in 1911," the guide told visitors. "My grandmother swam here. So did I."',
            _direct("the guide", "told", '"The baths opened in 1911,"', '"My grandmother swam here. So did I."'),
        ),
        (
            "“We cleared the ditch by hand,” Pike said on Sunday. “It took four days.” The ditch is dry.",
            _direct("Pike", "said", "“We cleared the ditch by hand,”", "“It took four days.”"),
        ),
        (
            "“The soup was thin. The bread was old,” Marsh wrote. “And still it was the best meal of the year.”",
            _direct(
                "Marsh",
                "wrote",
                "“The soup was thin. The bread was old,”",
                "“And still it was the best meal of the year.”",
            ),
        ),
        (
            "“My shop is on the wrong side of the works,” said Mallory, whose customers now walk half a mile "
            "around the "
            "trench. “Some days nobody comes at all. I sit and mend umbrellas.” The trench will be filled by autumn.",
            _direct(
                "Mallory, whose customers now walk half a mile around the trench",
                "said",
                "“My shop is on the wrong side of the works,”",
                "“Some days nobody comes at all. I sit and mend umbrellas.”",
            ),
        ),
    ],
    "marks reopened in the next paragraph": [
        (
            "“The valley was green then,” Stowe said.\n\n“There were sheep on both banks.\n\n“Now there is gravel.”",
            _direct(
                "Stowe",
                "said",
                "“The valley was green then,”",
                "“There were sheep on both banks.",
                "“Now there is gravel.”",
            ),
        ),
        (
            "The letter said: “The mill has closed for good.\n\n“The machines go to a museum in the spring.”",
            _direct(
                "The letter", "said", "“The mill has closed for good.", "“The machines go to a museum in the spring.”"
            ),
        ),
        (
            "Tilda Marsh said, “The choir began with five voices.\n\n“Today it has ninety.\n\n“None of them is paid.”",
            _direct(
                "Tilda Marsh",
                "said",
                "“The choir began with five voices.",
                "“Today it has ninety.",
                "“None of them is paid.”",
            ),
        ),
        (
            '"The well ran dry in June," said Dreel. "We carried water from the river.\n\n'
            '"It was two miles each way."\n\nThe river has since fallen too.',
            _direct(
                "Dreel",
                "said",
                '"The well ran dry in June,"',
                '"We carried water from the river.',
                '"It was two miles each way."',
            ),
        ),
    ],
    "a paragraph of nothing but quotation": [
        (
            "“The ferry is full every morning,” Quell said.\n\n“On Fridays people are left standing on the quay.”",
            _direct(
                "Quell",
                "said",
                "“The ferry is full every morning,”",
                "“On Fridays people are left standing on the quay.”",
            ),
        ),
        (
            "“I learned to weave at nine,” said Sefa Mallory, the last weaver of the street.\n\n"
            "“My hands know the loom better than I do.”\n\nHer shop closes at noon.",
            _direct(
                "Sefa Mallory, the last weaver of the street",
                "said",
                "“I learned to weave at nine,”",
                "“My hands know the loom better than I do.”",
            ),
        ),
        (
            "The harbour master was brief:\n\n“No boat leaves before the wind drops.”",
            _direct("The harbour master", ":", "“No boat leaves before the wind drops.”"),
        ),
        (
            '"The band has eleven players," Castor said.\n\n"The youngest is eight. The oldest is my father."',
            _direct(
                "Castor", "said", '"The band has eleven players,"', '"The youngest is eight. The oldest is my father."'
            ),
        ),
        (
            "The baker has kept a diary since he was twelve, Pike said.\n\n“It has the weather, the price of flour and "
            "nothing else.”",
            _indirect("Pike", "said", "The baker has kept a diary since he was twelve"),
            _direct("Pike", "said", "“It has the weather, the price of flour and nothing else.”"),
        ),
    ],
    "introduced by a colon": [
        ("Renkel said: “The roof leaks.”", _direct("Renkel", "said", "“The roof leaks.”")),
        (
            "The ranger put it plainly in her yearly report to the trust: “The otters are back.”",
            _direct("The ranger", "put", "“The otters are back.”"),
        ),
        (
            "Her reply was short: “The shop stays open on Sundays.”",
            _direct("Her", "reply", "“The shop stays open on Sundays.”"),
        ),
        (
            "A sign at the gate reads: “The garden is closed in frost.”",
            _direct("A sign at the gate", "reads", "“The garden is closed in frost.”"),
        ),
        (
            "The engineer told the committee: the lock gates are sound and the walls are not.",
            _indirect("The engineer", "told", "the lock gates are sound and the walls are not"),
        ),
        (
            "On the door of the shut brewery somebody had pinned a note that said: “Gone to the sea.”",
            _direct("a note that", "said", "“Gone to the sea.”"),
        ),
    ],
    "byline after a dash": [
        (
            "“The market feeds the whole quarter.” - Jane Dorrel, mayor",
            _direct("Jane Dorrel, mayor", "-", "“The market feeds the whole quarter.”"),
        ),
        (
            "Visitors left many notes in the book.\n\n“A quiet place with good light.” — Corin Hale, painter",
            _direct("Corin Hale, painter", "—", "“A quiet place with good light.”"),
        ),
        (
            '"The steps are too steep for my mother." – Wynn Castor, neighbour',
            _direct("Wynn Castor, neighbour", "–", '"The steps are too steep for my mother."'),
        ),
        (
            "“Every clock in the tower shows another hour.”\n— Elin Thorsby",
            _direct("Elin Thorsby", "—", "“Every clock in the tower shows another hour.”"),
        ),
    ],
    "according to, before": [
        (
            "According to Renkel, the bridge will open in May.",
            _indirect("Renkel", "According to", "the bridge will open in May"),
        ),
        (
            "According to the water board's yearly report, the reservoir is half full.",
            _indirect("the water board's yearly report", "According to", "the reservoir is half full"),
        ),
        (
            "According to Dov Arlen, a farmer near Brackwater, the hay was cut three weeks early.",
            _indirect("Dov Arlen, a farmer near Brackwater", "According to", "the hay was cut three weeks early"),
        ),
        (
            "According to two people familiar with the sale, the brewery went for nine million crowns.",
            _indirect("two people familiar with the sale", "According to", "the brewery went for nine million crowns"),
        ),
        (
            "According to the inquiry, which heard from forty witnesses over eleven days, the lamp on the buoy "
            "had been dark "
            "since the beginning of March.",
            _indirect(
                "the inquiry, which heard from forty witnesses over eleven days",
                "According to",
                "the lamp on the buoy had been dark since the beginning of March",
            ),
        ),
    ],
    "according to, after": [
        (
            "The bridge will open in May, according to Renkel.",
            _indirect("Renkel", "according to", "The bridge will open in May"),
        ),
        (
            "Four in ten houses in the old town stand empty, according to figures from the land registry.",
            _indirect(
                "figures from the land registry", "according to", "Four in ten houses in the old town stand empty"
            ),
        ),
        (
            "The crew slept through the first alarm, according to the coast guard's log, and woke only at the second.",
            _indirect(
                "the coast guard's log",
                "according to",
                "The crew slept through the first alarm",
                "and woke only at the second",
            ),
        ),
        (
            "The fire began in a dryer, according to Elin Thorsby, who leads the inquiry.",
            _indirect("Elin Thorsby, who leads the inquiry", "according to", "The fire began in a dryer"),
        ),
        (
            "The town spent more on snow last winter than on schools, according to a person who has seen the "
            "accounts but was "
            "not allowed to discuss them.",
            _indirect(
                "a person who has seen the accounts but was not allowed to discuss them",
                "according to",
                "The town spent more on snow last winter than on schools",
            ),
        ),
    ],
    "according to, in the middle": [
        (
            "The bridge, according to Renkel, will open in May.",
            _indirect("Renkel", "according to", "The bridge", "will open in May"),
        ),
        (
            "The old vineyard, according to the land registry, was sold twice in one year.",
            _indirect("the land registry", "according to", "The old vineyard", "was sold twice in one year"),
        ),
        (
            "In the first week, according to the museum, nine thousand people saw the carpet.",
            _indirect("the museum", "according to", "In the first week", "nine thousand people saw the carpet"),
        ),
        (
            "The driver of the grain lorry, according to a police report released on Friday, had slept for two hours.",
            _indirect(
                "a police report released on Friday",
                "according to",
                "The driver of the grain lorry",
                "had slept for two hours",
            ),
        ),
        (
            "The scheme will, according to its designers, keep the lower town dry for a century.",
            _indirect("its designers", "according to", "The scheme will", "keep the lower town dry for a century"),
        ),
    ],
    "indirect with that": [
        (
            "Renkel said that the bridge would open in May.",
            _indirect("Renkel", "said", "that the bridge would open in May"),
        ),
        (
            "The stationmaster has admitted that the clock runs four minutes slow.",
            _indirect("The stationmaster", "has admitted", "that the clock runs four minutes slow"),
        ),
        (
            "Marit Quell, the head of the fire brigade, warned on Friday that the hoses are too short.",
            _indirect("Marit Quell, the head of the fire brigade", "warned", "that the hoses are too short"),
        ),
        (
            "Neighbours of the quarry insist that the blasting has cracked their walls.",
            _indirect("Neighbours of the quarry", "insist", "that the blasting has cracked their walls"),
        ),
        (
            "The bakers told the council that flour costs twice as much as in the spring.",
            _indirect("The bakers", "told", "that flour costs twice as much as in the spring"),
        ),
        (
            "Petra Lund, who has chaired the fishing council for nine years, told a hearing in Varn last week "
            "that the quotas "
            "had been set without a single day at sea.",
            _indirect(
                "Petra Lund, who has chaired the fishing council for nine years",
                "told",
                "that the quotas had been set without a single day at sea",
            ),
        ),
    ],
    "indirect without that": [
        ("Renkel said the bridge would open in May.", _indirect("Renkel", "said", "the bridge would open in May")),
        (
            "The company says the cable car carries forty people an hour.",
            _indirect("The company", "says", "the cable car carries forty people an hour"),
        ),
        (
            "Ivo Tamsin told reporters the frost had taken half of the blossom.",
            _indirect("Ivo Tamsin", "told", "the frost had taken half of the blossom"),
        ),
        (
            "The school cook claimed the ovens had not been cleaned since the autumn.",
            _indirect("The school cook", "claimed", "the ovens had not been cleaned since the autumn"),
        ),
        (
            "In a talk at the town hall on Monday evening, Keswick said the dyke is a metre too low.",
            _indirect("Keswick", "said", "the dyke is a metre too low"),
        ),
        (
            "Officials at the land registry say most of the missing deeds were lost in the flood of 1954, long "
            "before the "
            "archive moved to the upper town.",
            _indirect(
                "Officials at the land registry",
                "say",
                "most of the missing deeds were lost in the flood of 1954, long before the archive moved to the "
                "upper town",
            ),
        ),
    ],
    "indirect, cue after": [
        (
            "The bridge would open in May, Renkel said.",
            _indirect("Renkel", "said", "The bridge would open in May"),
        ),
        (
            "The bees had left the tower years before, the verger said on Sunday.",
            _indirect("the verger", "said", "The bees had left the tower years before"),
        ),
        (
            "The loom is older than the house, she explained.",
            _indirect("she", "explained", "The loom is older than the house"),
        ),
        (
            "Two of the five wells are salty, said Pavo Dreel, a hydrologist.",
            _indirect("Pavo Dreel, a hydrologist", "said", "Two of the five wells are salty"),
        ),
        (
            "The wall had been repaired twice in ten years, each time with cheaper stone, the surveyor told the court.",
            _indirect(
                "the surveyor", "told", "The wall had been repaired twice in ten years, each time with cheaper stone"
            ),
        ),
    ],
    "indirect question": [
        (
            "Renkel asked whether the bridge would open in May.",
            _indirect("Renkel", "asked", "whether the bridge would open in May"),
        ),
        (
            "The parents asked how the roof could have fallen.",
            _indirect("The parents", "asked", "how the roof could have fallen"),
        ),
        (
            "Quell explained why the pumps had stopped.",
            _indirect("Quell", "explained", "why the pumps had stopped"),
        ),
        (
            "The judge asked the carpenter who had ordered the timber.",
            _indirect("The judge", "asked", "who had ordered the timber"),
        ),
        (
            "Several councillors questioned whether the town could afford a second ferry.",
            _indirect("Several councillors", "questioned", "whether the town could afford a second ferry"),
        ),
    ],
    "mixed": [
        (
            "Renkel said the roof was “a sieve” and would not last another winter.",
            _mixed("Renkel", "said", "the roof was “a sieve” and would not last another winter"),
        ),
        (
            "The coach said that his team had played “like eleven strangers” in the second half.",
            _mixed("The coach", "said", "that his team had played “like eleven strangers” in the second half"),
        ),
        (
            'The quarry is "loud but within the law," the inspector said.',
            _mixed("the inspector", "said", 'The quarry is "loud but within the law,"'),
        ),
        (
            "According to Mallory, the loom is “as stubborn as a goat” in wet weather.",
            _mixed("Mallory", "According to", "the loom is “as stubborn as a goat” in wet weather"),
        ),
        (
            "Castor called the concert hall “a barn with good curtains.”",
            _mixed("Castor", "called", "the concert hall “a barn with good curtains.”"),
        ),
        (
            "Lindqvist described the new station as “a greenhouse for pigeons” and said it leaks.",
            _mixed("Lindqvist", "described", "the new station as “a greenhouse for pigeons”"),
            _indirect("Lindqvist", "said", "it leaks"),
        ),
        (
            "In its ruling the court said the builder had shown “no interest whatever in the safety of the "
            "stairs” and had "
            "ignored three letters.",
            _mixed(
                "the court",
                "said",
                "the builder had shown “no interest whatever in the safety of the stairs” and had ignored three "
                "letters",
            ),
        ),
    ],
    "parenthetical": [
        (
            "Five years ago, he said, the bay was full of eels.",
            _indirect("he", "said", "Five years ago", "the bay was full of eels"),
        ),
        (
            "The orchard, she said, has never been sprayed.",
            _indirect("she", "said", "The orchard", "has never been sprayed"),
        ),
        (
            "The new line, the railway said on Monday, will cost a tenth less than planned.",
            _indirect("the railway", "said", "The new line", "will cost a tenth less than planned"),
        ),
        (
            "The chapel (Renkel says) was once a granary.",
            _indirect("Renkel", "says", "The chapel", "was once a granary"),
        ),
        (
            "The tide, as Pike noted, comes in faster than a man can walk.",
            _indirect("Pike", "noted", "The tide", "comes in faster than a man can walk"),
        ),
        (
            "By the end of the decade, the forecasters believe, the glacier above Varn will have gone.",
            _indirect(
                "the forecasters",
                "believe",
                "By the end of the decade",
                "the glacier above Varn will have gone",
                act="belief",
            ),
        ),
    ],
    "relative clause": [
        (
            "The council sold the mill, which Renkel said was beyond repair.",
            _indirect("Renkel", "said", "which", "was beyond repair"),
        ),
        (
            "He carried a bag that he said held only nails.",
            _indirect("he", "said", "that", "held only nails"),
        ),
        (
            "The farm lost a dam that Thorsby says had stood since the war.",
            _indirect("Thorsby", "says", "that", "had stood since the war"),
        ),
        (
            "Arlen, who said the frost had spared his vines, opened the cellar to visitors.",
            _indirect("Arlen, who", "said", "the frost had spared his vines"),
        ),
        (
            "The trust bought the meadow, which it says will be left to the curlews.",
            _indirect("it", "says", "which", "will be left to the curlews"),
        ),
        (
            "She showed us the ledger, in which the grandfather claimed to have sold his boat twice.",
            _indirect("the grandfather", "claimed", "to have sold his boat twice"),
        ),
    ],
    "coordinated cues": [
        (
            "Renkel said that the roof leaks and added that the walls are damp.",
            _indirect("Renkel", "said", "that the roof leaks"),
            _indirect("Renkel", "added", "that the walls are damp"),
        ),
        (
            "The harbour master said the crane was old but insisted that it was safe.",
            _indirect("The harbour master", "said", "the crane was old"),
            _indirect("The harbour master", "insisted", "that it was safe"),
        ),
        (
            "Quell said the hoses are short, and the mayor replied that new ones are on their way.",
            _indirect("Quell", "said", "the hoses are short"),
            _indirect("the mayor", "replied", "that new ones are on their way"),
        ),
        (
            "The baker denied that the flour was wet and blamed the oven.",
            _indirect("The baker", "denied", "that the flour was wet"),
            _indirect("The baker", "blamed", "the oven"),
        ),
        (
            "Arlen praised the volunteers, thanked the fire brigade and called for a second pump.",
            _indirect("Arlen", "praised", "the volunteers"),
            _indirect("Arlen", "thanked", "the fire brigade"),
            _indirect("Arlen", "called for", "a second pump"),
        ),
    ],
    "participle cues": [
        (
            "Renkel said that the roof leaks, adding that the walls are damp.",
            _indirect("Renkel", "said", "that the roof leaks"),
            _indirect("Renkel", "adding", "that the walls are damp"),
        ),
        (
            "The ferry company cancelled the evening boat, saying the wind was too strong.",
            _indirect("The ferry company", "saying", "the wind was too strong"),
        ),
        (
            "Mallory wrote to the guild, arguing that hand looms are not machines.",
            _indirect("Mallory", "arguing", "that hand looms are not machines"),
        ),
        (
            "“The tram is old,” Dreel said, noting that its brakes are new.",
            _direct("Dreel", "said", "“The tram is old,”"),
            _indirect("Dreel", "noting", "that its brakes are new"),
        ),
        (
            "Citing a shortage of oak, the boatyard has put off the launch.",
            _indirect("the boatyard", "Citing", "a shortage of oak"),
        ),
        (
            "Warning that the ice would not hold, the wardens closed the lake.",
            _indirect("the wardens", "Warning", "that the ice would not hold"),
        ),
    ],
    "one source, several contents": [
        (
            "Renkel said that the roof leaks, that the walls are damp and that the floor has sunk.",
            _indirect("Renkel", "said", "that the roof leaks, that the walls are damp and that the floor has sunk"),
        ),
        (
            "“The sea took the road,” Stowe said. He said the church is next.",
            _direct("Stowe", "said", "“The sea took the road,”"),
            _indirect("He", "said", "the church is next"),
        ),
        (
            "Marsh said the choir has ninety voices. She added that none of them is paid.",
            _indirect("Marsh", "said", "the choir has ninety voices"),
            _indirect("She", "added", "that none of them is paid"),
        ),
        (
            "“The kiln is cold,” Thorsby said, and complained that coal is dear.",
            _direct("Thorsby", "said", "“The kiln is cold,”"),
            _indirect("Thorsby", "complained", "that coal is dear"),
        ),
        (
            "Hale said the light in the north room is perfect. But the stove smokes, he said, and the stairs are "
            "steep.",
            _indirect("Hale", "said", "the light in the north room is perfect"),
            _indirect("he", "said", "the stove smokes", "and the stairs are steep"),
        ),
    ],
    "passive with a source": [
        (
            "The plan was described by Renkel as a gift to the builders.",
            _indirect("Renkel", "was described by", "The plan", "as a gift to the builders"),
        ),
        (
            "It was acknowledged by the railway that the signal had failed twice before.",
            _indirect("the railway", "was acknowledged by", "that the signal had failed twice before"),
        ),
        (
            "The new timetable was criticised by commuters from the upper valley.",
            _indirect("commuters from the upper valley", "was criticised by", "The new timetable"),
        ),
        (
            "The villagers were told by the surveyor that the slope is moving.",
            _indirect("the surveyor", "were told by", "that the slope is moving"),
        ),
        (
            "The captain was praised by the passengers for his calm.",
            _indirect("the passengers", "was praised by", "The captain", "for his calm"),
        ),
    ],
    "agentless": [
        (
            "It is believed that the bell was cast in 1640.",
            _indirect(None, "is believed", "that the bell was cast in 1640", act="belief"),
        ),
        (
            "The miller is said to have hidden the coins in a wall.",
            _indirect(None, "is said", "The miller", "to have hidden the coins in a wall"),
        ),
        (
            "Two of the divers were reported to be in good health.",
            _indirect(None, "were reported", "Two of the divers", "to be in good health"),
        ),
        (
            "The chest is thought to hold the deeds of the abbey.",
            _indirect(None, "is thought", "The chest", "to hold the deeds of the abbey", act="belief"),
        ),
        (
            "It was announced that the pier would stay shut until June.",
            _indirect(None, "was announced", "that the pier would stay shut until June"),
        ),
        (
            "The warden is accused of selling the timber.",
            _indirect(None, "is accused", "The warden", "of selling the timber"),
        ),
    ],
    "reportedly and allegedly": [
        (
            "The brewery reportedly owes nine million crowns.",
            _indirect(None, "reportedly", "The brewery", "owes nine million crowns"),
        ),
        (
            "The two clerks allegedly sold the same plot twice.",
            _indirect(None, "allegedly", "The two clerks", "sold the same plot twice"),
        ),
        (
            "The owner has reportedly moved to the coast.",
            _indirect(None, "reportedly", "The owner", "moved to the coast"),
        ),
        (
            "Reportedly, the last train left at noon.",
            _indirect(None, "Reportedly", "the last train left at noon"),
        ),
        (
            "The storm supposedly uprooted every elm in the park.",
            _indirect(None, "supposedly", "The storm", "uprooted every elm in the park"),
        ),
    ],
    "nouns as cues": [
        (
            "The claim by Renkel that the roof leaks surprised the builders.",
            _indirect("Renkel", "claim", "that the roof leaks"),
        ),
        (
            "The harbour master's assertion that the crane is safe was put to the test on Monday.",
            _indirect("The harbour master's", "assertion", "that the crane is safe"),
        ),
        (
            "In Thorsby's view, the glaze is too thin.",
            _indirect("Thorsby's", "view", "the glaze is too thin", act="belief"),
        ),
        (
            "In the words of the old miller, the river is “a tenant who never pays.”",
            _mixed("the old miller", "In the words of", "the river is “a tenant who never pays.”"),
        ),
        (
            "The railway's announcement that the line will close has emptied the hotels.",
            _indirect("The railway's", "announcement", "that the line will close"),
        ),
        (
            "There were reports that a seal had been seen above the weir.",
            _indirect(None, "reports", "that a seal had been seen above the weir"),
        ),
        (
            "The minister rejected calls from the islands for a bridge.",
            _indirect("The minister", "rejected", "calls from the islands for a bridge"),
        ),
        (
            "Her warning that the ice would not hold went unheard.",
            _indirect("Her", "warning", "that the ice would not hold"),
        ),
    ],
    "beliefs": [
        (
            "Renkel thinks the bridge is ugly.",
            _indirect("Renkel", "thinks", "the bridge is ugly", act="belief"),
        ),
        (
            "The fishermen fear that the dredging will scatter the herring.",
            _indirect("The fishermen", "fear", "that the dredging will scatter the herring", act="belief"),
        ),
        (
            "Many gardeners believe that the moon moves the sap.",
            _indirect("Many gardeners", "believe", "that the moon moves the sap", act="belief"),
        ),
        (
            "Marsh doubts that the organ can be saved.",
            _indirect("Marsh", "doubts", "that the organ can be saved", act="belief"),
        ),
        (
            "The apprentices hope that the forge will stay.",
            _indirect("The apprentices", "hope", "that the forge will stay", act="belief"),
        ),
        (
            "Keswick is convinced that the fire began in the peat.",
            _indirect("Keswick", "is convinced", "that the fire began in the peat", act="belief"),
        ),
    ],
    "intentions": [
        (
            "Renkel wants to paint the bridge green.",
            _indirect("Renkel", "wants", "to paint the bridge green", act="intention"),
        ),
        (
            "The museum plans to lend the carpet to Varn.",
            _indirect("The museum", "plans", "to lend the carpet to Varn", act="intention"),
        ),
        (
            "The council is expected to vote on the pier in March.",
            _indirect(None, "is expected", "The council", "to vote on the pier in March", act=None),
        ),
        (
            "The brewery intends to reopen its cellar.",
            _indirect("The brewery", "intends", "to reopen its cellar", act="intention"),
        ),
        (
            "The ferry company has vowed to run a night boat.",
            _indirect("The ferry company", "has vowed", "to run a night boat", act=None),
        ),
        (
            "The heirs have decided to sell the vineyard.",
            _indirect("The heirs", "have decided", "to sell the vineyard", act="intention"),
        ),
        (
            "The bus company is considering a later service on Fridays.",
            _indirect("The bus company", "is considering", "a later service on Fridays", act=None),
        ),
    ],
    "perception": [
        (
            "Renkel found that the beams were hollow.",
            _indirect("Renkel", "found", "that the beams were hollow", act="perception"),
        ),
        (
            "The parents learned that the bus would no longer stop at the mill.",
            _indirect("The parents", "learned", "that the bus would no longer stop at the mill", act="perception"),
        ),
        (
            "Keswick noticed that the gulls had gone.",
            _indirect("Keswick", "noticed", "that the gulls had gone", act="perception"),
        ),
        (
            "The divers discovered that the hull was whole.",
            _indirect("The divers", "discovered", "that the hull was whole", act="perception"),
        ),
        (
            "Arlen heard that the dairy had closed.",
            _indirect("Arlen", "heard", "that the dairy had closed", act="perception"),
        ),
        (
            "The owners did not know that the cellar was flooded.",
            _indirect("The owners", "did not know", "that the cellar was flooded", act=None),
        ),
    ],
    "documents and data": [
        (
            "A report by the Varn Institute found that two in three wells are salty.",
            _indirect("A report by the Varn Institute", "found", "that two in three wells are salty", act=None),
        ),
        (
            "The poll shows that half of the islanders favour a bridge.",
            _indirect("The poll", "shows", "that half of the islanders favour a bridge", act=None),
        ),
        (
            "The contract states that the builder pays for the scaffold.",
            _indirect("The contract", "states", "that the builder pays for the scaffold"),
        ),
        (
            "Figures published on Monday suggest that rents have fallen for the first time in a decade.",
            _indirect(
                "Figures published on Monday",
                "suggest",
                "that rents have fallen for the first time in a decade",
                act=None,
            ),
        ),
        (
            "The survey of 900 households found one in five without a bath.",
            _indirect("The survey of 900 households", "found", "one in five without a bath", act=None),
        ),
        (
            "Two studies of the estuary have concluded that the eels spawn later than they used to.",
            _indirect(
                "Two studies of the estuary", "have concluded", "that the eels spawn later than they used to", act=None
            ),
        ),
        (
            "Rents have fallen by a tenth since the spring, data from the housing office show.",
            _indirect(
                "data from the housing office", "show", "Rents have fallen by a tenth since the spring", act=None
            ),
        ),
    ],
    "posts, statements, letters": [
        (
            "Renkel wrote on Twitter: “The bridge opens tomorrow at nine.”",
            _direct("Renkel", "wrote on Twitter", "“The bridge opens tomorrow at nine.”"),
        ),
        (
            "“The evening boat is cancelled,” the ferry company said in a statement.",
            _direct("the ferry company", "said", "“The evening boat is cancelled,”"),
        ),
        (
            "In a letter to the guild, Mallory wrote that hand looms are not machines.",
            _indirect("Mallory", "wrote", "that hand looms are not machines"),
        ),
        (
            "“Thank you for eleven good years,” the bakery posted on its page.",
            _direct("the bakery", "posted", "“Thank you for eleven good years,”"),
        ),
        (
            "Stowe tweeted that the kiln was cold.",
            _indirect("Stowe", "tweeted", "that the kiln was cold"),
        ),
        (
            'A statement from the railway read: "The signal was repaired on Tuesday night."',
            _direct("A statement from the railway", "read", '"The signal was repaired on Tuesday night."'),
        ),
        (
            "The railway released the following statement: “The line reopens on Monday. Tickets remain valid.”",
            _direct(
                "The railway", "released the following statement", "“The line reopens on Monday. Tickets remain valid.”"
            ),
        ),
    ],
    "unnamed officials": [
        (
            "A senior official said the bridge would open in May.",
            _indirect("A senior official", "said", "the bridge would open in May"),
        ),
        (
            "“The sums do not add up,” said one official, who spoke on condition of anonymity.",
            _direct("one official, who spoke on condition of anonymity", "said", "“The sums do not add up,”"),
        ),
        (
            "A port employee, who asked not to be named because he was not allowed to talk to the press, "
            "said the crane had failed before.",
            _indirect("A port employee", "said", "the crane had failed before"),
            _indirect("who", "asked", "not to be named because he was not allowed to talk to the press", optional=True),
        ),
        (
            "Two people with knowledge of the talks said the brewery was sold.",
            _indirect("Two people with knowledge of the talks", "said", "the brewery was sold"),
        ),
        (
            "Speaking on condition of anonymity, a member of the board said the chairman had not read the contract.",
            _indirect("a member of the board", "said", "the chairman had not read the contract"),
        ),
        (
            "“Nobody in that room believed the number,” recalled an aide, who requested anonymity to describe a "
            "private "
            "meeting.",
            _direct("an aide", "recalled", "“Nobody in that room believed the number,”"),
            _indirect("who", "requested", "anonymity to describe a private meeting", optional=True),
        ),
    ],
    "collective sources": [
        (
            "Critics say the plan is a gift to the builders.",
            _indirect("Critics", "say", "the plan is a gift to the builders"),
        ),
        (
            "Experts agree that the dyke is a metre too low.",
            _indirect("Experts", "agree", "that the dyke is a metre too low", act=None),
        ),
        (
            "Some residents of the old town complain that the bells are too loud.",
            _indirect("Some residents of the old town", "complain", "that the bells are too loud"),
        ),
        (
            "Supporters of the tram argue that it has never failed.",
            _indirect("Supporters of the tram", "argue", "that it has never failed"),
        ),
    ],
    "pronoun sources": [
        (
            "Renkel arrived at noon. He said the roof leaks.",
            _indirect("He", "said", "the roof leaks"),
        ),
        (
            "The weavers met on Sunday. “Our looms are for sale,” they told visitors.",
            _direct("they", "told", "“Our looms are for sale,”"),
        ),
        (
            "The company runs two boats. It says a third will follow.",
            _indirect("It", "says", "a third will follow"),
        ),
        (
            "“I was born above the forge,” she said.",
            _direct("she", "said", "“I was born above the forge,”"),
        ),
        (
            "Dorrel runs the mill with her son. The stones, they say, have another forty years in them.",
            _indirect("they", "say", "The stones", "have another forty years in them"),
        ),
    ],
    "hearsay": [
        (
            "Renkel said that the mayor had told the builders that the roof was sound.",
            _indirect("Renkel", "said", "that the mayor had told the builders that the roof was sound"),
            _indirect("the mayor", "had told", "that the roof was sound"),
        ),
        (
            "The paper reported that Quell had said the hoses were short.",
            _indirect("The paper", "reported", "that Quell had said the hoses were short"),
            _indirect("Quell", "had said", "the hoses were short"),
        ),
        (
            "According to the Varn Courier, the harbour master said the crane was safe.",
            _indirect("the Varn Courier", "According to", "the harbour master said the crane was safe"),
            _indirect("the harbour master", "said", "the crane was safe"),
        ),
        (
            "Pike said his brother claimed that the eels had gone.",
            _indirect("Pike", "said", "his brother claimed that the eels had gone"),
            _indirect("his brother", "claimed", "that the eels had gone"),
        ),
    ],
    "questions and answers": [
        (
            "Asked whether the bridge would open in May, Renkel said: “It depends on the steel.”",
            _indirect(None, "Asked", "whether the bridge would open in May"),
            _direct("Renkel", "said", "“It depends on the steel.”"),
        ),
        (
            "“Is the crane safe?” a reporter asked. “It is,” the harbour master answered.",
            _direct("a reporter", "asked", "“Is the crane safe?”"),
            _direct("the harbour master", "answered", "“It is,”"),
        ),
        (
            "When asked how long the kiln had been cold, Stowe replied that it had been a year.",
            _indirect(None, "asked", "how long the kiln had been cold"),
            _indirect("Stowe", "replied", "that it had been a year"),
        ),
        (
            "“And who will feed the horses?” one of the girls wondered aloud.",
            _direct("one of the girls", "wondered", "“And who will feed the horses?”", act=None),
        ),
        (
            "What would happen to the horses? Stowe said they would stay.",
            _indirect("Stowe", "said", "they would stay"),
        ),
    ],
    "denied, refused, declined": [
        (
            "Renkel denied that the roof leaks.",
            _indirect("Renkel", "denied", "that the roof leaks"),
        ),
        (
            "The railway declined to comment on the signal.",
            _indirect("The railway", "declined", "to comment on the signal"),
        ),
        (
            "The owner of the quarry refused to say when the blasting would end.",
            _indirect("The owner of the quarry", "refused", "to say when the blasting would end", act=None),
        ),
        (
            "The bank rejected the accusation.",
            _indirect("The bank", "rejected", "the accusation"),
        ),
        (
            "The clerks deny selling the same plot twice.",
            _indirect("The clerks", "deny", "selling the same plot twice"),
        ),
        (
            "The brewery did not respond to a request for comment.",
            _indirect("The brewery", "did not respond", "to a request for comment", act=None),
        ),
    ],
    "negated": [
        (
            "Renkel did not say whether the bridge would open in May.",
            _indirect("Renkel", "did not say", "whether the bridge would open in May"),
        ),
        (
            "The company would not say how many boats it had sold.",
            _indirect("The company", "would not say", "how many boats it had sold"),
        ),
        (
            "The inspector never claimed that the crane was safe.",
            _indirect("The inspector", "claimed", "that the crane was safe"),
        ),
        (
            "Lund does not believe the tower will stand.",
            _indirect("Lund", "does not believe", "the tower will stand", act="belief"),
        ),
    ],
    "inverted with a long apposition": [
        (
            "“The stones must be turned each spring,” said Jane Dorrel, who has run the mill since 1990, in a talk.",
            _direct("Jane Dorrel, who has run the mill since 1990", "said", "“The stones must be turned each spring,”"),
        ),
        (
            "“Nothing here is thrown away,” said Corin Hale, a painter, a widower and, since last year, the only "
            "tenant of the old customs house on the quay.",
            _direct("Corin Hale, a painter", "said", "“Nothing here is thrown away,”"),
        ),
        (
            "“The bog burns from below,” explained Runa Keswick, professor of soil science at the University of "
            "Tolland and author of two books on peat.",
            _direct(
                "Runa Keswick, professor of soil science at the University of Tolland and author of two books on peat",
                "explained",
                "“The bog burns from below,”",
            ),
        ),
        (
            "The bog burns from below, said Pavo Dreel, 61, a retired firefighter from Brackwater.",
            _indirect("Pavo Dreel, 61, a retired firefighter from Brackwater", "said", "The bog burns from below"),
        ),
    ],
    "headlines and lists with a speaker": [
        ("Dorrel: the mill must close", _indirect("Dorrel", ":", "the mill must close")),
        (
            "Harbour master: “The crane is safe and will stay where it stands”",
            _direct("Harbour master", ":", "“The crane is safe and will stay where it stands”"),
        ),
        ("Bridge will open in May, mayor says", _indirect("mayor", "says", "Bridge will open in May")),
        (
            "What the neighbours told us:\n\n"
            "- “The bells are too loud,” said Marsh.\n"
            "- “I like the bells,” said Pike.\n"
            "- The verger said the bells stay.",
            _direct("Marsh", "said", "“The bells are too loud,”"),
            _direct("Pike", "said", "“I like the bells,”"),
            _indirect("The verger", "said", "the bells stay"),
        ),
        (
            "The panel spoke in turn.\n\nMARSH: The choir has ninety voices.\n\nPIKE: The hall holds sixty.",
            _indirect("MARSH", ":", "The choir has ninety voices"),
            _indirect("PIKE", ":", "The hall holds sixty"),
        ),
        (
            "Inspector: Crane Is Safe.\n\nThe crane in the old port passed its test on Monday.",
            _indirect("Inspector", ":", "Crane Is Safe"),
        ),
    ],
    "none: scare quotes": [
        ("The “expert” arrived late and left early.",),
        ("In that year the “people's bakery” sold nothing but sawdust.",),
        ("The so-called “green” paint was brown.",),
        ("Two men in “uniform” waited at the gate.",),
        ("The firm sold “antique” chairs that were three weeks old.",),
        ("Nine “volunteers” were paid by the hour to clap.",),
    ],
    "none: slogans, events, titles, terms": [
        ("The town held its third “Night of Lanterns” on Saturday.",),
        ("Banners with the words “Hands off our harbour” hung from the bridge.",),
        ("Her novel “The Salt Road” was published in spring.",),
        ("The orchestra played “Rain over Varn” twice.",),
        ("The word “weir” comes from an old verb for holding back.",),
        ("A course called “Bread for Beginners” starts in May.",),
        ("The “Save the Elms” petition lies open in the library.",),
    ],
    "none: nouns that look like cues": [
        ("The claims office is on the second floor.",),
        ("Varn has been the state capital since 1820.",),
        ("The team won by six points in the last game.",),
        ("The clerk reports to the head of the land registry.",),
        ("The notes and statements lay in a drawer for years.",),
        ("The reports were bound in green leather.",),
        ("The demand for tiles fell in the autumn.",),
    ],
    "none: speech without content": [
        ("She said goodbye to the crew and went ashore.",),
        ("They spoke for an hour in the kitchen.",),
        ("He told the story well.",),
        ("The choir sang, and nobody talked.",),
        ("She called the ferry office twice on Monday.",),
        ("The miller said nothing.",),
        ("The two brothers have not spoken since the auction.",),
        ("The debate lasted four hours and ended at dawn.",),
    ],
    "none: plain narration": [
        ("The bridge opened in May. Nine hundred people crossed it on the first day.",),
        ("The river rose in the night and took the lower road.",),
        ("The pier burned in the autumn of 1912. It was rebuilt in oak.",),
        ("It rained. The market closed early.\n\nThe next morning the square was dry.",),
        ("The guard checked the tickets, found three seats and moved on.",),
    ],
}

PASSAGES = tuple(
    Passage(construction, text, tuple(expected), f"{construction} {number}")
    for construction, rows in ROWS.items()
    for number, (text, *expected) in enumerate(rows, start=1)
)
CONSTRUCTIONS = tuple(ROWS)


def found(text: str, engine: str) -> tuple[Attribution, ...]:
    """The attributions that an engine finds in a text, all of it taken as body."""
    rows = paragraphs(text, Span(0, len(text), text))
    return attributions(text, rows, sentences(text, rows), quotations(text, rows), engine=engine)


def tokens(text: str, ranges: Iterable[tuple[int, int]]) -> frozenset[int]:
    """Where the words and marks of a text begin that the ranges reach."""
    starts = (m.span() for m in re.finditer(r"\w+|[^\w\s]", text))
    ranges = list(ranges)
    return frozenset(a for a, b in starts if any(a < high and low < b for low, high in ranges))


def occurrences(text: str, piece: str) -> list[tuple[int, int]]:
    """Every place of a piece that does not begin or end within a word."""
    edged = (r"(?<!\w)" if piece[0].isalnum() else "") + re.escape(piece) + (r"(?!\w)" if piece[-1].isalnum() else "")
    return [m.span() for m in re.finditer(edged, text)]


def matches(text: str, expected: Expected, made: Attribution) -> bool:
    """Whether sources and cues touch, the contents share half of their tokens, and the modes agree."""
    for piece, span in ((expected.source, made.source), (expected.cue, made.cue)):
        if (piece is None) != (span is None):
            return False
        if piece and not any(low < span.end and span.start < high for low, high in occurrences(text, piece)):
            return False
    wanted = tokens(text, [place for piece in expected.content for place in occurrences(text, piece)[:1]])
    got = tokens(text, [(span.start, span.end) for span in made.content])
    return len(wanted & got) >= 0.5 * len(wanted | got) and expected.mode == made.mode


def pairs(passage: Passage, made: Iterable[Attribution]) -> list[tuple[Expected, Attribution]]:
    """What is expected beside what was found for it, each used once."""
    left, found_pairs = list(made), []
    for expected in passage.expected:
        match = next((a for a in left if matches(passage.text, expected, a)), None)
        if match is not None:
            left.remove(match)
            found_pairs.append((expected, match))
    return found_pairs


def recovered(passage: Passage, made: Iterable[Attribution]) -> bool:
    """Whether the attributions that a passage lists were found, one for one, and nothing else."""
    made = tuple(made)
    right = pairs(passage, made)
    needed = sum(not e.optional for e in passage.expected)
    return len(right) == len(made) and sum(not e.optional for e, _ in right) == needed


def reason(passage: Passage, made: Iterable[Attribution]) -> str:
    """In a few words how what was found differs from what a passage lists."""
    made = tuple(made)
    right, needed = len(pairs(passage, made)), sum(not e.optional for e in passage.expected)
    if not made:
        return "nothing found"
    if len(made) != needed:
        return f"{len(made)} found for {needed}, {right} of them right"
    return f"{needed - right} of {needed} with another source, cue, content or mode"


def miss(passage: Passage, made: Iterable[Attribution]) -> str:
    """A passage with what is expected in it and what was found."""
    shown = [f"    {passage.key}: {passage.text!r}"]
    shown += [f"      expected {tuple(e)}" for e in passage.expected] or ["      expected nothing"]
    rows = [
        (a.source and a.source.text, a.cue and a.cue.text, [c.text for c in a.content], a.mode, a.act) for a in made
    ]
    return "\n".join(shown + ([f"      found    {row}" for row in rows] or ["      found    nothing"]))


def main(engine: str, form: str = "table") -> None:
    """Print the table of an engine, or what the tests hold of it: its `floors` or its `misses`."""
    total = 0
    for construction in CONSTRUCTIONS:
        rows = [(p, found(p.text, engine)) for p in PASSAGES if p.construction == construction]
        wrong = [row for row in rows if not recovered(*row)]
        right = len(rows) - len(wrong)
        total += right
        if form == "floors":
            print(f"{construction!r}: {right},")
        elif form == "misses":
            print("".join(f"{p.key!r}: {reason(p, made)!r},\n" for p, made in wrong), end="")
        else:
            print("\n".join([f"{right}/{len(rows)}  {construction}", *(miss(*row) for row in wrong)]))
    if form == "table":
        print(f"{total}/{len(PASSAGES)}  all passages")


if __name__ == "__main__":
    main(*sys.argv[1:] or ["rules"])
