"""Questions with which an examination about a passport usually begins; the examiner adds to them.

They stand in the minutes, so they are in Indonesian in either language of the interface.
"""

from __future__ import annotations

OPENING = (
    (
        "Apakah Saudara dalam keadaan sehat jasmani dan rohani serta bersedia diperiksa dan memberikan "
        "keterangan dengan sebenarnya?"
    ),
    "Sebutkan nama lengkap, tempat dan tanggal lahir, pekerjaan, serta alamat Saudara.",
)
CLOSING = (
    "Apakah paspor tersebut pernah dijaminkan, dipinjamkan, atau diserahkan kepada orang lain?",
    "Apakah Saudara pernah kehilangan atau merusakkan paspor sebelumnya?",
    "Untuk keperluan apa Saudara memerlukan paspor baru?",
    "Apakah semua keterangan Saudara benar dan diberikan tanpa paksaan?",
)
QUESTIONS: dict[str, tuple[str, ...]] = {
    "lost": (
        "Kapan dan di mana Saudara terakhir kali melihat paspor tersebut?",
        "Kapan, di mana, dan bagaimana Saudara mengetahui bahwa paspor tersebut hilang?",
        "Di mana dan bagaimana paspor tersebut biasanya Saudara simpan?",
        "Upaya apa yang telah Saudara lakukan untuk menemukannya?",
        "Kapan dan di kantor kepolisian mana Saudara melaporkan kehilangan tersebut?",
    ),
    "damaged": (
        "Bagian mana dari paspor yang rusak, dan bagaimana keadaannya sekarang?",
        "Kapan, di mana, dan bagaimana kerusakan itu terjadi?",
        "Di mana dan bagaimana paspor tersebut biasanya Saudara simpan?",
        "Apakah ada halaman yang hilang, terlepas, atau diubah?",
    ),
    "data": (
        "Data apa dalam paspor yang berubah, dan sejak kapan?",
        "Apa dasar perubahan tersebut (penetapan pengadilan, akta, atau surat lain)?",
        "Dokumen apa yang Saudara bawa sebagai bukti perubahan tersebut?",
        "Apakah data pada dokumen kependudukan Saudara sudah diubah?",
    ),
}


def starter_questions(subject: str) -> tuple[str, ...]:
    """The questions to begin with for a subject of Examination.Subject."""
    return (*OPENING, *QUESTIONS.get(subject, ()), *CLOSING)
