"""The report: one document from a folder of results, as HTML that stands alone and as PDF.

``report.en.html`` and ``report.zh.html`` are the document, each in its language: its order, its headings and its prose.
``material`` is what it is made from; ``result_values``, ``solution_values`` and ``plan_values`` are what is filled in;
``parts.html`` draws sections, tables and figures, which ``outline`` numbers; ``frame.html`` and ``style.css`` stand around.
"""
