"""What comes from the floor: questions, what moderators do with them, reactions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self

from quizapp.services.chairing import Chairing
from quizapp.services.floor_ports import FloorQuestionStore, ReactionStore
from quizapp.services.floor_questions import FloorQuestions
from quizapp.services.live import Live
from quizapp.services.ports import Clock, Ids
from quizapp.services.reactions import Reactions


@dataclass(frozen=True, slots=True)
class Floor:
    """The three services, which go together."""

    questions: FloorQuestions
    chairing: Chairing
    reactions: Reactions

    @classmethod
    def over(
        cls,
        store: FloorQuestionStore,
        pulse: ReactionStore,
        live: Live,
        clock: Clock,
        ids: Ids,
        *,
        shared: bool = False,
    ) -> Self:
        """Put together over their stores."""
        questions = FloorQuestions(store, live, clock, ids)
        return cls(
            questions,
            Chairing(store, questions, live, ids),
            Reactions(pulse, live, clock, shared=shared),
        )
