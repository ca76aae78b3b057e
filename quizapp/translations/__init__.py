"""The gettext catalogues and what keeps them fresh: `python -m quizapp.translations`."""
