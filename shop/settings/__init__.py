"""Settings by concern, driven by the environment; one set for every machine.

Each module below holds one concern. Development is the embedded default; `ENVIRONMENT=production`
turns on every guard in `guards` and refuses to start where one fails.
"""

from .environment import *
from .apps import *
from .web import *
from .database import *
from .languages import *
from .storage import *
from .background import *
from .frameworks import *
from .trade import *
from .payments import *
from .guards import refuse_unsafe

refuse_unsafe(globals())
