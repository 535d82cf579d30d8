"""Sentences written for the tests, on several conflicts, with the themes and stances that a careful analyst gives them.

``{…}`` is the statement's content, ``<…>`` the cue outside it. Nobody said any of them.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from analysis.language.pipeline import DEFAULT_PIPELINE
from analysis.language.tokens import tokens_of
from analysis.model import Span, Statement, StatementKind

if TYPE_CHECKING:
    from spacy.language import Language

DIRECT, INDIRECT, POSITION = StatementKind.DIRECT, StatementKind.INDIRECT, StatementKind.POSITION
S, O, C, U = "support", "oppose", "conditional", "unclear"  # noqa: E741


@dataclass(frozen=True)
class Case:
    kind: StatementKind
    text: str
    themes: dict[str, str]
    party: str | None = None
    context: str = ""


@cache
def language() -> Language:
    import spacy

    return spacy.load(DEFAULT_PIPELINE)


def statement(case: Case) -> Statement:
    """Parse a case's text and cut its statement out, as the language stage does."""
    marks: dict[str, int] = {}
    text = ""
    for character in case.text:
        if character in "{}<>":
            marks[character] = len(text)
        else:
            text += character
    start, end = marks["{"], marks["}"]
    doc = language()(text)
    cue = Span(marks["<"], marks[">"], text[marks["<"] : marks[">"]]) if "<" in marks else None
    stretches = [(start, end)] + ([(cue.start, cue.end)] if cue else [])
    return Statement(
        kind=case.kind, start=start, end=end, text=text[start:end], sentence=(0, len(text)), cue=cue,
        party=case.party, parts=((start, end),), context=case.context, tokens=tokens_of(doc, stretches),
    )  # fmt: skip


CASES = (
    # Ukraine
    Case(POSITION, "Kyiv {accepted the proposal for a thirty-day truce}.", {"ceasefire": S}, "Ukraine"),
    Case(POSITION, "The Kremlin {ruled out a ceasefire}.", {"ceasefire": O}, "Russia"),
    Case(INDIRECT, "The spokesman <said> {that there would be no truce before the army reached its goals}.", {"ceasefire": O}, "Russia"),
    Case(DIRECT, "{\"We are ready to stop firing tonight, without any conditions,\"} he <said>.", {"ceasefire": S}, "Ukraine"),
    Case(INDIRECT, "The minister <said> {a ceasefire was possible only if the West stopped arming Kyiv}.", {"ceasefire": C, "military_aid": O}, "Russia"),
    Case(DIRECT, "{\"Any pause in the fighting would only let them regroup,\"} the general <said>.", {"ceasefire": O}, "Russia"),
    Case(POSITION, "Moscow {rejected the idea}.", {"ceasefire": O}, "Russia", "Washington had put forward a halt to all strikes for a month."),
    Case(POSITION, "Ukraine {dismissed the plan as surrender}.", {"territory": O}, "Ukraine", "The draft would have Kyiv cede the rest of the Donbas."),
    Case(DIRECT, "{\"We will never recognise the annexation of our regions,\"} she <said>.", {"territory": O}, "Ukraine"),
    Case(INDIRECT, "He <said> {that Ukraine would have to give up some land}.", {"territory": S}, "United States"),
    Case(INDIRECT, "The president <insisted> {that borders must not be changed by force}.", {"territory": O}, "France"),
    Case(POSITION, "Russia {demanded that Ukrainian troops withdraw from the Donetsk region}.", {"territory": S}, "Russia"),
    Case(INDIRECT, "He <said> {Washington would walk away from the process unless both sides moved soon}.", {"mediation": C}, "United States"),
    Case(POSITION, "Türkiye {offered to host a new round of talks}.", {"mediation": S}, "Türkiye"),
    Case(DIRECT, "{\"We are no longer going to be the mediator here,\"} the spokeswoman <said>.", {"mediation": O}, "United States"),
    Case(INDIRECT, "The envoy <said> {the United States remained ready to mediate}.", {"mediation": S}, "United States"),
    Case(DIRECT, "{\"This war will end at the negotiating table,\"} he <said>.", {"negotiations": S}, "Germany"),
    Case(DIRECT, "{\"There is nobody to negotiate with in Kyiv,\"} the former president <said>.", {"negotiations": O}, "Russia"),
    Case(POSITION, "Zelensky {refused to negotiate under fire}.", {"negotiations": O}, "Ukraine"),
    Case(INDIRECT, "The ministry <said> {the talks had been postponed until Friday}.", {"negotiations": U}, "Türkiye"),
    Case(INDIRECT, "He <said> {that Kyiv was open to talks provided that the shelling stopped first}.", {"negotiations": C, "ceasefire": S}, "Ukraine"),
    Case(DIRECT, "{\"We will not lift the sanctions until the last soldier has left,\"} she <said>.", {"sanctions": S}, "European Union"),
    Case(POSITION, "Hungary {called for the sanctions on Moscow to be lifted}.", {"sanctions": O}, "Hungary"),
    Case(POSITION, "The Union {adopted a new package of sanctions against the shadow fleet}.", {"sanctions": S}, "European Union"),
    Case(INDIRECT, "Peskov <said> {the sanctions were illegal and hurt Europe itself}.", {"sanctions": O}, "Russia"),
    Case(INDIRECT, "Officials <said> {Washington could ease sanctions in return for a full ceasefire}.", {"sanctions": C, "ceasefire": S}, "United States"),
    Case(INDIRECT, "She <said> {easing the embargo now would be a mistake}.", {"sanctions": S}, "Estonia"),
    Case(DIRECT, "{\"Without reliable security guarantees there can be no lasting peace,\"} he <said>.", {"security_guarantees": S}, "Ukraine"),
    Case(INDIRECT, "The secretary <said> {the United States would not provide security guarantees}.", {"security_guarantees": O}, "United States"),
    Case(INDIRECT, "He <said> {that Ukraine's membership of NATO was unrealistic}.", {"nato": O}, "United States"),
    Case(POSITION, "Vilnius {backed an invitation for Ukraine to join the alliance}.", {"nato": S}, "Lithuania"),
    Case(DIRECT, "{\"Ukraine must stay neutral and never join NATO,\"} Lavrov <said>.", {"nato": O}, "Russia"),
    Case(INDIRECT, "The president <said> {he would drop the bid for NATO membership in exchange for binding guarantees}.", {"nato": C, "security_guarantees": S}, "Ukraine"),
    Case(POSITION, "Berlin {pledged to send two more Patriot batteries}.", {"military_aid": S}, "Germany"),
    Case(POSITION, "Slovakia {opposed further deliveries of weapons}.", {"military_aid": O}, "Slovakia"),
    Case(INDIRECT, "The Pentagon <said> {it had paused the shipment of artillery shells}.", {"military_aid": O}, "United States"),
    Case(INDIRECT, "Umerov <said> {both sides had agreed to exchange a thousand prisoners each}.", {"prisoners": S}, "Ukraine"),
    Case(DIRECT, "{\"All abducted children must come home,\"} the first lady <said>.", {"prisoners": S}, "Ukraine"),
    Case(INDIRECT, "The Kremlin <said> {it would refrain from striking power plants for thirty days}.", {"energy_grid": S}, "Russia"),
    Case(INDIRECT, "The defence ministry <said> {refineries were a legitimate target}.", {"energy_grid": O}, "Ukraine"),
    Case(POSITION, "Moscow {withdrew from the grain deal}.", {"grain_and_shipping": O}, "Russia"),
    Case(POSITION, "Ankara {urged both sides to ensure safe navigation in the Black Sea}.", {"grain_and_shipping": S}, "Türkiye"),
    Case(INDIRECT, "She <said> {the aggressor should pay for the reconstruction of the cities}.", {"reconstruction": S}, "Ukraine"),
    Case(INDIRECT, "Svyrydenko <said> {Kyiv was ready to sign the minerals agreement}.", {"minerals": S}, "Ukraine"),
    Case(DIRECT, "{\"We will not sell our country,\"} Zelensky <said> of the minerals deal.", {"minerals": O}, "Ukraine"),
    Case(INDIRECT, "Kallas <said> {that those who ordered the attack must be held accountable}.", {"accountability": S}, "European Union"),
    Case(POSITION, "Moscow {denounced the arrest warrant as null and void}.", {"accountability": O}, "Russia"),
    Case(POSITION, "Russia {rejected the deployment of European troops in any form}.", {"peacekeepers": O}, "Russia"),
    Case(INDIRECT, "Starmer <said> {Britain was ready to put boots on the ground}.", {"peacekeepers": S}, "United Kingdom"),
    Case(INDIRECT, "Meloni <said> {Italy would not send soldiers to Ukraine}.", {"peacekeepers": O}, "Italy"),
    Case(INDIRECT, "The British minister <said> {that Putin had rejected the truce}.", {"ceasefire": U}, "United Kingdom"),
    Case(DIRECT, "{\"Russia must accept a full ceasefire,\"} Macron <said>.", {"ceasefire": S}, "France"),
    Case(POSITION, "Orban {does not oppose Ukraine's talks with Moscow}.", {"negotiations": S}, "Hungary"),
    # Gaza
    Case(POSITION, "Hamas {agreed to release ten hostages}.", {"prisoners": S}, "Hamas"),
    Case(DIRECT, "{\"The war will not end until all our hostages are back home,\"} Netanyahu <said>.", {"prisoners": S}, "Israel"),
    Case(POSITION, "Hamas {called for a permanent ceasefire and a full withdrawal from the Strip}.", {"ceasefire": S}, "Hamas"),
    Case(INDIRECT, "Israel's defence minister <said> {the army would keep fighting until Hamas was destroyed}.", {"ceasefire": O}, "Israel"),
    Case(POSITION, "Qatar {suspended its mediation between Israel and Hamas}.", {"mediation": O}, "Qatar"),
    Case(INDIRECT, "Egypt <said> {it would continue to mediate together with Qatar}.", {"mediation": S}, "Egypt"),
    Case(INDIRECT, "A Hamas official <said> {the captives would go free only in return for a lasting truce}.", {"prisoners": C, "ceasefire": S}, "Hamas"),
    Case(POSITION, "Spain {demanded an arms embargo against Israel}.", {"military_aid": O}, "Spain"),
    Case(POSITION, "South Africa {accused Israel of genocide before the court}.", {"accountability": S}, "South Africa"),
    Case(POSITION, "Israel {vehemently rejected it}.", {"ceasefire": O}, "Israel", "The council's draft called for an immediate ceasefire."),
    Case(DIRECT, "{\"An international stabilization force should take over security in Gaza,\"} the king <said>.", {"peacekeepers": S}, "Jordan"),
    Case(INDIRECT, "The prime minister <said> {the killing of civilians had to stop}.", {"ceasefire": S}, "Spain"),
    # Sudan
    Case(POSITION, "The army {refused to attend the talks in Geneva}.", {"negotiations": O}, "Sudan"),
    Case(POSITION, "The Rapid Support Forces {accepted a humanitarian pause}.", {"ceasefire": S}, "Rapid Support Forces"),
    Case(DIRECT, "{\"We will not sit down with the militia,\"} al-Burhan <said>.", {"negotiations": O}, "Sudan"),
    Case(INDIRECT, "The envoy <said> {there was no military solution to the conflict in Sudan}.", {"negotiations": S}, "United Nations"),
    Case(INDIRECT, "Burhan <said> {there would be no ceasefire unless the militia left the cities}.", {"ceasefire": C}, "Sudan"),
    Case(POSITION, "The council {extended the arms embargo on Darfur}.", {"military_aid": O}, "United Nations"),
    Case(DIRECT, "{\"Those who committed atrocities in El Fasher must face justice,\"} the commissioner <said>.", {"accountability": S}, "United Nations"),
    # Kosovo and Serbia
    Case(DIRECT, "{\"Serbia will never recognise Kosovo's independence,\"} Vucic <said>.", {"territory": O}, "Serbia"),
    Case(INDIRECT, "Kurti <said> {he was willing to resume the dialogue with Belgrade}.", {"negotiations": S}, "Kosovo"),
    Case(POSITION, "The European Union {lifted its punitive measures against Kosovo}.", {}, "European Union"),
    Case(POSITION, "Pristina {welcomed the extension of KFOR's mission}.", {"peacekeepers": S}, "Kosovo"),
    Case(INDIRECT, "Brussels <said> {it would continue to facilitate the dialogue between Kosovo and Serbia}.", {"mediation": S}, "European Union"),
    # Armenia and Azerbaijan
    Case(POSITION, "Yerevan {proposed signing the peace treaty as soon as possible}.", {"negotiations": S}, "Armenia"),
    Case(INDIRECT, "Aliyev <said> {the peace treaty could be signed only after Armenia amended its constitution}.", {"negotiations": C}, "Azerbaijan"),
    Case(POSITION, "Armenia {demanded the release of all prisoners held in Baku}.", {"prisoners": S}, "Armenia"),
    Case(INDIRECT, "Pashinyan <said> {that the border should follow the Soviet maps}.", {"territory": U}, "Armenia"),
    Case(POSITION, "Azerbaijan {objected to the mandate of the observer mission}.", {"peacekeepers": O}, "Azerbaijan"),
    Case(INDIRECT, "France <said> {it would supply Armenia with more air defence systems}.", {"military_aid": S}, "France"),
    # not of the codebook
    Case(INDIRECT, "The minister <said> {the weather had delayed his flight}.", {}, "Poland"),
    Case(POSITION, "She {thanked her hosts for the warm welcome}.", {}, "Moldova"),
    Case(DIRECT, "{\"It was a productive conversation,\"} the envoy <said>.", {}, "United States"),
)  # fmt: skip
