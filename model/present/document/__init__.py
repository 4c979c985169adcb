"""The report: one document from a folder of results, as HTML that stands alone and as PDF.

``material`` is what it is made from, ``parts`` what it is made of; each ``..._sections`` file writes some sections,
``contents`` puts them in order, ``write`` renders them by ``template.html`` and ``style.css``.
"""
