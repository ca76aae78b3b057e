"""Use cases against ports. `Services` is what the edges are given; `app.py` puts it together."""
