"""Equations as MathML, made while the pages are built: they need no script and no network, only the font that comes along."""

from html import escape

from docutils import nodes
from docutils.utils.math import MathError
from docutils.utils.math.latex2mathml import tex2mathml
from sphinx.util import logging

LOG = logging.getLogger(__name__)


def setup(app):
    """Let Sphinx print mathematics as MathML."""
    app.add_html_math_renderer("mathml", (_inline, None), (_block, None))
    app.add_css_file("mathml.css")
    return {"parallel_read_safe": True, "parallel_write_safe": True}


def _inline(translator, node):
    translator.body.append(_mathml(node, as_block=False))
    raise nodes.SkipNode


def _block(translator, node):
    translator.body.append(f'<div class="math" tabindex="0">{_mathml(node, as_block=True)}</div>\n')
    raise nodes.SkipNode


def _mathml(node, as_block):
    try:
        return tex2mathml(node.astext(), as_block=as_block)
    except MathError as error:
        LOG.warning("this LaTeX cannot be printed: %s", error, location=node)
        return f"<code>{escape(node.astext())}</code>"
