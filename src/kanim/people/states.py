"""What states are called in the reader's language. The names in English are those of ``icao``."""

from __future__ import annotations

from kanim.icao import state_of

# Only what is called differently in Indonesian (KBBI, and the usage of the foreign ministry).
_INDONESIAN = """
AFG Afganistan|ALA Kepulauan Åland|ARE Uni Emirat Arab|ASM Samoa Amerika|ATA Antarktika
ATF Wilayah Selatan Prancis|ATG Antigua dan Barbuda|BEL Belgia
BES Bonaire, Sint Eustatius, dan Saba|BHS Bahama|BIH Bosnia dan Herzegovina
BRA Brasil|BVT Pulau Bouvet|CAF Republik Afrika Tengah
CAN Kanada|CCK Kepulauan Cocos (Keeling)|CHE Swiss|CHL Cile|CHN Tiongkok|CIV Pantai Gading
CMR Kamerun|COD Republik Demokratik Kongo|COG Kongo|COK Kepulauan Cook|COL Kolombia|COM Komoro
CPV Tanjung Verde|CRI Kosta Rika|CUB Kuba|CXR Pulau Natal|CYM Kepulauan Cayman|CYP Siprus|CZE Ceko
DEU Jerman|D Jerman|DJI Jibuti|DMA Dominika|DOM Republik Dominika|DZA Aljazair
ECU Ekuador|EGY Mesir|ESH Sahara Barat|ESP Spanyol|ETH Etiopia|FIN Finlandia
FLK Kepulauan Falkland (Malvinas)|FRA Prancis|FRO Kepulauan Faroe|FSM Federasi Mikronesia
GBR Britania Raya|GNQ Guinea Khatulistiwa|GRC Yunani
GUF Guyana Prancis|HMD Pulau Heard dan Kepulauan McDonald|HRV Kroasia|HUN Hungaria
IMN Pulau Man|IOT Wilayah Samudra Hindia Britania|IRL Irlandia|IRQ Irak|ISL Islandia|ITA Italia
JAM Jamaika|JOR Yordania|JPN Jepang|KAZ Kazakstan|KGZ Kirgizstan|KHM Kamboja
KNA Saint Kitts dan Nevis|KOR Korea Selatan|LBY Libia|LTU Lituania|LUX Luksemburg
MAC Makau|MAF Saint Martin (Prancis)|MAR Maroko|MCO Monako|MDG Madagaskar|MDV Maladewa|MEX Meksiko
MHL Kepulauan Marshall|MKD Makedonia Utara|MNP Kepulauan Mariana Utara|MOZ Mozambik
MTQ Martinik|NCL Kaledonia Baru|NFK Pulau Norfolk|NIC Nikaragua|NLD Belanda
NOR Norwegia|NZL Selandia Baru|PHL Filipina|PNG Papua Nugini|POL Polandia|PRI Puerto Riko
PRK Korea Utara|PSE Palestina|PYF Polinesia Prancis|ROU Rumania|RUS Rusia
SAU Arab Saudi|SGP Singapura|SGS Georgia Selatan dan Kepulauan Sandwich Selatan
SHN Saint Helena, Ascension, dan Tristan da Cunha|SJM Svalbard dan Jan Mayen
SLB Kepulauan Solomon|SPM Saint Pierre dan Miquelon|SSD Sudan Selatan|STP Sao Tome dan Principe
SVK Slowakia|SWE Swedia|SXM Sint Maarten (Belanda)|SYR Suriah
TCA Kepulauan Turks dan Caicos|TTO Trinidad dan Tobago
TUR Turki|UKR Ukraina|UMI Pulau-Pulau Kecil Terluar Amerika Serikat|USA Amerika Serikat
VAT Takhta Suci (Vatikan)|VCT Saint Vincent dan Grenadine|VGB Kepulauan Virgin Britania
VIR Kepulauan Virgin Amerika Serikat|WLF Wallis dan Futuna|YEM Yaman|ZAF Afrika Selatan
GBD Warga wilayah seberang laut Britania|GBN Warga nasional Britania (seberang laut)
GBO Warga seberang laut Britania|GBP Orang yang dilindungi Britania|GBS Kawula Britania
XXA Tanpa kewarganegaraan (Konvensi 1954)|XXB Pengungsi (Konvensi 1951)|XXC Pengungsi lain
XXX Kewarganegaraan tidak disebutkan
"""
INDONESIAN: dict[str, str] = {
    code: name
    for entry in _INDONESIAN.strip().replace("\n", "|").split("|")
    for code, _, name in [entry.partition(" ")]
}


def state_name(code: str, language: str) -> str:
    """The name of a state or other holder of a code of ICAO Doc 9303-3; empty if unknown.

    ``language`` is ``id`` or ``en``; a name that is the same in both stands only once.
    """
    state = state_of(code)
    if state is None:
        return ""
    english = language.startswith("en")
    return state.name if english else INDONESIAN.get(code, state.name)
