"""A witness: another body that remembers what a log has shown it, and signs only what continues that.

The protocol is C2SP tlog-witness. With a witness, whoever runs the log cannot change its past, cut off its end or show
two people two logs and nobody know.
"""

from evenhand.ledger.witness.asking import Heard, read_answer, request_body
from evenhand.ledger.witness.judging import Answer, Witness
from evenhand.ledger.witness.memory import Alarm, Memory
from evenhand.ledger.witness.serving import listening

__all__ = ["Alarm", "Answer", "Heard", "Memory", "Witness", "listening", "read_answer", "request_body"]
