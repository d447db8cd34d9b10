from django.apps import AppConfig


class ArchiveConfig(AppConfig):
    """Hand-overs of ended cases to the trust's archive."""

    name = "likeverd.archive"
    label = "archive"

    def ready(self) -> None:
        """A hand-over is due in the same transaction as the step that ends a case."""
        from likeverd.archive.actions.queueing import after_a_step, after_the_end
        from likeverd.cases.signals import step_taken
        from likeverd.letters.signals import letter_given
        from likeverd.packet.signals import packet_settled

        step_taken.connect(after_a_step, dispatch_uid="archive.after_a_step")
        letter_given.connect(after_the_end, dispatch_uid="archive.after_a_letter")
        packet_settled.connect(after_the_end, dispatch_uid="archive.after_the_packet")
