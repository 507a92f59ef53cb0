"""Invented news for the pages of these tests: title and paragraphs, nobody and nothing of it real."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Story:
    """One invented article; `day` is the ISO date it bears."""

    title: str
    paragraphs: tuple[str, ...]
    day: str = "2023-03-14"
    publisher: str = "The Harbour Courier"

    @property
    def text(self) -> str:
        """The main text as a reader would copy it: title, then the paragraphs."""
        return "\n\n".join((self.title, *self.paragraphs))


FERRY = Story(
    "Ferry workers at Lindholm vote to strike from Monday",
    (
        "Workers on the ferries that link Lindholm with the outer islands will walk out from Monday after talks over "
        "a new rota broke down, their union said on Thursday evening.",
        "About 640 deckhands, engineers and ticket staff are covered by the ballot, in which 81 percent of those who "
        "voted chose to strike. Turnout was 73 percent, according to the Seafarers’ Association.",
        "“We asked for two nights of rest between long turns and were offered one,” said Marit Osei, who led the talks "
        "for the union. “Nobody should steer four hundred people through ice after five hours of sleep.”",
        "The operator, Nordvik Lines, said that the demand would cost 9.4 million crowns a year and that it had put "
        "forward a trial on three of its eleven routes. A spokesman said the offer was still on the table.",
        "The islands’ council has asked both sides to keep a morning and an evening sailing for pupils and patients. "
        "In the strike of 2011, which lasted nineteen days, shops on Utskär ran out of milk and flour within a week.",
        "Tickets for the days of the strike can be returned without charge, the company said; holders of season "
        "tickets will be paid back a thirtieth of the price for each day without a boat.",
    ),
    "2023-02-09",
)

BRIDGE = Story(
    "Inspectors close Tarn Bridge to lorries after cracks are found",
    (
        "Lorries of more than 7.5 tonnes have been barred from Tarn Bridge since Wednesday, after inspectors found "
        "cracks in two of the steel hangers that carry its deck.",
        "The bridge, which opened in 1968, carries 31,000 vehicles a day. Cars and buses may go on using it at 50 "
        "kilometres an hour, the county’s road office said.",
        "Engineers had been called because drivers reported a knocking sound near the northern tower. The cracks are "
        "between four and eleven centimetres long and lie where the hangers enter their sockets.",
        "“This is not a bridge about to fall,” Ines Carrow, who heads the office, told reporters. “But it is a bridge "
        "that has told us something, and we have listened.”",
        "Hauliers fear the detour through Wexcombe, which adds 42 kilometres to the way to the port. Their federation "
        "put the cost at 180,000 pounds a week and asked for the toll on the eastern tunnel to be lifted.",
        "New hangers will have to be forged, and the works in question has orders until the summer. The county hopes "
        "to lift the ban by the end of September at the latest.",
        "A report of 2016 had advised that all 84 hangers be examined with ultrasound every second year. The last such "
        "examination, the office confirmed, took place in 2014.",
    ),
    "2022-05-19",
    "Wexcombe Gazette",
)

DROUGHT = Story(
    "After the third dry winter, a valley argues about its wells",
    (
        "In the square of Santa Brígida the fountain has been dry since February, and the men who used to sit around "
        "it have moved their chairs to the shade of the bank.",
        "The valley of the Orve has had three winters with less than half its usual rain. The reservoir above the town "
        "holds 14 percent of what it can, the lowest level since it was filled in 1959.",
        "Yet the fields below are green. Almonds and avocados, planted over the past fifteen years, are watered from "
        "wells that reach 300 metres into the rock, and nobody can say how many of them there are.",
        "The water authority has licences for 412. A count from satellite pictures, made by two geographers at the "
        "regional university, came to 1,170, of which they held at least 600 to be in use.",
        "Farmers dispute the number. “They counted cisterns, they counted a chapel,” said Benito Larra, whose family "
        "owns forty hectares. He admits to one well without papers and says that his neighbours have more.",
        "The authority has seven inspectors for an area the size of a small country. Last year they sealed nineteen "
        "wells; eleven were open again when they came back.",
        "A plan to put meters on every pump has waited for signature since 2019. The regional government says that it "
        "is being revised, and that an amnesty for those who register by the autumn is under study.",
        "In the meantime the tanker comes on Tuesdays and Fridays. Each household may fill four cans, and a woman with "
        "a ledger writes down who has come.",
    ),
    "2024-06-02",
    "Meridian Weekly",
)

BUDGET = Story(
    "Council passes budget with one vote to spare",
    (
        "Ravensey council passed its budget for the coming year on Tuesday night by 22 votes to 21, ending six weeks "
        "in which no party could find a majority.",
        "Spending rises by 3.2 percent to 418 million pounds. Two libraries that were to be closed stay open three "
        "days a week, and the fee for garden waste goes up from 45 to 58 pounds.",
        "The deciding vote came from Harriet Boyle, an independent, who had asked that the sale of the old fish market "
        "be put off until residents had been heard.",
        "“I did not get all I wanted, and neither did anyone else in this room,” she said after the vote. The leader "
        "of the opposition, Owen Teal, called it a budget written on the back of a raffle ticket.",
        "The district auditor had warned in January that reserves would be used up within two years if nothing was "
        "done. The new plan takes four million pounds from them, a third of what was first proposed.",
    ),
    "2023-03-01",
    "Ravensey Post",
)

VOLCANO = Story(
    "Live: Mount Kerrin erupts, two villages cleared",
    (
        "Ash has reached a height of nine kilometres, the observatory says in its evening bulletin. The wind carries "
        "it towards the sea, and the airport at Port Salis stays open for the time being.",
        "The last buses have left Upper Kerrin and Dovra. The civil guard counts 1,340 people who have been taken to "
        "the sports hall and to two schools; forty refused to leave their animals.",
        "A tongue of lava has crossed the forest road about three kilometres above Dovra. It moves at the pace of a "
        "slow walk, says Juno Petrak of the observatory, and may stop at the dry river.",
        "The prime minister will fly to the island tomorrow morning. Her office says that two ships with tents and "
        "water have left the mainland and should arrive before noon.",
        "The first tremor was felt at 4.20 this morning, and the crater opened at 5.05. Nobody has been reported hurt "
        "so far. The mountain had last erupted in 1977.",
    ),
    "2021-09-20",
    "Island Radio",
)

COURT = Story(
    "Court orders mining firm to publish dust readings",
    (
        "A court in Halden has ordered the Corvin Mining Company to publish the dust readings of its open pit for the "
        "past six years, in a case brought by residents of three villages.",
        "The judges held that the readings are information about the environment, which the public may see even where "
        "a private firm holds it on behalf of the state. The firm has thirty days to appeal.",
        "The villagers say that they have swept grey powder from their window sills since the pit was widened in 2018. "
        "Their doctor, Anselm Reyes, testified that he treats twice as many children for asthma as he did before.",
        "Corvin argued that its instruments were set up for its own use and had not been calibrated. Its lawyer said "
        "that raw figures, given out without context, would frighten people without informing them.",
        "The court did not decide whether the dust is harmful. It noted that the ministry’s own station, eight "
        "kilometres upwind, had recorded no breach of the limits in any year.",
        "The villagers’ association wants to have the figures examined by a laboratory abroad and has collected 12,000 "
        "euros for the purpose, most of it at a dance in the fire station.",
    ),
    "2020-11-26",
    "Halden Tribune",
)

SCHOOLS = Story(
    "Four-day week at rural schools shows mixed results, study finds",
    (
        "Pupils at rural schools that teach on four days a week read about as well as their peers, but fall behind in "
        "mathematics from the third year on, according to a study of 96 schools.",
        "The researchers followed 18,400 children over five years. In reading, the gap was too small to tell from "
        "chance; in mathematics it came to about seven weeks of learning.",
        "Who gains and who loses",
        "Schools that gave the free day to clubs and tutoring showed no gap at all. Where the doors stayed shut, the "
        "children of single parents lost most, the study says.",
        "Teachers were easier to find. The number of posts that stood empty at the start of the year fell from 11 to 4 "
        "percent, and fewer left within their first three years.",
        "What the districts say",
        "Three of the twelve districts have gone back to five days. Nine have kept the shorter week, and two of them "
        "now pay for lunch and a bus on the fifth day.",
        "“People ask me if it works,” said Dana Whitlock, who runs the smallest of them. “I ask them: works for whom, "
        "and what do you do on the Friday?”",
        "The authors warn that the schools chose the shorter week themselves. Those that did were poorer and further "
        "from the next town than those that did not, and the figures can be corrected for that only in part.",
    ),
    "2024-01-17",
    "Prairie Ledger",
)

BRIEF = Story(
    "Swan stops trams for an hour",
    (
        "A swan that settled between the rails held up trams on lines 4 and 9 for an hour on Sunday morning, the "
        "transport company said. A keeper from the city park carried it back to the lake. It was unhurt.",
    ),
    "2023-04-16",
    "City Lines",
)

TRADE = Story(
    "Grain corridor: what the new agreement says",
    (
        "Five governments signed an agreement in Batrel on Friday that lets grain leave the blocked ports of the "
        "northern coast. It runs for 120 days and can be prolonged if nobody objects.",
        "The main points are these:",
        "Ships are inspected once, at an anchorage south of the strait, by teams of all five states.",
        "Each port may load six ships a day, and no warship may come nearer than ten sea miles.",
        "A centre in Batrel watches the lane and settles complaints within forty-eight hours.",
        "About 21 million tonnes of wheat and maize lie in the silos. Traders expect that no more than four million "
        "can leave in the first month, since many ships are still without insurance.",
        "The foreign minister of Ostrava Minor, who had brought the parties together, spoke of “a narrow door, but a "
        "door”. The price of wheat fell by 5.3 percent within an hour of the signing.",
        "Two earlier agreements did not last. The first ended after nine days, when a tug struck a mine; the second "
        "was never put into force, because the parties could not agree on who should hold the keys of the lock.",
    ),
    "2022-07-22",
    "World Desk",
)

FRENCH = Story(
    "À Méricourt, la dernière filature éteint ses métiers",
    (
        "La filature Lefèvre, fondée en 1887, a cessé de tourner vendredi à midi. Les quarante-trois ouvrières se sont "
        "réunies dans la cour, où le maire leur a serré la main une à une.",
        "L’entreprise avait perdu en août son plus gros client, un fabricant de toile à voile. « Nous avons tenu trois "
        "mois sans commande, c’était déjà trop », a déclaré Hélène Dûment, la directrice.",
        "Les machines, dont certaines datent d’avant-guerre, seront vendues à l’automne. Le musée régional a réservé "
        "un métier à anneaux et demandé une aide de 60 000 euros au département.",
        "La commune espère que l’atelier accueillera une école de couture. Rien n’est décidé : le bâtiment, situé au "
        "bord de l’Authié, a été inondé deux fois en dix ans.",
    ),
    "2019-10-04",
    "Le Courrier de l’Authié",
)

PERSIAN = Story(
    "شهرداری بازار قدیمی رودبند را برای مرمت می‌بندد",
    (
        "شهرداری رودبند روز دوشنبه اعلام کرد که بازار قدیمی شهر از آغاز پاییز برای هشت ماه بسته خواهد شد تا سقف‌های "
        "آجری آن مرمت شود. به گفته شهردار، بخشی از طاق شمالی پس از باران‌های بهاری ترک برداشته است.",
        "در این بازار حدود ۲۴۰ مغازه فعالیت می‌کنند. قرار است مغازه‌داران در این مدت به میدان راه‌آهن منتقل شوند و از "
        "پرداخت عوارض معاف باشند.",
        "نماینده کسبه گفت که آن‌ها با اصل مرمت مخالف نیستند، اما زمان آن را نادرست می‌دانند. او افزود: «فروش ما در شب "
        "عید سه برابر ماه‌های دیگر است و هیچ‌کس این زیان را جبران نمی‌کند.»",
        "هزینه طرح ۳۸ میلیارد تومان برآورد شده است که نیمی از آن را سازمان میراث فرهنگی می‌پردازد. بازار رودبند در "
        "سال ۱۲۶۰ ساخته شده و یک بار نیز پس از زمین‌لرزه بازسازی شده است.",
    ),
    "2022-08-15",
    "روزنامه رودبند",
)

ARABIC = Story(
    "بلدية الواحة تفتتح خط الحافلات الجديد بعد تأخير عامين",
    (
        "افتتحت بلدية الواحة صباح الأحد خط الحافلات الذي يربط الميناء القديم بالحي الجامعي، بعد تأخير دام عامين بسبب "
        "خلاف مع الشركة المنفذة حول كلفة المحطات.",
        "ويبلغ طول الخط ثمانية عشر كيلومترا ويضم اثنتين وعشرين محطة. وتتوقع البلدية أن ينقل الخط نحو تسعة آلاف راكب "
        "في اليوم خلال السنة الأولى.",
        "وقال رئيس البلدية سالم الحداد إن ثمن التذكرة سيبقى من دون تغيير حتى نهاية العام، وإن الطلاب سيدفعون نصف "
        "القيمة. وأضاف أن خطا ثانيا قيد الدراسة.",
        "واشتكى تجار شارع السوق من أن أعمال الحفر أغلقت محالهم شهورا، وطالبوا بتعويضات لم يصرف منها حتى الآن سوى "
        "القليل، بحسب جمعيتهم.",
    ),
    "2021-02-07",
    "صحيفة الواحة",
)

JAPANESE = Story(
    "港町の灯台、百年ぶりに塗り替えへ",
    (
        "市は来月から、港の入り口に立つ灯台の塗り替えを始めると発表した。工事は三か月続き、費用は二千万円を見込む。",
        "灯台は大正時代に建てられ、地元の漁師が今も目印に使っている。市の担当者は「白い姿を残したい」と話した。",
        "住民の間では、赤く塗るべきだという声もある。市は来週、説明会を開いて意見を聞く予定だ。",
    ),
    "2020-10-01",
    "港新聞",
)
