"""`{{ form }}` and `{{ form.field.as_field_group }}` drawn with the components (FORM_RENDERER)."""

from django.forms.renderers import DjangoTemplates


class Renderer(DjangoTemplates):
    form_template_name = "ui/components/form.html"
    field_template_name = "ui/components/field.html"
