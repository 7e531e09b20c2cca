"""Where new versions are announced, and whose signature is believed: the one place to set both.

With an empty address the program asks nobody.
"""

ADDRESS = ""
"""https address of the file that packaging/sign_manifest.py makes."""
PUBLIC_KEY = ""
"""The second line of the public key that it made. The private one is kept by the owner and by nobody else."""
