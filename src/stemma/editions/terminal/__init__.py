"""What `stemma` prints: a dossier, a single record in place, what one report yields alone."""

from stemma.editions.terminal.dossier import print_dossier
from stemma.editions.terminal.reading import print_reading
from stemma.editions.terminal.record import print_record

__all__ = ["print_dossier", "print_reading", "print_record"]
