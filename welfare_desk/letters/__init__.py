"""Letters: frozen facts in, bytes out, as PDF and as Word. No desk, no clock, no screen.

``document_for(kind, facts)`` says what a letter says; ``pdf.render_pdf`` and ``word.render_docx`` give
it its two faces.
"""
