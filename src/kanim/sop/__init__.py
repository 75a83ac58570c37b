"""SOPs: the typed catalogue, its checks, and what is made of it (BPMN, sheet).

Pure Python: no Django and no process engine.
"""
