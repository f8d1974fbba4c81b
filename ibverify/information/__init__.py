"""Information quantities of laws, exact wherever a closed form exists."""

from ibverify.information.layer import Information, information, label_entropy

__all__ = ["Information", "information", "label_entropy"]
