"""Forms that show every kind of field in the catalogue."""

from __future__ import annotations

from django import forms

from kanim.ui.widgets import CameraPhoto, FileDrop, Plain, RadioCards, SignaturePad

KINDS = [("new", "Paspor baru"), ("replacement", "Penggantian"), ("lost", "Hilang atau rusak")]
HINTS = {
    "new": "Belum pernah memiliki paspor.",
    "replacement": "Masa berlaku habis atau halaman penuh.",
    "lost": "Diperiksa lebih dahulu melalui BAP.",
}


class ShortForm(forms.Form):
    given = forms.CharField(label="Nama depan")
    family = forms.CharField(label="Nama belakang", required=False)


class EveryField(forms.Form):
    name = forms.CharField(label="Nama lengkap", help_text="Seperti pada KTP, tanpa gelar.")
    passport = forms.CharField(label="Nomor paspor lama", widget=Plain, required=False)
    born = forms.DateField(label="Tanggal lahir")
    visit = forms.DateTimeField(label="Waktu kedatangan", required=False)
    pages = forms.IntegerField(label="Banyak halaman", min_value=24, max_value=48)
    kind = forms.ChoiceField(
        label="Jenis permohonan", choices=KINDS, widget=RadioCards(hints=HINTS)
    )
    sex = forms.ChoiceField(
        label="Jenis kelamin",
        choices=[("L", "Laki-laki"), ("P", "Perempuan")],
        widget=forms.RadioSelect,
    )
    papers = forms.MultipleChoiceField(
        label="Dokumen yang dibawa",
        choices=[("ktp", "KTP"), ("kk", "Kartu keluarga"), ("akta", "Akta kelahiran")],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    office = forms.ChoiceField(
        label="Kantor", choices=[("bjm", "Banjarmasin"), ("bln", "ULP Batulicin")]
    )
    note = forms.CharField(label="Catatan", widget=forms.Textarea, required=False)
    secret = forms.CharField(label="Kata sandi", widget=forms.PasswordInput)
    scan = forms.FileField(
        label="Pindaian kartu keluarga", widget=FileDrop, help_text="JPG, PNG atau PDF."
    )
    signature = forms.FileField(label="Tanda tangan", widget=SignaturePad)
    photo = forms.FileField(label="Foto wajah", widget=CameraPhoto)
    agreed = forms.BooleanField(label="Data di atas benar dan dapat dipertanggungjawabkan.")
