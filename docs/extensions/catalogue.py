"""Variables and targets as objects of the documentation: ``{variable}`` and ``{target}`` declare one and link to it."""

from docutils import nodes
from sphinx import addnodes
from sphinx.util.docutils import SphinxRole
from sphinx.util.nodes import make_id

KINDS = ("variable", "target")


def setup(app):
    """Add the kinds, and a role ``<kind>-here`` by which a cell of a table declares one."""
    for kind in KINDS:
        app.add_object_type(kind, kind, f"%s ({kind})", objname=kind, parse_node=_heading)
        app.add_role(f"{kind}-here", Here(kind))
    return {"parallel_read_safe": True, "parallel_write_safe": True}


def _heading(env, text, node):
    """The name in a heading of ``name | what it is called``."""
    name, _, title = (part.strip() for part in text.partition("|"))
    node += addnodes.desc_name(name, name)
    node += addnodes.desc_annotation(title, f" {title}" if title else "")
    return name


class Here(SphinxRole):
    """A name that can be linked to where it stands."""

    def __init__(self, kind):
        super().__init__()
        self.kind = kind

    def run(self):
        """Note the object in the domain under which the directives of its kind are."""
        anchor = make_id(self.env, self.inliner.document, self.kind, self.text)
        self.env.domains["std"].note_object(self.kind, self.text, anchor)
        node = nodes.literal(self.text, self.text, ids=[anchor])
        self.inliner.document.note_explicit_target(node)
        return [node], []
