"""Pictures that notebooks draw get an alternative text: where in the notebook they were drawn."""

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform


def setup(app):
    """Add the transform."""
    app.add_post_transform(Described)
    return {"parallel_read_safe": True, "parallel_write_safe": True}


class Described(SphinxPostTransform):
    """Say of each picture without words under which heading its cell stands."""

    default_priority = 900  # after the outputs of cells have become images

    def run(self):
        """Go through the images of the page."""
        for image in self.document.findall(nodes.image):
            if not image.get("alt"):
                section = image.parent
                while not isinstance(section, nodes.section):
                    section = section.parent
                image["alt"] = (
                    f"Figure drawn by the code above it, under the heading: {section.next_node(nodes.title).astext()}"
                )
